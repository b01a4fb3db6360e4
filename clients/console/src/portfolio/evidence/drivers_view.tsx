// Which facts, known early, go with staying; how far the work is in between.
import type {AccountShare, Driver, DriverReport} from '../../gen/bellwether/v1/evidence_pb';
import {DriverState} from '../../gen/bellwether/v1/evidence_pb';
import type {BookQuality} from '../../gen/bellwether/v1/metrics_pb';
import type {EvidenceProgress, GetDriversResponse} from '../../gen/bellwether/v1/portfolio_pb';
import type {Failure} from '../../api/failure';
import {useFormats} from '../../i18n/formats';
import {useTexts} from '../../i18n/language';
import {DataTable, type Column} from '../../parts/data_table';
import {Section} from '../../parts/section';
import {Empty, Failed, Loading} from '../../parts/states';
import {filtersOf} from '../address';
import type {Asked} from '../asked';
import {IntervalChart} from '../charts/interval_chart';
import {longest, portfolio} from '../client';
import {DataQuality} from '../data_quality';
import {saidName} from '../names';
import {texts} from '../texts/evidence';
import {texts as metricTexts} from '../texts/metric';
import {useStream} from '../use_stream';

interface Arrived {
  progress: EvidenceProgress | undefined;
  report: DriverReport | undefined;
  data: BookQuality | undefined;
}

const nothing: Arrived = {progress: undefined, report: undefined, data: undefined};

function add(before: Arrived, {part}: GetDriversResponse): Arrived {
  switch (part.case) {
    case 'progress':
      return {...before, progress: part.value};
    case 'drivers':
      return {...before, report: part.value};
    case 'data':
      return {...before, data: part.value};
    default:
      return before;
  }
}

export function DriversView({asked}: {asked: Asked}) {
  const t = useTexts(texts);
  const m = useTexts(metricTexts);
  const formats = useFormats();
  const stream = useStream(
    (signal) =>
      portfolio.getDrivers(
        {book: asked.book.name, options: {asOf: asked.asOf, where: filtersOf(asked.shown), language: asked.language}},
        {signal, timeoutMs: longest},
      ),
    nothing,
    add,
    [asked],
  );
  const {progress, report, data} = stream.value;
  const brokenOff: Failure | undefined =
    !stream.loading && !stream.failure && !data ? {kind: 'unreachable', message: m.broken, problems: [], facts: {}, reason: ''} : undefined;
  const failure = stream.failure ?? brokenOff;
  return (
    <>
      <Section title={t.driversTitle} hint={t.driversHint} id="drivers">
        {failure ? <Failed failure={failure} again={stream.again} /> : null}
        {stream.loading ? (
          <>
            <p className="progress" role="status">
              <progress max={progress?.total ?? 1} value={progress?.done ?? 0} aria-hidden="true" />
              {progress ? t.progress(formats.number(progress.done, 0), formats.number(progress.total, 0)) : t.reading}
            </p>
            <Loading lines={4} />
          </>
        ) : null}
        {data && report ? <Report report={report} /> : null}
      </Section>
      {data ? <DataQuality data={data} /> : null}
    </>
  );
}

function Report({report}: {report: DriverReport}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const whole = (value: number) => formats.number(value, 0);
  const {accounts, retained} = report;
  if (!accounts?.members) return <Empty title={t.nobody} />;
  const facts: [string, string][] = [
    [t.members, whole(accounts.members)],
    [t.retained, retained ? shareText(retained, formats.percent) : '–'],
    [t.lostBefore, whole(accounts.lostBefore)],
    [t.tooYoung, whole(accounts.tooYoung)],
    [t.withoutStart, whole(accounts.withoutStart)],
    [t.refused, whole(accounts.refused)],
  ];
  const judged = report.drivers.filter((driver) => driver.state === DriverState.JUDGED && driver.auc !== undefined);
  return (
    <>
      <p className="finding">{report.evidence ? t.evidence : t.noEvidence}</p>
      <p>{t.days(whole(report.landmarkDays), whole(report.gapDays), whole(report.horizonDays))}</p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {judged.length > 0 ? (
        <IntervalChart
          rows={judged.map((driver) => ({
            name: saidName(driver),
            value: driver.auc ?? 0.5,
            low: driver.interval?.low ?? driver.auc ?? 0.5,
            high: driver.interval?.high ?? driver.auc ?? 0.5,
            tone: 'none',
            few: Boolean(driver.probableLeak),
            title: `${saidName(driver)}: ${formats.number(driver.auc ?? 0.5, 2)}`,
          }))}
          reference={0.5}
          tick={(value) => formats.number(value, 2)}
          label={t.chart}
        />
      ) : null}
      <Drivers report={report} />
      {judged.some((driver) => driver.buckets.length > 0) ? <Buckets drivers={judged} /> : null}
    </>
  );
}

