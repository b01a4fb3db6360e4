import {expect, test} from 'vitest';
import {scaleLinear, scaleUtc} from './scale';

test('numbers stand between the ends, beyond them, and in either direction', () => {
  const x = scaleLinear([0, 100], [10, 210]);
  expect([0, 50, 100, 150].map(x)).toEqual([10, 110, 210, 310]);
  expect(scaleLinear([0, 1], [100, 0])(0.25)).toBe(75);
});

test('a span of nothing stands in the middle', () => {
  expect(scaleLinear([5, 5], [0, 100])(5)).toBe(50);
});

test('round numbers at the axis, and round ends where they are asked for', () => {
  expect(scaleLinear([0.3, 9.7], [0, 1]).ticks(5)).toEqual([2, 4, 6, 8]);
  const rounded = scaleLinear([0.3, 9.7], [0, 100]).nice(4);
  expect(rounded.ticks(4)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(rounded(10)).toBe(100);
  expect(scaleLinear([2, 2], [0, 1]).nice(4).ticks(4)).toEqual([2]);
});

test('round moments of UTC', () => {
  const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 31)];
  const x = scaleUtc([from, to], [0, 89]);
  expect(x(new Date(Date.UTC(2026, 0, 11)))).toBe(10);
  expect(x.ticks(3).map((at) => at.toISOString().slice(0, 10))).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
});
