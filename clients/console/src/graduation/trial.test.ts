import {expect, test} from 'vitest';
import {changed, isTried, supposed, untried, wholeDays} from './trial';

test('nothing is tried until something is', () => {
  expect(isTried(untried)).toBe(false);
  expect(isTried({...untried, days: '0', firstValue: '2026-02-30'})).toBe(false);
  expect(isTried({...untried, days: '14'})).toBe(true);
  expect(changed(new Map([['value', 7]]), 'value', undefined).size).toBe(0);
});

test('days are whole, from 1 to ten years', () => {
  expect(['1', ' 14 ', '3660'].map(wholeDays)).toEqual([1, 14, 3660]);
  expect(['', '0', '-3', '1.5', '3661', 'soon'].map(wholeDays)).toEqual(Array(6).fill(undefined));
});

test('all of it is asked at once, and nothing else', () => {
  const {whatIf, whatIfFacts} = supposed({
    scores: new Map([['value', 8.5]]),
    evidence: new Map<string, boolean | number>([['signed_off', true], ['active_ratio', 0.7]]),
    written: new Map([['cause', 'external'], ['done', 'Ya'], ['empty', ' ']]),
    firstValue: '2026-03-01',
    days: '7',
  });
  expect(whatIf.map((each) => [each.name, each.value.case, each.value.value])).toEqual([
    ['signed_off', 'flag', true],
    ['active_ratio', 'number', 0.7],
    ['cause', 'untyped', 'external'],
    ['done', 'untyped', 'true'],
  ]);
  expect(whatIfFacts.dimensionScores[0]).toMatchObject({dimension: 'value', score: 8.5});
  expect(whatIfFacts.firstValueAt?.state.value).toMatchObject({year: 2026, month: 3, day: 1});
  expect(whatIfFacts.extension?.requestedDays).toBe(7);
  expect(supposed(untried).whatIfFacts.extension).toBeUndefined();
});
