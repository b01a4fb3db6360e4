// The course of an alert as a time line: what comes next, and below it what happened, the last first.
import {timestampDate, type Timestamp} from '@bufbuild/protobuf/wkt';
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {alerts} from '../api/clients';
import {useKeptAnswer} from '../api/use_kept_answer';
import {AlertEventKind, type Alert, type AlertEvent} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {apart} from '../parts/apart';
import {words} from '../parts/band';
import {own} from '../parts/own';
import {saveCsv, toCsv} from '../parts/csv';
import {texts as parts} from '../parts/messages';
import {Pager} from '../parts/pager';
import {Answered} from '../parts/states';
import {aheadOf, type Ahead} from './course';
import {texts, type AlertTexts} from './texts';

const pageSize = 50;

export function AlertCourse({alert, round}: {alert: Alert; round: number}) {
  const t = useTexts(texts);
  const p = useTexts(parts);
  const [pages, setPages] = useState<readonly string[]>(['']);
  const pageToken = pages[pages.length - 1] ?? '';
  const answer = useKeptAnswer(
    (signal) => alerts.listAlertEvents({number: alert.number, newestFirst: true, pageSize, pageToken}, {signal}),
    `${alert.number} ${alert.etag} ${pageToken}`,
    round,
  );
  return (
    <Answered answer={answer} lines={3}>
      {({events, nextPageToken}) => (
        <>
          <ol className="course">
            {pages.length > 1 ? null : aheadOf(alert, new Date()).map((step) => <AheadLine key={step.kind} step={step} alert={alert} />)}
            {events.map((event, index) => (
              <EventLine key={`${event.sequence} ${index}`} event={event} />
            ))}
          </ol>
          {events.length === 0 ? <p className="quiet-text">{t.noEvents}</p> : null}
          <div className="row no-print">
            <Pager pages={pages} next={nextPageToken} onPages={setPages} />
            <Button className="button quiet small" onPress={() => saveCsv(`alert-${alert.number}`, csvOf(events, t))}>
              {p.csv}
            </Button>
          </div>
        </>
      )}
    </Answered>
  );
}

function AheadLine({step: {kind, at, to}, alert}: {step: Ahead; alert: Alert}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const place = alert.place;
  const names: Record<Ahead['kind'], string> = {
    heldOut: t.stepHeldOut,
    comesUp: place ? `${t.stepComesUp}: ${t.place(formats.number(place.rank), formats.number(place.heldBack))}` : t.stepComesUp,
    escalated: t.stepMayEscalate,
    reminded: t.stepReminds,
    quiet: t.stepQuiet,
    told: t.stepToTell,
  };
  return (
    <li className="ahead">
      <span>{[names[kind], toText(to, t)].filter(Boolean).join(' · ')}</span>
      {at ? <time className="quiet-text small nowrap">{formats.time(at)}</time> : null}
    </li>
  );
}

function EventLine({event}: {event: AlertEvent}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const isLater = seconds(event.toldAt) > seconds(event.at) + 60;
  const told = event.sequence === 0n ? t.toTellAt : t.toldAt;
  return (
    <li>
      <span>
        {detailsOf(event, t, formats.number).join(' · ')}
        {event.why ? <q className="said">{apart(event.why)}</q> : null}
      </span>
      <time className="quiet-text small">
        {formats.time(event.at)}
        {isLater ? ` · ${told(formats.time(event.toldAt))}` : ''}
      </time>
    </li>
  );
}

// What happened, to which rule or task, by whom and to whom.
function detailsOf(event: AlertEvent, t: AlertTexts, number: (value: number) => string): string[] {
  const kind = AlertEventKind[event.kind] as keyof typeof AlertEventKind;
  const ends: Record<string, string> = {condition: t.byCondition, rules: t.byRules};
  const isRule = event.kind === AlertEventKind.RAISED || event.kind === AlertEventKind.GROUPED;
  return [
    kind in t ? t[kind] : '',
    isRule ? words(event.alert) : '',
    apart(event.action),
    event.rank > 0 ? t.rank(number(event.rank)) : '',
    event.by ? (own(ends, event.by) ?? t.by(event.by)) : '',
    // Who acts, and ends, need nobody to be named.
    event.by ? '' : toText(event.to, t),
  ].filter(Boolean);
}

function toText(to: readonly string[], t: AlertTexts): string {
  return to.length > 0 ? t.to(to.map(words).join(', ')) : '';
}

const seconds = (at: Timestamp | undefined) => Number(at?.seconds ?? 0);

function csvOf(events: readonly AlertEvent[], t: AlertTexts): string {
  const time = (at: Timestamp | undefined) => (at ? timestampDate(at).toISOString() : '');
  const columns: [string, (event: AlertEvent) => string | number][] = [
    [t.csvAt, (event) => time(event.at)],
    [t.csvTold, (event) => time(event.toldAt)],
    [t.happened, (event) => AlertEventKind[event.kind]],
    [t.rule, (event) => event.alert],
    [t.severity, (event) => event.severity],
    [t.route, (event) => event.to.join(' ')],
    [t.csm, (event) => event.csm],
    [t.csvBy, (event) => event.by],
    [t.reason, (event) => event.why],
    [t.todo, (event) => event.action],
    [t.csvPlace, (event) => event.rank || ''],
  ];
  return toCsv(
    columns.map(([title]) => title),
    events.map((event) => columns.map(([, cell]) => cell(event))),
  );
}
