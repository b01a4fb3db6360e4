import {expect, test} from 'vitest';
import {bandTone, words} from './band';

test('the place among the bands decides, where it is known', () => {
  expect(bandTone('thriving', {rank: 0, count: 4})).toBe('good');
  expect(bandTone('green', {rank: 1, count: 3})).toBe('middle');
  expect(bandTone('anything', {rank: 3, count: 4})).toBe('bad');
});

test('else what the name means; a name that says nothing has no colour', () => {
  expect(['Green', 'yellow', 'red', 'purple', ''].map((band) => bandTone(band))).toEqual([
    'good', 'middle', 'bad', 'none', 'none',
  ]);
});

test('names are shown as words', () => {
  expect(words('weekly_active_ratio')).toBe('weekly active ratio');
});