function shareText(share: AccountShare, percent: (value: number) => string): string {
  const range = share.interval ? ` (${percent(share.interval.low)} – ${percent(share.interval.high)})` : '';
  return `${percent(share.value)}${range}`;
}

function Drivers({report}: {report: DriverReport}) {
  const t = useTexts(texts);
  const m = useTexts(metricTexts);
  const formats = useFormats();
  const hundredth = (value: number | undefined) => (value === undefined ? '' : formats.number(value, 2));
  const least = 0.001;
  const p = (value: number | undefined) =>
    value === undefined ? '' : value < least ? `< ${formats.number(least, 3)}` : formats.number(value, 3);
  const says = (driver: Driver): string => {
    if (driver.state === DriverState.INSUFFICIENT_DATA) return t.tooFew;
    if (driver.state === DriverState.SAME_FOR_ALL) return t.same;
    if (driver.probableLeak) return t.leak;
    return driver.moreStays === undefined ? '' : driver.moreStays ? t.more : t.less;
  };
  const columns: Column<Driver>[] = [
    {key: 'fact', title: t.fact, cell: saidName, csv: (driver) => driver.name},
    {key: 'rank', title: t.rank, number: true, cell: (driver) => (driver.rank ? formats.number(driver.rank, 0) : '–'), csv: (driver) => driver.rank},
    {key: 'auc', title: t.auc, number: true, cell: (driver) => hundredth(driver.auc), csv: (driver) => driver.auc ?? ''},
    {
      key: 'interval',
      title: t.interval,
      number: true,
      cell: (driver) => (driver.interval ? `${hundredth(driver.interval.low)} – ${hundredth(driver.interval.high)}` : ''),
      csv: (driver) => (driver.interval ? `${driver.interval.low} – ${driver.interval.high}` : ''),
    },
    {key: 'p', title: t.p, number: true, cell: (driver) => p(driver.adjustedP), csv: (driver) => driver.adjustedP ?? ''},
    {key: 'swing', title: t.swing, number: true, cell: (driver) => (driver.swing === undefined ? '' : t.points(formats.number(driver.swing * 100))), csv: (driver) => driver.swing ?? ''},
    {key: 'known', title: t.known, number: true, cell: (driver) => formats.number(driver.known, 0), csv: (driver) => driver.known},
    {key: 'says', title: t.direction, cell: says, csv: says},
  ];
  return <DataTable caption={m.metric} captionHidden columns={columns} rows={report.drivers} rowKey={(driver) => driver.name} file="drivers" />;
}

function Buckets({drivers}: {drivers: readonly Driver[]}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const rows = drivers.flatMap((driver) => driver.buckets.map((bucket) => ({driver, bucket, key: `${driver.name} ${bucket.name}`})));
  type Row = (typeof rows)[number];
  const range = ({bucket}: Row) => bucket.retained?.interval;
  const columns: Column<Row>[] = [
    {key: 'fact', title: t.fact, cell: ({driver}) => saidName(driver), csv: ({driver}) => driver.name},
    {key: 'bucket', title: t.bucket, cell: ({bucket}) => saidName(bucket), csv: ({bucket}) => bucket.name},
    {key: 'share', title: t.share, number: true, cell: ({bucket}) => (bucket.retained ? formats.percent(bucket.retained.value) : ''), csv: ({bucket}) => bucket.retained?.value ?? ''},
    {
      key: 'interval',
      title: t.interval,
      number: true,
      cell: (row) => {
        const of = range(row);
        return of ? `${formats.percent(of.low)} – ${formats.percent(of.high)}` : '';
      },
      csv: (row) => {
        const of = range(row);
        return of ? `${of.low} – ${of.high}` : '';
      },
    },
    {key: 'n', title: t.cases, number: true, cell: ({bucket}) => formats.number(bucket.retained?.n ?? 0, 0), csv: ({bucket}) => bucket.retained?.n ?? ''},
  ];
  return (
    <>
      <h3>{t.buckets}</h3>
      <DataTable caption={t.buckets} captionHidden columns={columns} rows={rows} rowKey={(row) => row.key} file="drivers-buckets" />
    </>
  );
}
