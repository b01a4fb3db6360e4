// How many stay: by the month in which they started, and by days since, all together and group by group.
import {Link, useNavigate, useSearchParams} from 'react-router';
import {useAnswer} from '../../api/use_answer';
import type {MetricGroup, MetricResult} from '../../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../../i18n/formats';
import {useTexts} from '../../i18n/language';
import {words} from '../../parts/band';
import {DataTable, type Column} from '../../parts/data_table';
import {Choice} from '../../parts/fields';
import {Section} from '../../parts/section';
import {Answered, Empty} from '../../parts/states';
import {useTitle} from '../../parts/title';
import {attributes, filtersOf, numberLink, type Shown} from '../address';
import type {Asked} from '../asked';
import {longest, portfolio} from '../client';
import {CurveChart, mostCurves} from '../charts/curve_chart';
import {DataQuality} from '../data_quality';
import {isCohorts} from '../grids';
import {CohortsPicture, CurveTable, lineOfCurve} from '../pictures';
import {groupName, saidName} from '../names';
import {useQuantityWords} from '../quantity';
import {useQuantityColumns} from '../quantity_table';
import {Few, Numbers, Tier} from '../said';
import {texts as metricTexts} from '../texts/metric';
import {texts as pictureTexts} from '../texts/pictures';
import {texts} from '../texts/evidence';

export const cohortMeasure = 'retention';

export function CohortsView({asked}: {asked: Asked}) {
  const t = useTexts(texts);
  const title = useTitle();
  const [address, setAddress] = useSearchParams();
  const metrics = asked.metrics.filter((metric) => metric.measure === cohortMeasure);
  const wanted = address.get('metric') ?? '';
  const shown = metrics.find((each) => each.name === wanted) ?? metrics.find((each) => each.dashboards.length > 0) ?? metrics[0];
  const by = attributes.find((each) => each === address.get('by'));
  const answer = useAnswer(
    (signal) =>
      portfolio.getCohorts(
        {
          book: asked.book.name,
          metric: shown?.name ?? '',
          options: {asOf: asked.asOf, where: filtersOf(asked.shown), by: {attributes: by ? [by] : []}, language: asked.language},
        },
        {signal, timeoutMs: longest},
      ),
    [asked, shown?.name, by],
  );
  const choose = (key: string, value: string) =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(key, value);
      else next.delete(key);
      return next;
    });
  return (
    <>
      <div className="row no-print">
        {metrics.length > 1 && shown ? (
          <Choice
            label={t.retention}
            value={shown.name}
            options={metrics.map((each) => ({id: each.name, name: title('metric', each.name)}))}
            onChange={(id) => choose('metric', id)}
          />
        ) : null}
        <Choice
          label={t.groupBy}
          value={by ?? '-'}
          options={[{id: '-', name: t.none}, ...attributes.map((id) => ({id, name: words(id)}))]}
          onChange={(id) => choose('by', id === '-' ? '' : id)}
        />
      </div>
      <Answered answer={answer} lines={8}>
        {({metric, data}) =>
          metric ? (
            <div className="page">
              {metric.summary?.value?.n ? <Cohorts metric={metric} shown={asked.shown} /> : <Empty title={t.nobody} />}
              {data ? <DataQuality data={data} /> : null}
            </div>
          ) : null
        }
      </Answered>
    </>
  );
}

function Cohorts({metric, shown}: {metric: MetricResult; shown: Shown}) {
  const navigate = useNavigate();
  const t = useTexts(texts);
  const p = useTexts(pictureTexts);
  const title = useTitle();
  const formats = useFormats();
  const say = useQuantityWords();
  const value = metric.summary?.value;
  const groups = metric.breakdowns[0]?.groups ?? [];
  const name = (group: MetricGroup) => (group.key ? groupName(title, metric.breakdowns[0]?.attribute ?? '', group) : '–');
  const all = lineOfCurve(metric.summary?.lines ?? []);
  const link = all && numberLink(metric.name, {line: all}, shown);
  const curves = groups.length > 0
    ? groups.flatMap((group) => (group.summary?.curves ?? []).slice(0, 1).map((curve) => ({...curve, name: name(group)})))
    : (metric.summary?.curves ?? []).map((curve) => ({...curve, name: saidName(curve)}));
  return (
    <div className="columns">
      <Section
        title={t.stay}
        hint={t.stayHint}
        aside={
          <span className="row tight">
            <b>{say.text(value)}</b>
            {metric.tier ? <Tier tier={metric.tier} /> : <Few quantity={value} />}
          </span>
        }
      >
        {curves.some((curve) => curve.points.length > 1) ? null : <p className="quiet-text">{t.nobodyLost}</p>}
        <CurveChart series={curves} days={p.days} label={p.curves(curves.map((curve) => `${curve.name} ${formats.percent(curve.points.at(-1)?.y ?? 1)}`).join(', '))} onChoose={link ? () => void navigate(link) : undefined} />
        {link ? (
          <p className="hint">
            <Link to={link}>{p.curveAccounts}</Link>
          </p>
        ) : null}
        {curves.length > mostCurves ? <p className="hint">{t.others(formats.number(curves.length - mostCurves, 0))}</p> : null}
        <Numbers>
          <CurveTable curves={curves} link={link} file={`${metric.name}-curves`} />
        </Numbers>
      </Section>
      {groups.length > 0 ? (
        <Section title={t.ofGroups}>
          <Groups groups={groups} name={name} file={`${metric.name}-groups`} />
        </Section>
      ) : null}
      {(metric.summary?.grids ?? []).filter(isCohorts).map((grid) => (
        <Section key={grid.name} title={t.byMonth}>
          <CohortsPicture metric={metric} grid={grid} shown={shown} file={`${metric.name}-cohorts`} />
        </Section>
      ))}
    </div>
  );
}

function Groups({groups, name, file}: {groups: readonly MetricGroup[]; name: (group: MetricGroup) => string; file: string}) {
  const t = useTexts(texts);
  const m = useTexts(metricTexts);
  const columns: Column<MetricGroup>[] = [
    {key: 'group', title: t.group, cell: name, csv: (group) => group.key},
    ...useQuantityColumns<MetricGroup>((group) => group.summary?.value, t.value),
    {
      key: 'tier',
      title: m.tier,
      cell: (group) => (group.tier ? <Tier tier={group.tier} /> : <Few quantity={group.summary?.value} />),
      csv: (group) => group.tier?.name ?? '',
    },
  ];
  return <DataTable caption={t.ofGroups} captionHidden columns={columns} rows={groups} rowKey={(group) => group.key} file={file} />;
}
