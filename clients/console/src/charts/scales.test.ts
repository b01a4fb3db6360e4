import * as d3 from 'd3-scale';
import {expect, test} from 'vitest';
import {scaleLinear, scaleUtc} from './scales';

const domains: [number, number][] = [[0, 100], [0, 1], [0.5, 1], [-3.7, 42.1], [12, 12.3], [0, 1e-9], [-5, -2], [3, 3], [0, 78614], [1.3e6, 9.9e6]];

test('positions, ticks and round ends are those of d3-scale', () => {
  for (const domain of domains) {
    const [ours, theirs] = [scaleLinear(domain, [10, 250]), d3.scaleLinear(domain, [10, 250])];
    for (const share of [0, 0.2, 1, 1.4]) {
      const value = domain[0] + share * (domain[1] - domain[0]);
      expect(ours(value)).toBeCloseTo(theirs(value), 9);
    }
    for (const count of [1, 2, 3, 4, 5, 8, 12]) {
      // With few marks d3 tries again with more of them until there is one.
      if (count > 1) expect(ours.ticks(count), `${domain} ${count}`).toEqual(theirs.ticks(count));
      if (domain[0] !== domain[1]) expect(ours.nice(count).domain(), `${domain} ${count}`).toEqual(theirs.copy().nice(count).domain());
    }
  }
});

test('marks of time are those of d3-scale, from days to decades', () => {
  for (const [from, to] of [['2026-02-03', '2026-02-09'], ['2026-01-15', '2026-03-20'], ['2025-06-01', '2026-11-30'], ['2019-03-07', '2026-11-30'], ['1990-01-01', '2026-11-30']] as const) {
    const domain: [Date, Date] = [new Date(from), new Date(to)];
    const [ours, theirs] = [scaleUtc(domain, [0, 600]), d3.scaleUtc(domain, [0, 600])];
    expect(ours(new Date('2026-02-05'))).toBeCloseTo(theirs(new Date('2026-02-05')), 9);
    for (const count of [2, 3, 4, 5]) {
      expect(ours.ticks(count), `${from} ${to} ${count}`).toEqual(theirs.ticks(count));
    }
  }
});

test('one day is in the middle', () => {
  const at = new Date('2026-03-01');
  expect(scaleUtc([at, at], [0, 100])(at)).toBe(50);
  expect(scaleUtc([at, at], [0, 100]).ticks(4)).toEqual([at]);
});
