import {expect, test} from 'vitest';
import {dayAfter, snoozeUntil} from './snooze';

const now = new Date(2026, 1, 28, 14, 30);

test('until nine in the morning of the day', () => {
  expect(snoozeUntil('2026-03-01', now)).toEqual(new Date(2026, 2, 1, 9));
});

test('neither what is over, nor more than a year, nor what is no day', () => {
  for (const day of ['2026-02-28', '2026-02-30', '2027-03-02', '', '1/3/2026']) expect(snoozeUntil(day, now)).toBeUndefined();
});

test('days go on over months', () => {
  expect(dayAfter(now, 1)).toBe('2026-03-01');
});
