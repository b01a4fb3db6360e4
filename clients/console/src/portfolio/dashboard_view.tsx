// A dashboard: every metric that its audience reads, then what can be seen better than read.
import {Link} from 'react-router';
import type {Failure} from '../api/failure';
import type {BookQuality, MetricResult} from '../gen/bellwether/v1/metrics_pb';
import {Standing} from '../gen/bellwether/v1/metrics_pb';
import type {Dashboard, DashboardHead, DashboardProgress, GetDashboardResponse} from '../gen/bellwether/v1/portfolio_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {Section} from '../parts/section';
import {Empty, Failed, Loading} from '../parts/states';
import {useTitle} from '../parts/title';
import {AccountsTable} from './accounts_behind';
import {metricLink, optionsOf, type Shown} from './address';
import type {Asked} from './asked';
import {longest, portfolio} from './client';
import {DataQuality} from './data_quality';
import {needsAttention, trendVerdict} from './judgement';
import {MetricCard} from './metric_card';
import {PictureOf, picturesOf, usePictureTitle, type Picture} from './pictures';
import {TierOf, useTrendText, VerdictMark} from './said';
import {texts} from './texts/metric';
import {texts as pictureTexts} from './texts/pictures';
import {useStream} from './use_stream';

interface Arrived {
  head: DashboardHead | undefined;
  metrics: readonly MetricResult[];
  progress: DashboardProgress | undefined;
  data: BookQuality | undefined;
}

const nothing: Arrived = {head: undefined, metrics: [], progress: undefined, data: undefined};

function add(before: Arrived, {part}: GetDashboardResponse): Arrived {
  switch (part.case) {
    case 'head':
      return {...before, head: part.value};
    case 'progress':
      return {...before, progress: part.value};
    case 'metric':
      return {...before, metrics: [...before.metrics, part.value]};
    case 'data':
      return {...before, data: part.value};
    default:
      return before;
  }
}

export function DashboardView({asked, dashboard}: {asked: Asked; dashboard: Dashboard}) {
  const t = useTexts(texts);
  const title = useTitle();
  const {shown} = asked;
  const stream = useStream(
    (signal) =>
      portfolio.getDashboard(
        {book: asked.book.name, dashboard: dashboard.name, options: optionsOf(shown, asked.day, asked.asOf, asked.language), accounts: 8},
        {signal, timeoutMs: longest},
      ),
    nothing,
    add,
    [asked, dashboard.name],
  );
  const {head, metrics, progress, data} = stream.value;
  const brokenOff: Failure | undefined =
    !stream.loading && !stream.failure && !data ? {kind: 'unreachable', message: t.broken, problems: [], facts: {}, reason: ''} : undefined;
  const failure = stream.failure ?? brokenOff;
  const waiting = stream.loading ? (head?.metrics ?? []).slice(metrics.length) : [];
  return (
    <>
      {failure ? (
        <div className="card">
          <Failed failure={failure} again={stream.again} />
        </div>
      ) : null}
      {stream.loading && !head ? <Loading lines={6} /> : null}
      {head ? <Attention metrics={metrics} shown={shown} progress={stream.loading ? progress : undefined} whole={data !== undefined} /> : null}
      <ul className="metric-cards" aria-busy={stream.loading} aria-label={dashboard.title || words(dashboard.name)}>
        {metrics.map((metric) => (
          <MetricCard key={metric.name} metric={metric} shown={shown} />
        ))}
        {waiting.map((name) => (
          <li key={name} className="metric-card waiting">
            <h3>{title('metric', name)}</h3>
            <Loading lines={2} />
          </li>
        ))}
      </ul>
      <Pictures metrics={metrics} shown={shown} />
      {data ? <DataQuality data={data} /> : null}
    </>
  );
}

// What to look at first, as far as it is known: it keeps its place while metrics arrive.
function Attention({metrics, shown, progress, whole}: {
  metrics: readonly MetricResult[];
  shown: Shown;
  // While something is computed.
  progress: DashboardProgress | undefined;
  whole: boolean;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const trendText = useTrendText();
  const nobody = whole && metrics.length > 0 && metrics.every(({summary}) => (summary?.value?.standing ?? Standing.NO_CASES) === Standing.NO_CASES);
  if (nobody) {
    return (
      <Section title={t.attentionTitle} id="attention">
        <Empty title={t.nobody} />
      </Section>
    );
  }
  const found = metrics.filter(needsAttention);
  const counted = progress && ([formats.number(progress.done, 0), formats.number(progress.total, 0)] as const);
  return (
    <Section title={t.attentionTitle} hint={found.length > 0 || !whole ? t.attention : t.noAttention} id="attention">
      {found.length > 0 ? (
        <ul className="attention">
          {found.map((metric) => (
            <li key={metric.name}>
              <Link to={metricLink(metric.name, shown)}>{title('metric', metric.name)}</Link>
              <TierOf metric={metric} />
              {trendVerdict(metric) === 'worse' ? <VerdictMark verdict="worse" text={trendText('worse')} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {progress && counted ? (
        <p className="progress" role="status">
          <progress max={progress.total} value={progress.done} aria-hidden="true" />
          {progress.metric ? t.computing(...counted, title('metric', progress.metric)) : t.computingData(...counted)}
        </p>
      ) : null}
    </Section>
  );
}

// Each kind of picture once: two shares of bands are drawn of the same bands.
function pictured(metrics: readonly MetricResult[]): {metric: MetricResult; pictures: Picture[]}[] {
  let bands = false;
  return metrics.flatMap((metric) => {
    const pictures = picturesOf(metric).filter((picture) => {
      if (picture.kind !== 'bands') return picture.kind !== 'grid';
      const first = !bands;
      bands = true;
      return first;
    });
    return pictures.length > 0 ? [{metric, pictures}] : [];
  });
}

function Pictures({metrics, shown}: {metrics: readonly MetricResult[]; shown: Shown}) {
  const t = useTexts(texts);
  const title = useTitle();
  const p = useTexts(pictureTexts);
  const pictureTitle = usePictureTitle();
  return (
    <div className="flow">
      {pictured(metrics).map(({metric, pictures}) => {
        const held = pictures.some((picture) => picture.kind === 'bottlenecks');
        return (
          <Section
            key={metric.name}
            title={pictures[0] ? pictureTitle(metric, pictures[0]) : title('metric', metric.name)}
            id={`picture-${metric.name}`}
            aside={<Link to={metricLink(metric.name, shown)}>{title('metric', metric.name)}</Link>}
          >
            {pictures.map((picture, index) => (
              <PictureOf key={index} metric={metric} picture={picture} shown={shown} />
            ))}
            {held && metric.accounts.length > 0 ? (
              <>
                <p className="hint">{p.notTold}</p>
                <h3>{t.accounts}</h3>
                <AccountsTable accounts={metric.accounts} shown={shown} file={`accounts-${metric.name}`} />
              </>
            ) : null}
          </Section>
        );
      })}
    </div>
  );
}
