// One metric in full: what is counted, how sure its value is, where it goes, whom it is made of.
import {useSearchParams} from 'react-router';
import {useAnswer} from '../api/use_answer';
import type {AccountBehind, MetricLine, MetricResult, TrendPoint} from '../gen/bellwether/v1/metrics_pb';
import {MetricUnit} from '../gen/bellwether/v1/metrics_pb';
import type {GetMetricResponse, MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Choice} from '../parts/fields';
import {Section} from '../parts/section';
import {Answered} from '../parts/states';
import {useTitle} from '../parts/title';
import {writeDay} from '../account/moments';
import type {TurnPage} from './account_pages';
import {AccountsBehind} from './accounts_behind';
import {attributes, optionsOf} from './address';
import type {Asked} from './asked';
import {Breakdown} from './breakdowns';
import {longest, portfolio} from './client';
import {TrendChart} from './charts/trend_chart';
import {DataQuality} from './data_quality';
import {comparisonVerdict, trendVerdict} from './judgement';
import {PictureOf, picturesOf, usePictureTitle} from './pictures';
import {saidName} from './names';
import {isKnown, useQuantityWords} from './quantity';
import {useQuantityColumns} from './quantity_table';
import {Numbers, TierOf, useTrendText, VerdictMark} from './said';
import {texts} from './texts/metric';

const pageSize = 25;

// By what a metric can be broken down: what the pack names anywhere, and what accounts always have.
function breakdownNames(metrics: readonly MetricDefinition[]): string[] {
  return [...new Set([...attributes, ...metrics.flatMap((metric) => metric.breakdowns)])];
}

export function MetricView({asked, definition}: {asked: Asked; definition: MetricDefinition}) {
  const [address] = useSearchParams();
  const by = address.get('by') ?? '';
  const names = breakdownNames(asked.metrics);
  const chosen = names.includes(by) ? by : '';
  const options = {...optionsOf(asked.shown, asked.day, asked.asOf, asked.language), ...(chosen ? {by: {attributes: [chosen]}} : {})};
  const question = {book: asked.book.name, metric: definition.name, options, pageSize};
  const answer = useAnswer(
    (signal) => portfolio.getMetric(question, {signal, timeoutMs: longest}),
    [asked, definition.name, chosen],
  );
  // Further pages are asked without what is there already.
  const turn = async (pageToken: string, size = pageSize) => {
    const {metric, nextPageToken} = await portfolio.getMetric(
      {...question, pageSize: size, pageToken, options: {...options, readMask: {paths: ['accounts']}}},
      {timeoutMs: longest},
    );
    return {accounts: metric?.accounts ?? [], next: nextPageToken};
  };
  return (
    <Answered answer={answer} lines={8}>
      {(value) =>
        value.metric ? (
          <MetricParts
            asked={asked}
            answered={value}
            metric={value.metric}
            names={names}
            by={chosen}
            turn={turn}
          />
        ) : null
      }
    </Answered>
  );
}

function MetricParts({asked, answered, metric, names, by, turn}: {
  asked: Asked;
  answered: GetMetricResponse;
  metric: MetricResult;
  names: readonly string[];
  by: string;
  turn: TurnPage<AccountBehind>;
}) {
  const t = useTexts(texts);
  const [, setAddress] = useSearchParams();
  const pictureTitle = usePictureTitle();
  const pictures = picturesOf(metric);
  const lines = metric.summary?.lines ?? [];
  const choose = (attribute: string) =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      if (attribute) next.set('by', attribute);
      else next.delete('by');
      return next;
    });
  return (
    <div className="page">
      <div className="columns">
        <ValueSection metric={metric} dashboards={answered.dashboards} />
        <Section title={t.accounts} hint={t.accountsHint} id="accounts">
          <AccountsBehind metric={metric} shown={asked.shown} next={answered.nextPageToken} turn={turn} />
          {metric.missing.length > 0 ? (
            <>
              <h3>{t.missing}</h3>
              <ul className="plain">
                {metric.missing.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </>
          ) : null}
        </Section>
      </div>
      <div className="flow">
        <TrendSection metric={metric} />
        {pictures.map((picture, index) => (
          <Section key={index} title={pictureTitle(metric, picture)}>
            <PictureOf metric={metric} picture={picture} shown={asked.shown} />
          </Section>
        ))}
        {lines.length > 0 ? (
          <Section title={t.beside}>
            <Lines lines={lines} file={`${metric.name}-beside`} />
          </Section>
        ) : null}
      </div>
      <Section
        title={t.groups}
        id="groups"
        aside={
          <div className="no-print">
            <Choice
              label={t.by}
              value={by || '-'}
              options={[{id: '-', name: metric.breakdowns.map((each) => words(each.attribute)).join(', ') || '–'}, ...names.map((id) => ({id, name: words(id)}))]}
              onChange={(id) => choose(id === '-' ? '' : id)}
            />
          </div>
        }
      >
        <div className="columns">
          {metric.breakdowns.map((breakdown) => (
            <Breakdown key={breakdown.attribute} metric={metric} breakdown={breakdown} shown={asked.shown} />
          ))}
        </div>
      </Section>
      {answered.data ? <DataQuality data={answered.data} /> : null}
    </div>
  );
}

