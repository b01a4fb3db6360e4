// An alert of the inbox: what it says, how it stands, who did what about it, what comes next, and what can be done;
// opened, why it was raised, its course, and its tasks.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {useId} from 'react';
import {Button, Disclosure, DisclosurePanel, Heading} from 'react-aria-components';
import {Link} from 'react-router';
import {accountPath} from '../frame/segment';
import {useSession} from '../frame/session';
import type {AlertAct, AlertRule} from '../gen/bellwether/v1/alert_details_pb';
import {AlertArm, AlertState, type Alert, type Task} from '../gen/bellwether/v1/alerts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {apart} from '../parts/apart';
import {Band, bandTone, words} from '../parts/band';
import {FactList} from '../parts/fact_list';
import {useTitle} from '../parts/title';
import type {Act} from './act_on_alert';
import {AlertCourse} from './alert_course';
import {AlertTasks} from './alert_tasks';
import {notToldYet} from './course';
import {RuleFacts} from './rule_facts';
import {texts, type AlertTexts} from './texts';

// What the pack says of rules, by name.
export type Rules = ReadonlyMap<string, AlertRule>;

interface Props {
  alert: Alert;
  rules: Rules;
  open: boolean;
  onOpen: (open: boolean) => void;
  onAct: (act: Act) => void;
  onComplete: (task: Task) => void;
  // As it is counted by useLive, for what is asked of an alert that is open.
  round: number;
}

export function stateText(alert: Alert, t: AlertTexts): string {
  switch (alert.state) {
    case AlertState.ACKNOWLEDGED:
      return t.stateAcknowledged;
    case AlertState.SNOOZED:
      return t.stateSnoozed;
    case AlertState.RESOLVED:
      return t.stateResolved;
    default:
      return t.stateOpen;
  }
}

export function AlertCard(props: Props) {
  const {alert} = props;
  const t = useTexts(texts);
  const heading = useId();
  return (
    <article className={`alert tone-${bandTone(alert.severity)}`} aria-labelledby={heading}>
      <header className="alert-head">
        <Band band={alert.severity} kind="severity" />
        <h3 id={heading}>
          <Link to={accountPath(alert.accountId)}>{alert.accountId}</Link>
        </h3>
        <State alert={alert} />
        <Actions alert={alert} onAct={props.onAct} />
      </header>
      <p className="alert-reason">{alert.reason || words(alert.alert)}</p>
      <Facts alert={alert} />
      <Done alert={alert} />
      <Disclosure isExpanded={props.open} onExpandedChange={props.onOpen}>
        <Heading level={4} className="alert-more">
          <Button slot="trigger" className="button quiet disclosure small">
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <path d="M3 1l4 4-4 4" />
            </svg>
            {t.course}
          </Button>
        </Heading>
        <DisclosurePanel>{props.open ? <Opened {...props} /> : null}</DisclosurePanel>
      </Disclosure>
    </article>
  );
}

function State({alert}: {alert: Alert}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const until = alert.state === AlertState.SNOOZED ? ` ${t.until(formats.time(alert.snoozedUntil))}` : '';
  return (
    <span className="alert-tags">
      <span className="tag">
        {stateText(alert, t)}
        {until}
      </span>
      {notToldYet(alert, new Date()) ? <span className="tag">{t.quietUntil(formats.time(alert.toldAt))}</span> : null}
      {alert.escalatedAt && alert.state !== AlertState.RESOLVED ? (
        <span className="tag decides">{t.escalatedTag}</span>
      ) : null}
      {alert.arm === AlertArm.HELD_OUT ? <span className="tag">{t.leftAlone}</span> : null}
    </span>
  );
}

