// What a metric says beside its number, drawn: each picture with a table of the same numbers.
import {memo} from 'react';
import {Link, useNavigate} from 'react-router';
import type {CurvePoint, MetricCurve, MetricGrid, MetricLine, MetricResult, MetricSummary} from '../gen/bellwether/v1/metrics_pb';
import {MetricUnit} from '../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {bandTone, words, type Tone} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {own} from '../parts/own';
import {useTitle} from '../parts/title';
import {numberLink, type Shown} from './address';
import {BottlenecksPicture} from './bottlenecks_picture';
import {isBottlenecks} from './bottlenecks';
import {CurveChart} from './charts/curve_chart';
import {ShareBar} from './charts/share_bar';
import {WaterfallChart} from './charts/waterfall_chart';
import {isCohorts, isMatrix} from './grids';
import {HeatTable} from './heat_table';
import {saidName} from './names';
import {plainValue, useQuantityWords} from './quantity';
import {Numbers} from './said';
import {texts} from './texts/pictures';
import {waterfallSteps, type WaterfallStep} from './waterfall';

export type Picture =
  | {kind: 'bands'}
  | {kind: 'waterfall'}
  | {kind: 'bottlenecks'; grid: MetricGrid}
  | {kind: 'cohorts'; grid: MetricGrid}
  | {kind: 'matrix'; grid: MetricGrid}
  | {kind: 'grid'; grid: MetricGrid}
  | {kind: 'curve'; curve: MetricCurve};

// In the order in which they are shown. A picture of nothing is none.
export function picturesOf({measure, summary}: MetricResult): Picture[] {
  if (!summary) return [];
  const found: Picture[] = [];
  if (measure === 'band_share' && summary.lines.some((line) => line.quantity?.value)) found.push({kind: 'bands'});
  if (measure === 'revenue_movements' && waterfallSteps(summary.lines).some((step) => step.amount !== 0)) found.push({kind: 'waterfall'});
  for (const grid of summary.grids) {
    if (grid.rows.length === 0) continue;
    if (isBottlenecks(grid)) found.push({kind: 'bottlenecks', grid});
    else if (isCohorts(grid)) found.push({kind: 'cohorts', grid});
    else if (isMatrix(grid)) found.push({kind: 'matrix', grid});
    else found.push({kind: 'grid', grid});
  }
  for (const curve of summary.curves) if (curve.points.length > 1) found.push({kind: 'curve', curve});
  return found;
}

// What a picture shows; a curve is the metric itself, and another grid has its own name.
export function usePictureTitle(): (metric: MetricResult, picture: Picture) => string {
  const t = useTexts(texts);
  const title = useTitle();
  return (metric, picture) => {
    switch (picture.kind) {
      case 'bands':
        return t.bandsTitle;
      case 'waterfall':
        return t.waterfallTitle;
      case 'bottlenecks':
        return t.bottlenecksTitle;
      case 'cohorts':
        return t.cohortsTitle;
      case 'matrix':
        return t.matrixTitle;
      case 'grid':
        return saidName(picture.grid);
      case 'curve':
        return title('metric', metric.name);
    }
  };
}

interface Pictured {
  metric: MetricResult;
  picture: Picture;
  // Numbers lead to their accounts with the same book, day and filters.
  shown: Shown;
}

// `picturesOf` makes others of the same metric.
function samePicture(before: Pictured, now: Pictured): boolean {
  const of = (picture: Picture) => ('grid' in picture ? picture.grid : 'curve' in picture ? picture.curve : undefined);
  return before.metric === now.metric && before.shown === now.shown && before.picture.kind === now.picture.kind && of(before.picture) === of(now.picture);
}

