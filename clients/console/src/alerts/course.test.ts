import {create} from '@bufbuild/protobuf';
import {timestampFromDate} from '@bufbuild/protobuf/wkt';
import {expect, test} from 'vitest';
import {AlertArm, AlertSchema, AlertState} from '../gen/bellwether/v1/alerts_pb';
import {aheadOf, notToldYet} from './course';

const at = (text: string) => timestampFromDate(new Date(text));
const now = new Date('2026-03-03T10:00:00Z');
const step = (day: string, to: string[]) => ({at: at(`2026-03-${day}T06:00:00Z`), toldAt: at(`2026-03-${day}T08:00:00Z`), to});
const open = {
  state: AlertState.OPEN, route: ['csm'], raisedAt: at('2026-03-01T20:00:00Z'), toldAt: at('2026-03-02T08:00:00Z'),
  nextReminder: step('04', ['csm']), nextEscalation: step('06', ['management']),
};
const kinds = (alert: object) => aheadOf(create(AlertSchema, alert), now).map(({kind}) => kind);

test('what is farthest away comes first, at the moment at which people are told', () => {
  expect(kinds(open)).toEqual(['escalated', 'reminded']);
  const [escalated] = aheadOf(create(AlertSchema, open), now);
  expect(escalated?.to).toEqual(['management']);
  expect(escalated?.at).toEqual(at('2026-03-06T08:00:00Z'));
});

test('quiet hours: it is told later', () => {
  expect(kinds({...open, toldAt: at('2026-03-03T18:00:00Z')})).toEqual(['escalated', 'reminded', 'told']);
  expect(notToldYet(create(AlertSchema, open), now)).toBe(false);
});

test('a snooze ends, if it is not over', () => {
  expect(kinds({...open, state: AlertState.SNOOZED, snoozedUntil: at('2026-03-05T09:00:00Z')})).toEqual(['escalated', 'quiet', 'reminded']);
  expect(kinds({...open, snoozedUntil: at('2026-03-01T09:00:00Z')})).toEqual(['escalated', 'reminded']);
});

test('acknowledged, nothing comes; held back, it comes up when there is room', () => {
  const {nextReminder: _r, nextEscalation: _e, ...rest} = open;
  expect(kinds({...rest, state: AlertState.ACKNOWLEDGED})).toEqual([]);
  expect(kinds({...open, heldBack: true})).toEqual(['comesUp', 'escalated', 'reminded']);
});

test('what is over, or left alone, has nothing to come', () => {
  expect(kinds({...open, state: AlertState.RESOLVED, toldAt: at('2026-03-04T08:00:00Z')})).toEqual([]);
  expect(kinds({...open, arm: AlertArm.HELD_OUT})).toEqual(['heldOut']);
});
