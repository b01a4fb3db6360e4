// What became of an alert and what may still come, as far as the alert itself says it.
import {timestampDate, type Timestamp} from '@bufbuild/protobuf/wkt';
import {AlertArm, AlertState, type Alert} from '../gen/bellwether/v1/alerts_pb';

export type StepKind =
  | 'raised' | 'heldOut' | 'told' | 'heldBack' | 'acknowledged' | 'quiet' | 'escalated' | 'mayEscalate' | 'resolved';

export interface Step {
  kind: StepKind;
  // Absent: the alert does not say when.
  at: Timestamp | undefined;
  // Who is told, in the pack's words.
  to: readonly string[];
  // It has not happened yet.
  ahead: boolean;
}

// In the order of time; what may come is last.
export function courseOf(alert: Alert, now: Date): Step[] {
  const steps: Step[] = [];
  const add = (kind: StepKind, at: Timestamp | undefined, to: readonly string[] = []) =>
    steps.push({kind, at, to, ahead: at !== undefined && timestampDate(at) > now});
  const isOver = alert.state === AlertState.RESOLVED;
  const isLeftAlone = alert.arm === AlertArm.HELD_OUT;
  add('raised', alert.raisedAt);
  if (isLeftAlone) add('heldOut', undefined);
  else if (alert.route.length > 0) add('told', alert.toldAt ?? alert.raisedAt, alert.route);
  if (alert.heldBack) add('heldBack', undefined);
  const dated: Step[] = [];
  const later = (kind: StepKind, at: Timestamp | undefined, to: readonly string[] = []) => {
    if (at) dated.push({kind, at, to, ahead: timestampDate(at) > now});
  };
  later('acknowledged', alert.acknowledgedAt);
  later('quiet', alert.snoozedUntil);
  later('escalated', alert.escalatedAt, alert.escalateTo);
  later('resolved', alert.resolvedAt);
  dated.sort((a, b) => timeOf(a) - timeOf(b));
  // What was to end later than the alert did ended with it.
  const end = isOver ? dated.findIndex((step) => step.kind === 'resolved') : -1;
  steps.push(...(end < 0 ? dated : dated.slice(0, end + 1)));
  const mayEscalate = alert.escalateTo.length > 0 && !alert.escalatedAt && !isLeftAlone;
  if (mayEscalate && (alert.state === AlertState.OPEN || alert.state === AlertState.SNOOZED)) {
    steps.push({kind: 'mayEscalate', at: undefined, to: alert.escalateTo, ahead: true});
  }
  return steps;
}

function timeOf(step: Step): number {
  return step.at ? timestampDate(step.at).getTime() : 0;
}

// The highest stake first, then those open for longer: the order in which those that are held back come up.
export function byStake(alerts: readonly Alert[]): Alert[] {
  const since = (alert: Alert) => (alert.raisedAt ? timestampDate(alert.raisedAt).getTime() : 0);
  return [...alerts].sort((a, b) => b.stake - a.stake || since(a) - since(b));
}