// Rendered once, however many other metrics come after it.
export const PictureOf = memo(function PictureOf({metric, picture, shown}: Pictured) {
  const t = useTexts(texts);
  const file = `${metric.name}-${picture.kind}`;
  const cell = (row: string, column: string) => numberLink(metric.name, {row, column}, shown, 'yes');
  switch (picture.kind) {
    case 'bands':
      return metric.summary ? <BandsPicture summary={metric.summary} link={(line) => numberLink(metric.name, {line}, shown, 'yes')} /> : null;
    case 'waterfall':
      return metric.summary ? (
        <WaterfallPicture summary={metric.summary} file={file} link={(line) => numberLink(metric.name, {line}, shown, 'yes')} />
      ) : null;
    case 'bottlenecks':
      return <BottlenecksPicture grid={picture.grid} file={file} link={cell} />;
    case 'cohorts':
      return <CohortsPicture metric={metric} grid={picture.grid} shown={shown} file={file} />;
    case 'matrix':
      return (
        <>
          <p className="hint">{t.matrixHint}</p>
          <HeatTable grid={picture.grid} kind="moved" caption={saidName(picture.grid)} file={file} rowTitle={t.from} link={cell} />
        </>
      );
    case 'grid':
      return <PlainGrid grid={picture.grid} file={file} />;
    case 'curve': {
      const all = lineOfCurve(metric.summary?.lines ?? []);
      return <CurvePicture curve={picture.curve} link={all && numberLink(metric.name, {line: all}, shown)} file={file} />;
    }
  }
}, samePicture);

export function BandsPicture({summary, link}: {
  summary: MetricSummary;
  // The accounts behind a band.
  link: (band: string) => string;
}) {
  const t = useTexts(texts);
  const say = useQuantityWords();
  const title = useTitle();
  const shares = summary.lines.flatMap(({name, quantity}) =>
    quantity?.value === undefined ? [] : [{name, value: quantity.value, text: say.text(quantity), to: link(name)}],
  );
  // The best first, where names tell.
  const order: Tone[] = ['good', 'middle', 'bad', 'none'];
  shares.sort((a, b) => order.indexOf(bandTone(a.name)) - order.indexOf(bandTone(b.name)));
  return (
    <>
      <ShareBar shares={shares} label={t.bands(shares.map((share) => `${title('band', share.name)} ${share.text}`).join(', '))} />
      <p className="hint">{t.bandsLead}</p>
    </>
  );
}

function WaterfallPicture({summary, file, link}: {
  summary: MetricSummary;
  file: string;
  // The accounts behind a line.
  link: (line: string) => string;
}) {
  const t = useTexts(texts);
  const say = useQuantityWords();
  const formats = useFormats();
  const navigate = useNavigate();
  const steps = waterfallSteps(summary.lines);
  const known: Record<string, string> = {
    start: t.start, new: t.new, expansion: t.expansion, contraction: t.contraction, churn: t.churn, reactivation: t.reactivation, end: t.end,
  };
  const name = (step: WaterfallStep) => own(known, step.name) ?? words(step.name);
  const amount = (step: WaterfallStep) =>
    step.total ? say.value(step.amount, MetricUnit.MONEY) : say.difference(step.amount, MetricUnit.MONEY);
  const columns: Column<WaterfallStep>[] = [
    {key: 'step', title: t.step, cell: (step) => <Link to={link(step.name)}>{name(step)}</Link>, csv: (step) => step.name},
    {key: 'amount', title: t.amount, number: true, cell: amount, csv: (step) => step.amount},
    {
      key: 'accounts',
      title: t.moved,
      number: true,
      cell: (step) => (step.accounts === undefined ? '' : formats.number(step.accounts, 0)),
      csv: (step) => step.accounts ?? '',
    },
  ];
  return (
    <>
      <WaterfallChart steps={steps} name={name} onChoose={(step) => void navigate(link(step.name))} label={t.waterfall(steps.map((step) => `${name(step)} ${amount(step)}`).join(', '))} />
      <p className="hint">{t.waterfallCloses}</p>
      <Numbers>
        <DataTable caption={t.step} captionHidden columns={columns} rows={steps} rowKey={(step) => step.name} file={file} />
      </Numbers>
    </>
  );
}

export function CohortsPicture({metric, grid, shown, file}: {metric: MetricResult; grid: MetricGrid; shown: Shown; file: string}) {
  const t = useTexts(texts);
  return (
    <>
      <p className="hint">{t.cohortsHint}</p>
      <HeatTable
        grid={grid}
        kind="kept"
        caption={t.cohort}
        file={file}
        rowTitle={t.cohort}
        link={(row, column) => numberLink(metric.name, {row, column}, shown)}
      />
    </>
  );
}