function ValueSection({metric, dashboards}: {metric: MetricResult; dashboards: GetMetricResponse['dashboards']}) {
  const t = useTexts(texts);
  const say = useQuantityWords();
  const formats = useFormats();
  const trendText = useTrendText();
  const value = metric.summary?.value;
  const {tier, comparison} = metric;
  const verdict = trendVerdict(metric);
  const change = comparisonVerdict(comparison, metric.lowerIsBetter);
  const readBy = dashboards.filter((each) => metric.dashboards.includes(each.name)).map((each) => each.title || words(each.name));
  const tierSays = tier ? (tier.bounds ? t.tierOf(tier.bounds, tier.set) : tier.set ? t.tierOnly(tier.set) : '') : '';
  return (
    <Section title={t.value} id="value">
      <p className={`metric-value large${isKnown(value) ? '' : ' unsure'}`}>{say.text(value)}</p>
      <dl className="facts">
        {value?.interval ? (
          <div>
            <dt>{t.interval}</dt>
            <dd>{say.interval(value.interval, value.unit)}</dd>
          </div>
        ) : null}
        <div>
          <dt>n</dt>
          <dd>
            {formats.number(value?.n ?? 0, 0)}
          </dd>
        </div>
        <div>
          <dt>{t.tier}</dt>
          <dd className="row tight">
            <TierOf metric={metric} />
            {tierSays ? <span className="quiet-text">{tierSays}</span> : null}
            {!tier && value && isKnown(value) ? t.noTier : null}
          </dd>
        </div>
        {verdict === 'none' ? null : (
          <div>
            <dt>{t.trend}</dt>
            <dd>
              <VerdictMark verdict={verdict} text={trendText(verdict)} />
            </dd>
          </div>
        )}
        {comparison?.day ? (
          <div>
            <dt>{t.compared(formats.day(civilDate(comparison.day)))}</dt>
            <dd>
              {say.text(comparison.then)}
              {comparison.difference?.value === undefined ? null : (
                <>
                  {' → '}
                  {say.text(value)} ({say.difference(comparison.difference.value, comparison.difference.unit)}){' '}
                  {change === 'none' ? <span className="quiet-text">{t.noInterval}</span> : <VerdictMark verdict={change} text={t[change]} />}
                </>
              )}
            </dd>
          </div>
        ) : null}
      </dl>
      {value?.why ? (
        <p className="quiet-text">{value.why}</p>
      ) : null}
      <h3>{t.definition}</h3>
      <p>{metric.description}</p>
      <p className="hint">{metric.definition}</p>
      <dl className="facts">
        {[
          [t.ruling, metric.ruling],
          [t.origin, metric.source],
          [t.readBy, readBy.join(', ')],
        ]
          .filter(([, said]) => said)
          .map(([name, said]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function TrendSection({metric}: {metric: MetricResult}) {
  const t = useTexts(texts);
  const title = useTitle();
  const say = useQuantityWords();
  const formats = useFormats();
  const trendText = useTrendText();
  const quantityColumns = useQuantityColumns<TrendPoint>((point) => point.value);
  const points = metric.trend?.points ?? [];
  if (points.length === 0) return null;
  const unit = metric.summary?.value?.unit ?? MetricUnit.UNSPECIFIED;
  const verdict = trendVerdict(metric);
  const day = (point: TrendPoint) => (point.day ? civilDate(point.day) : undefined);
  const columns: Column<TrendPoint>[] = [
    {
      key: 'day',
      title: t.day,
      cell: (point) => {
        const at = day(point);
        return at ? <span className="nowrap">{formats.day(at)}</span> : '';
      },
      csv: (point) => {
        const at = day(point);
        return at ? writeDay(at) : '';
      },
    },
    ...quantityColumns,
  ];
  return (
    <Section title={t.trend} hint={t.trendHint} aside={<VerdictMark verdict={verdict} text={trendText(verdict)} />} id="trend">
      <TrendChart
        points={points}
        unit={unit}
        label={t.trendChart(title('metric', metric.name), say.text(points[0]?.value), say.text(points.at(-1)?.value), trendText(verdict))}
      />
      <Numbers>
        <DataTable
          caption={t.trend}
          captionHidden
          columns={columns}
          rows={points}
          rowKey={(point) => String(day(point)?.getTime() ?? 0)}
          file={`${metric.name}-trend`}
        />
      </Numbers>
    </Section>
  );
}

function Lines({lines, file}: {lines: readonly MetricLine[]; file: string}) {
  const t = useTexts(texts);
  const columns: Column<MetricLine>[] = [
    {key: 'what', title: t.what, cell: (line) => saidName(line), csv: (line) => line.name},
    ...useQuantityColumns<MetricLine>((line) => line.quantity),
  ];
  return <DataTable caption={t.beside} captionHidden columns={columns} rows={lines} rowKey={(line) => line.name} file={file} />;
}
