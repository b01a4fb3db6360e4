import {expect, test} from 'vitest';
import {points, problemsOf, type OverrideForm} from './override_form';

const today = new Date('2026-03-01T10:00:00Z');
const good: OverrideForm = {model: 'customer', kind: 'CAP', value: '40', expires: '2026-03-02'};

test('all that is wrong is said at once', () => {
  expect(problemsOf(good, today)).toEqual([]);
  expect(problemsOf({...good, value: '101', expires: '2026-03-01'}, today)).toEqual(['value', 'expires']);
});

test('an override need not expire', () => {
  expect(problemsOf({...good, expires: ''}, today)).toEqual([]);
});

test('decimals may be written with a comma; nothing is no number', () => {
  expect(points('62,5')).toBe(62.5);
  for (const text of ['', ' ', 'forty', '-1', 'NaN']) expect(points(text)).toBeUndefined();
});
