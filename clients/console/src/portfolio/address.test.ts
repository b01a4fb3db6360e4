import {expect, test} from 'vitest';
import {linkTo, monthsBefore, optionsOf, readShown, todayIn, writeShown} from './address';

const read = (query: string) => readShown(new URLSearchParams(query));

test('an address says the same when it is read again', () => {
  const shown = read('book=main&on=2026-03-01&months=12&compare=3&segment=smb&csm=A%26B');
  expect(shown).toEqual({book: 'main', on: '2026-03-01', months: 12, compare: 3, where: {segment: 'smb', csm: 'A&B'}});
  expect(readShown(new URLSearchParams(writeShown(shown)))).toEqual(shown);
});

test('what an address has no use for is as if it were not there', () => {
  expect(read('on=2026-02-30&months=7&compare=x&segment=')).toEqual({book: '', on: '', months: 6, compare: 0, where: {}});
  expect(writeShown(read(''))).toEqual({});
});

test('links keep the filters', () => {
  expect(linkTo('/metrics/nrr', read('segment=smb'), {by: 'csm'})).toBe('/portfolio/metrics/nrr?segment=smb&by=csm');
  expect(linkTo('', read(''))).toBe('/portfolio');
});

test('a month before its longer neighbour ends with its own last day', () => {
  const before = (day: string, months: number) => monthsBefore(new Date(day), months).toISOString().slice(0, 10);
  expect([before('2026-03-31', 1), before('2026-03-01', 3), before('2026-02-28', 12)]).toEqual([
    '2026-02-28', '2025-12-01', '2025-02-28',
  ]);
});

test('calls are asked about the day, the accounts and the comparison', () => {
  const options = optionsOf(read('compare=12&csm=Ana'), new Date('2026-03-01'));
  expect(options.where).toEqual([{attribute: 'csm', words: ['Ana']}]);
  expect(options.asOf?.at).toMatchObject({case: 'date', value: {year: 2026, month: 3, day: 1}});
  expect(options.compareTo?.at).toMatchObject({case: 'date', value: {year: 2025, month: 3, day: 1}});
});

test('today is a day of the zone', () => {
  expect(todayIn('Pacific/Kiritimati') >= todayIn('Pacific/Pago_Pago')).toBe(true);
  expect(todayIn('No/Such_Zone')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
