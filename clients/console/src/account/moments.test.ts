import {expect, test} from 'vitest';
import {dateMoment, daysBefore, daysBetween, readDay, writeDay} from './moments';

test('a day is read as it is written', () => {
  const day = readDay('2026-03-01');
  expect(day && writeDay(day)).toBe('2026-03-01');
  expect(day && dateMoment(day).at.value).toMatchObject({year: 2026, month: 3, day: 1});
});

test('what is no day is none', () => {
  for (const text of ['', '2026-3-1', '2026-02-30', '2026-13-01', 'today']) expect(readDay(text)).toBeUndefined();
});

test('days are counted over a change of clocks', () => {
  const day = readDay('2026-04-01') ?? new Date(0);
  expect(writeDay(daysBefore(day, 31))).toBe('2026-03-01');
  expect(daysBetween(daysBefore(day, 31), day)).toBe(31);
});
