// The plan on a time line: what was planned, what was done, and where the forecast sees graduation.
import {scaleUtc} from '../charts/scale';
import {useChartSize} from '../charts/chart_size';
import {anchorAt} from '../charts/anchor';
import {cut} from '../charts/cut';
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {GraduationForecast} from '../gen/bellwether/v1/outcomes_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {Empty} from '../parts/states';
import {useTitle} from '../parts/title';
import type {Asked} from './asked';
import {eventDate, milestoneRows, type MilestoneRow} from './milestones';
import {writeDay} from './moments';
import {texts} from './texts/milestones';

interface Forecast {
  earliest: Date;
  latest: Date;
}

export function MilestonesSection({asked, account, forecast}: {
  asked: Asked;
  account: Account;
  forecast: GraduationForecast | undefined;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const rows = milestoneRows(account.milestones, asked.day);
  const target = eventDate(account.targetGraduationAt);
  const range: Forecast | undefined =
    forecast?.earliest && forecast.latest
      ? {earliest: civilDate(forecast.earliest), latest: civilDate(forecast.latest)}
      : undefined;
  const said = !range
    ? undefined
    : range.earliest.getTime() === range.latest.getTime()
      ? t.forecastDay(formats.day(range.earliest))
      : t.forecast(formats.day(range.earliest), formats.day(range.latest));
  return (
    <Section title={t.title} id="milestones" {...(said ? {hint: said} : {})}>
      {rows.length === 0 ? (
        <Empty title={t.noneTitle} />
      ) : (
        <>
          <TimeLine rows={rows} day={asked.day} isPast={asked.asOf !== undefined} target={target} forecast={range} />
          <Milestones rows={rows} file={`milestones-${asked.accountId}`} />
        </>
      )}
    </Section>
  );
}

function TimeLine({rows, day, isPast, target, forecast}: {
  rows: readonly MilestoneRow[];
  day: Date;
  isPast: boolean;
  target: Date | undefined;
  forecast: Forecast | undefined;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const {ref, width, frame} = useChartSize();
  const dates = [
    ...rows.flatMap((row) => [row.planned, row.completed]),
    target, forecast?.earliest, forecast?.latest,
    // An onboarding of years ago is not squeezed into a corner by today.
    ...(rows.some((row) => row.overdue || (row.planned && row.planned > day)) ? [day] : []),
  ].filter((date): date is Date => date !== undefined);
  const above = width < 520;
  const names = above ? 0 : Math.min(200, width * 0.28);
  const first = new Date(Math.min(...dates.map(Number)));
  const last = new Date(Math.max(...dates.map(Number)));
  const x = scaleUtc([first, last], [names + 10, width - 12]);
  const step = above ? 40 : 28;
  const head = 22;
  const bottom = head + rows.length * step;
  const visible = (date: Date) => date >= first && date <= last;
  return (
    <>
      <svg ref={ref} className="chart time-line" {...frame(bottom + 24)} role="img" aria-label={t.chart}>
        {forecast ? (
          <rect
            className="forecast"
            x={x(forecast.earliest) - 3}
            y={head - 6}
            width={x(forecast.latest) - x(forecast.earliest) + 6}
            height={bottom - head + 6}
          />
        ) : null}
        {[{at: day, name: isPast ? formats.shortDay(day) : t.today, of: 'today'}, {at: target, name: t.target, of: 'target'}].map(({at, name, of}, index) =>
          at && visible(at) ? (
            <g key={of} className={of}>
              <line x1={x(at)} x2={x(at)} y1={head - 6} y2={bottom} />
              <text x={x(at)} y={index === 0 || !target || Math.abs(x(day) - x(target)) > 120 ? 10 : bottom + 2} textAnchor={x(at) > width - 70 ? 'end' : x(at) < names + 60 ? 'start' : 'middle'}>
                {name}
              </text>
            </g>
          ) : null,
        )}
        {rows.map((row, index) => {
          const middle = head + index * step + (above ? 28 : 14);
          const end = row.completed ?? (row.overdue ? day : undefined);
          return (
            <g key={row.key} className={row.overdue || (row.delay ?? 0) > 0 ? 'late' : 'in-time'}>
              <text x={0} y={above ? middle - 12 : middle + 4}>
                {cut(title('milestone', row.key), Math.max(8, Math.floor((above ? width : names) / 8)))}
                <title>{title('milestone', row.key)}</title>
              </text>
              <line className="grid" x1={names + 10} x2={width - 12} y1={middle} y2={middle} />
              {row.planned && end ? (
                <line className="between" x1={x(row.planned)} x2={x(end)} y1={middle} y2={middle} />
              ) : null}
              {row.planned ? (
                <path className="planned" d={`M${x(row.planned)} ${middle - 6}l6 6-6 6-6-6Z`}>
                  <title>{`${t.planned} ${formats.day(row.planned)}`}</title>
                </path>
              ) : null}
              {row.completed ? (
                <circle className="done" cx={x(row.completed)} cy={middle} r={5}>
                  <title>{`${t.completed} ${formats.day(row.completed)}`}</title>
                </circle>
              ) : null}
            </g>
          );
        })}
        {x.ticks(Math.max(2, Math.floor((width - names) / 110))).map((tick) => (
          <text key={tick.getTime()} className="axis" x={x(tick)} y={bottom + 18} textAnchor={anchorAt(x(tick), width, formats.shortDay(tick))}>
            {formats.shortDay(tick)}
          </text>
        ))}
      </svg>
      <ul className="legend" aria-hidden="true">
        <li>
          <svg viewBox="0 0 12 12"><path className="planned" d="M6 0l6 6-6 6-6-6Z" /></svg>
          {t.legendPlanned}
        </li>
        <li>
          <svg viewBox="0 0 12 12"><circle className="done" cx="6" cy="6" r="5" /></svg>
          {t.legendDone}
        </li>
        {forecast ? (
          <li>
            <svg viewBox="0 0 12 12"><rect className="forecast" width="12" height="12" /></svg>
            {t.legendForecast}
          </li>
        ) : null}
      </ul>
    </>
  );
}

function Milestones({rows, file}: {rows: readonly MilestoneRow[]; file: string}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const day = (date: Date | undefined) => (date ? writeDay(date) : '');
  const delay = (row: MilestoneRow): string => {
    if (row.delay === undefined) return '';
    const days = formats.number(Math.abs(row.delay));
    if (row.overdue) return t.overdue(days);
    if (row.delay === 0) return t.inTime;
    return row.delay > 0 ? t.late(days) : t.early(days);
  };
  const columns: Column<MilestoneRow>[] = [
    {
      key: 'milestone',
      title: t.milestone,
      cell: (row) => (
        <>
          {title('milestone', row.key)} {row.critical ? <span className="tag">{t.critical}</span> : null}
        </>
      ),
      csv: (row) => row.key,
    },
    {
      key: 'planned',
      title: t.planned,
      cell: (row) => <span className="nowrap">{row.planned ? formats.day(row.planned) : ''}</span>,
      csv: (row) => day(row.planned),
    },
    {
      key: 'completed',
      title: t.completed,
      cell: (row) =>
        row.completed ? (
          <span className="nowrap">{formats.day(row.completed)}</span>
        ) : (
          <span className="quiet-text">{row.notApplicable ? t.notApplicable : t.open}</span>
        ),
      csv: (row) => day(row.completed),
    },
    {
      key: 'delay',
      title: t.delay,
      cell: (row) => <span className={row.overdue ? 'bad-text nowrap' : 'nowrap'}>{delay(row)}</span>,
      csv: (row) => row.delay ?? '',
    },
  ];
  return <DataTable caption={t.title} captionHidden columns={columns} rows={rows} rowKey={(row) => row.key} file={file} />;
}
