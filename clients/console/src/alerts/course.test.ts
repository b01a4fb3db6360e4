import {create} from '@bufbuild/protobuf';
import {timestampFromDate} from '@bufbuild/protobuf/wkt';
import {expect, test} from 'vitest';
import {AlertArm, AlertSchema, AlertState} from '../gen/bellwether/v1/alerts_pb';
import {byStake, courseOf} from './course';

const at = (text: string) => timestampFromDate(new Date(text));
const now = new Date('2026-03-03T10:00:00Z');
const open = {
  state: AlertState.OPEN, route: ['csm'], escalateTo: ['management'],
  raisedAt: at('2026-03-01T20:00:00Z'), toldAt: at('2026-03-02T08:00:00Z'),
};
const kinds = (alert: object) => courseOf(create(AlertSchema, alert), now).map((step) => step.kind + (step.ahead ? '…' : ''));

test('one that nobody acts on may be escalated', () => {
  expect(kinds(open)).toEqual(['raised', 'told', 'mayEscalate…']);
  expect(courseOf(create(AlertSchema, open), now)[2]?.to).toEqual(['management']);
});

test('quiet hours: it is told later', () => {
  expect(kinds({...open, toldAt: at('2026-03-04T08:00:00Z')})).toEqual(['raised', 'told…', 'mayEscalate…']);
});

test('what people did, in the order of time; acknowledged, it is escalated no more', () => {
  expect(
    kinds({
      ...open, state: AlertState.ACKNOWLEDGED, acknowledgedAt: at('2026-03-03T09:00:00Z'), escalatedAt: at('2026-03-03T08:00:00Z'),
    }),
  ).toEqual(['raised', 'told', 'escalated', 'acknowledged']);
  expect(kinds({...open, state: AlertState.ACKNOWLEDGED, acknowledgedAt: at('2026-03-03T09:00:00Z')})).not.toContain('mayEscalate…');
});

test('snoozed, it is quiet until then, and goes on', () => {
  expect(kinds({...open, state: AlertState.SNOOZED, snoozedUntil: at('2026-03-05T09:00:00Z')})).toEqual([
    'raised', 'told', 'quiet…', 'mayEscalate…',
  ]);
});

test('what is over has no rest to come', () => {
  expect(
    kinds({...open, state: AlertState.RESOLVED, snoozedUntil: at('2026-03-05T09:00:00Z'), resolvedAt: at('2026-03-03T09:00:00Z')}),
  ).toEqual(['raised', 'told', 'resolved']);
});

test('an account that was left alone: nobody is told', () => {
  expect(kinds({...open, arm: AlertArm.HELD_OUT})).toEqual(['raised', 'heldOut']);
});

test('the highest stake first, then the oldest', () => {
  const alert = (number: number, stake: number, day: string) =>
    create(AlertSchema, {number: BigInt(number), stake, raisedAt: at(`2026-03-0${day}T00:00:00Z`)});
  expect(byStake([alert(1, 0, '1'), alert(2, 50, '3'), alert(3, 50, '2')]).map((each) => Number(each.number))).toEqual([3, 2, 1]);
});