function Actions({alert, onAct}: {alert: Alert; onAct: (act: Act) => void}) {
  const t = useTexts(texts);
  const {may} = useSession();
  if (alert.state === AlertState.RESOLVED || !may('admin')) return null;
  const action = (kind: Act['kind'], name: string, look = '') => (
    <Button
      className={`button small ${look}`}
      aria-label={`${name} ${alert.accountId}: ${alert.reason}`}
      onPress={() => onAct({kind, alert})}
    >
      {name}
    </Button>
  );
  return (
    <span className="alert-actions no-print">
      {alert.state === AlertState.ACKNOWLEDGED ? null : action('acknowledge', t.acknowledge)}
      {alert.state === AlertState.ACKNOWLEDGED ? null : action('snooze', t.snooze)}
      {action('resolve', t.resolve)}
    </span>
  );
}

function Facts({alert}: {alert: Alert}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const stake = alert.stake > 0 ? formats.money(alert.stake) : t.stakeUnknown;
  const facts = [
    apart(alert.csm) || t.noCsm,
    alert.segment && title('segment', alert.segment),
    formats.time(alert.raisedAt),
    alert.times > 1 ? t.raisedTimes(formats.number(alert.times)) : '',
    alert.heldBack || alert.stake > 0 ? `${t.stake}: ${stake}` : '',
    alert.place ? t.place(formats.number(alert.place.rank), formats.number(alert.place.heldBack)) : '',
  ];
  return <p className="quiet-text small">{facts.filter(Boolean).join(' · ')}</p>;
}

// Who did what about it, when and why; and what happens unless somebody does.
function Done({alert}: {alert: Alert}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const isOver = alert.state === AlertState.RESOLVED;
  const ends: Record<string, string> = {condition: t.byCondition, rules: t.byRules};
  const did = (what: string, act: AlertAct | undefined) =>
    act ? {text: [what, t.by(act.by), formats.time(act.at)].join(' · '), why: act.why} : undefined;
  const ended = [t.RESOLVED, ends[alert.resolvedBy] ?? t.by(alert.resolvedBy), formats.time(alert.resolvedAt)].join(' · ');
  const next = alert.nextEscalation;
  const lines = [
    did(t.ACKNOWLEDGED, alert.acknowledged),
    isOver || alert.state === AlertState.SNOOZED ? did(t.SNOOZED, alert.snoozed) : undefined,
    isOver ? {text: ended, why: alert.resolution} : undefined,
    next && !isOver ? {text: t.escalates(next.to.map((each) => title('person', each)).join(', '), formats.time(next.toldAt)), why: ''} : undefined,
  ].filter((line) => line !== undefined);
  if (lines.length === 0) return null;
  return (
    <ul className="alert-done small">
      {lines.map(({text, why}) => (
        <li key={text}>
          <span>{text}</span>
          {why ? <q className="said">{why}</q> : null}
        </li>
      ))}
    </ul>
  );
}

function Opened({alert, rules, onComplete, round}: Props) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const raised = alert.raisedAt ? timestampDate(alert.raisedAt) : undefined;
  const then = raised && raised.toISOString().slice(0, 10);
  const rule = (name: string) => (name === alert.alert && alert.rules.length > 1 ? `${words(name)} (${t.leads})` : words(name));
  const lead = rules.get(alert.alert);
  const facts: [string, string][] = [
    [t.rules, (alert.rules.length > 0 ? alert.rules : [alert.alert]).map(rule).join(', ')],
    [t.key, alert.key],
    [t.playbook, title('playbook', alert.playbook || alert.assignedPlaybook)],
    [t.number, String(alert.number)],
  ];
  return (
    <div className="alert-opened">
      <section>
        <h5>{t.why}</h5>
        <FactList facts={facts} />
        {lead ? <RuleFacts rule={lead} /> : <p className="quiet-text">{t.ruleGone}</p>}
        {then ? (
          <p>
            <Link to={accountPath(alert.accountId, then)}>
              {t.accountThen}, {formats.day(new Date(then))}
            </Link>
          </p>
        ) : null}
      </section>
      <section>
        <h5>{t.happened}</h5>
        <AlertCourse alert={alert} round={round} />
      </section>
      <section className="wide">
        <h5>{t.todo}</h5>
        <AlertTasks alert={alert} rule={lead} onComplete={onComplete} round={round} />
      </section>
    </div>
  );
}