function PlainGrid({grid, file}: {grid: MetricGrid; file: string}) {
  const t = useTexts(texts);
  const say = useQuantityWords();
  const columns: Column<MetricGrid['rows'][number]>[] = [
    {key: 'row', title: t.row, cell: (row) => saidName(row), csv: (row) => row.name},
    ...grid.columns.map((column, index) => ({
      key: column,
      title: grid.columnTitles[index] || column,
      number: true,
      cell: (row: MetricGrid['rows'][number]) => say.text(row.cells[index]?.quantity),
      csv: (row: MetricGrid['rows'][number]) => plainValue(row.cells[index]?.quantity),
    })),
  ];
  return <DataTable caption={saidName(grid)} columns={columns} rows={grid.rows} rowKey={(row) => row.name} file={file} />;
}

// The first day on which half are left, where there is one.
function halfAt(curve: MetricCurve): number | undefined {
  return curve.points.find((point) => point.y <= 0.5)?.x;
}

// What leads to all accounts that a curve is made of: the line that is over most of them, and says of how many it is so.
export function lineOfCurve(lines: readonly MetricLine[]): string | undefined {
  const over = (line: MetricLine) => (line.quantity?.events === undefined || line.quantity.unit === MetricUnit.DAYS ? 0 : line.quantity.n);
  const most = Math.max(0, ...lines.map(over));
  return most > 0 ? lines.find((line) => over(line) === most)?.name : undefined;
}

function CurvePicture({curve, link, file}: {
  curve: MetricCurve;
  // All accounts that it is made of.
  link?: string | undefined;
  file: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const name = saidName(curve);
  const navigate = useNavigate();
  const half = halfAt(curve);
  const last = curve.points.at(-1);
  const label = half === undefined ? t.curveNever(name, formats.percent(last?.y ?? 0)) : t.curve(name, formats.number(half, 0));
  return (
    <>
      <p className="hint">{name}</p>
      <CurveChart series={[{name, points: curve.points}]} label={label} days={t.days} onChoose={link ? () => void navigate(link) : undefined} />
      {link ? (
        <p className="hint">
          <Link to={link}>{t.curveAccounts}</Link>
        </p>
      ) : null}
      <Numbers>
        <CurveTable curves={[curve]} link={link} file={file} />
      </Numbers>
    </>
  );
}

interface CurveRow {
  name: string;
  point: CurvePoint;
  key: string;
}

export function CurveTable({curves, link, file}: {
  curves: readonly MetricCurve[];
  // All accounts that they are made of.
  link?: string | undefined;
  file: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const rows = curves.flatMap((curve) => curve.points.map((point, index) => ({name: curve.name, point, key: `${curve.name}-${index}`})));
  const end = (value: number | undefined) => (value === undefined ? '' : formats.percent(value));
  const columns: Column<CurveRow>[] = [
    {
      key: 'day',
      title: t.day,
      cell: ({point}) => (link ? <Link to={link}>{formats.number(point.x)}</Link> : formats.number(point.x)),
      csv: ({point}) => point.x,
    },
    ...(curves.length > 1 ? [{key: 'name', title: t.curveName, cell: (row: CurveRow) => row.name, csv: (row: CurveRow) => row.name}] : []),
    {key: 'share', title: t.share, number: true, cell: ({point}) => formats.percent(point.y), csv: ({point}) => point.y},
    {key: 'low', title: t.low, number: true, cell: ({point}) => end(point.band?.low), csv: ({point}) => point.band?.low ?? ''},
    {key: 'high', title: t.high, number: true, cell: ({point}) => end(point.band?.high), csv: ({point}) => point.band?.high ?? ''},
  ];
  return (
    <div className="tall">
      <DataTable caption={t.share} captionHidden columns={columns} rows={rows} rowKey={(row) => row.key} file={file} />
    </div>
  );
}

