// What comes next for an alert while nobody acts.
import {timestampDate, type Timestamp} from '@bufbuild/protobuf/wkt';
import {AlertArm, AlertState, type Alert} from '../gen/bellwether/v1/alerts_pb';

// `comesUp`: when there is room. `told`: when the quiet hours are over. `quiet`: the end of a snooze.
export type AheadKind = 'heldOut' | 'comesUp' | 'escalated' | 'reminded' | 'quiet' | 'told';

export interface Ahead {
  kind: AheadKind;
  // When people are told; absent: at no moment that is known.
  at: Timestamp | undefined;
  // Who, in the pack's words.
  to: readonly string[];
}

// What is farthest away first.
export function aheadOf(alert: Alert, now: Date): Ahead[] {
  if (alert.state === AlertState.RESOLVED) return [];
  if (alert.arm === AlertArm.HELD_OUT) return [{kind: 'heldOut', at: undefined, to: []}];
  const dated: Ahead[] = [];
  const add = (kind: AheadKind, at: Timestamp | undefined, to: readonly string[]) => {
    if (at && timestampDate(at) > now) dated.push({kind, at, to});
  };
  add('escalated', alert.nextEscalation?.toldAt, alert.nextEscalation?.to ?? []);
  add('reminded', alert.nextReminder?.toldAt, alert.nextReminder?.to ?? []);
  if (alert.state === AlertState.SNOOZED) add('quiet', alert.snoozedUntil, []);
  if (notToldYet(alert, now)) add('told', alert.toldAt, alert.route);
  dated.sort((a, b) => timeOf(b.at) - timeOf(a.at));
  return alert.heldBack ? [{kind: 'comesUp', at: undefined, to: []}, ...dated] : dated;
}

// It was raised in quiet hours that are not over.
export function notToldYet(alert: Alert, now: Date): boolean {
  const isOpen = alert.state !== AlertState.RESOLVED && alert.arm !== AlertArm.HELD_OUT;
  return isOpen && alert.toldAt !== undefined && timestampDate(alert.toldAt) > now;
}

function timeOf(at: Timestamp | undefined): number {
  return at ? timestampDate(at).getTime() : 0;
}
