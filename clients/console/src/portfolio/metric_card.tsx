// A metric of a dashboard: its value, how sure it is, where it goes. Its name leads to all of it.
import {memo} from 'react';
import {Link} from 'react-router';
import type {MetricResult} from '../gen/bellwether/v1/metrics_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {useTitle} from '../parts/title';
import {metricLink, type Shown} from './address';
import {Sparkline} from './charts/sparkline';
import {comparisonVerdict, trendVerdict} from './judgement';
import {isKnown, useQuantityWords} from './quantity';
import {TierOf, useTrendText, VerdictMark} from './said';
import {texts} from './texts/metric';

// Rendered once, however many other metrics come after it.
export const MetricCard = memo(function MetricCard({metric, shown}: {metric: MetricResult; shown: Shown}) {
  const t = useTexts(texts);
  const title = useTitle();
  const say = useQuantityWords();
  const formats = useFormats();
  const trendText = useTrendText();
  const value = metric.summary?.value;
  const compared = metric.comparison;
  const verdict = trendVerdict(metric);
  const change = comparisonVerdict(compared, metric.lowerIsBetter);
  const changeText = change === 'none' ? t.noInterval : t[change];
  return (
    <li className="metric-card">
      <h3>
        <Link to={metricLink(metric.name, shown)}>{title('metric', metric.name)}</Link>
      </h3>
      <p className="metric-about" title={metric.description}>
        {metric.description}
      </p>
      <div className="metric-number">
        <span className={`metric-value${isKnown(value) ? '' : ' unsure'}`}>{say.text(value)}</span>
        <Sparkline points={metric.trend?.points ?? []} />
      </div>
      <p className="metric-sure">
        {value?.interval ? `${t.interval} ${say.interval(value.interval, value.unit)}, ` : ''}
        {t.cases(formats.number(value?.n ?? 0, 0))}
      </p>
      <div className="metric-says">
        <TierOf metric={metric} />
        <VerdictMark verdict={verdict} text={trendText(verdict)} />
      </div>
      {value?.why ? (
        <p className="metric-sure">{value.why}</p>
      ) : null}
      {compared?.difference?.value !== undefined && compared.day ? (
        <p className="metric-sure">
          {say.difference(compared.difference.value, compared.difference.unit)} {t.since(formats.day(civilDate(compared.day)))}:{' '}
          {changeText}
        </p>
      ) : null}
    </li>
  );
});
