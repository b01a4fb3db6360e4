// Alerts one below the other, and as CSV: what cards show, in columns.
import {timestampDate, type Timestamp} from '@bufbuild/protobuf/wkt';
import {Button} from 'react-aria-components';
import type {Alert, Task} from '../gen/bellwether/v1/alerts_pb';
import {useTexts} from '../i18n/language';
import {saveCsv, toCsv} from '../parts/csv';
import {texts as parts} from '../parts/messages';
import type {Act} from './act_on_alert';
import {AlertCard, stateText, type Rules} from './alert_card';
import {texts, type AlertTexts} from './texts';

export interface ListProps {
  // Number of the one that is open; empty: none.
  opened: string;
  onOpened: (number: string) => void;
  onAct: (act: Act) => void;
  onComplete: (task: Task) => void;
  round: number;
}

export function AlertList({alerts, rules, file, opened, onOpened, onAct, onComplete, round}: ListProps & {
  alerts: readonly Alert[];
  rules: Rules;
  // Name of the CSV file, without its ending.
  file: string;
}) {
  const t = useTexts(texts);
  const p = useTexts(parts);
  return (
    <>
      <ul className="alerts">
        {alerts.map((alert) => {
          const number = String(alert.number);
          return (
            <li key={number}>
              <AlertCard
                alert={alert}
                rules={rules}
                open={opened === number}
                onOpen={(open) => onOpened(open ? number : '')}
                onAct={onAct}
                onComplete={onComplete}
                round={round}
              />
            </li>
          );
        })}
      </ul>
      <div className="table-foot">
        <Button className="button quiet" onPress={() => saveCsv(file, csvOf(alerts, t))}>
          {p.csv}
        </Button>
      </div>
    </>
  );
}

function csvOf(alerts: readonly Alert[], t: AlertTexts): string {
  const time = (at: Timestamp | undefined) => (at ? timestampDate(at).toISOString() : '');
  const columns: [string, (alert: Alert) => string | number][] = [
    [t.number, (alert) => Number(alert.number)],
    [t.account, (alert) => alert.accountId],
    [t.severity, (alert) => alert.severity],
    [t.state, (alert) => stateText(alert, t)],
    [t.csvReason, (alert) => alert.reason],
    [t.rules, (alert) => alert.rules.join(' ')],
    [t.playbook, (alert) => alert.playbook || alert.assignedPlaybook],
    [t.csm, (alert) => alert.csm],
    [t.segment, (alert) => alert.segment],
    [t.route, (alert) => alert.route.join(' ')],
    [t.times, (alert) => alert.times],
    [t.csvHeldBack, (alert) => (alert.heldBack ? t.yes : t.no)],
    [t.csvPlace, (alert) => alert.place?.rank ?? ''],
    [t.stake, (alert) => alert.stake],
    [t.csvRaised, (alert) => time(alert.raisedAt)],
    [t.csvTold, (alert) => time(alert.toldAt)],
    [t.csvAcknowledged, (alert) => time(alert.acknowledgedAt)],
    [`${t.csvAcknowledged}: ${t.csvBy}`, (alert) => alert.acknowledged?.by ?? ''],
    [`${t.csvAcknowledged}: ${t.note}`, (alert) => alert.acknowledged?.why ?? ''],
    [t.csvSnoozed, (alert) => time(alert.snoozedUntil)],
    [`${t.csvSnoozed}: ${t.csvBy}`, (alert) => alert.snoozed?.by ?? ''],
    [`${t.csvSnoozed}: ${t.note}`, (alert) => alert.snoozed?.why ?? ''],
    [t.csvReminds, (alert) => time(alert.nextReminder?.toldAt)],
    [t.csvEscalates, (alert) => time(alert.nextEscalation?.toldAt)],
    [t.csvEscalatesTo, (alert) => alert.escalateTo.join(' ')],
    [t.csvEscalated, (alert) => time(alert.escalatedAt)],
    [t.csvResolved, (alert) => time(alert.resolvedAt)],
    [t.csvResolvedBy, (alert) => alert.resolvedBy],
    [t.csvResolution, (alert) => alert.resolution],
  ];
  return toCsv(
    columns.map(([title]) => title),
    alerts.map((alert) => columns.map(([, cell]) => cell(alert))),
  );
}
