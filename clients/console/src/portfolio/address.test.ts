import {expect, test} from 'vitest';
import {create} from '@bufbuild/protobuf';
import {timestampFromDate} from '@bufbuild/protobuf/wkt';
import {dateMoment} from '../account/moments';
import {BookSchema} from '../gen/bellwether/v1/portfolio_pb';
import {linkTo, momentOf, monthsBefore, numberLink, optionsOf, readNumber, readShown, todayIn, usualDay, writeShown} from './address';

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

test('an address names a number of a metric, and reads back as it', () => {
  const shown = read('segment=smb');
  const queryOf = (link: string) => new URLSearchParams(link.split('?')[1]);
  const cell = {row: 'setup, critical (our_process 1)', column: 'late'};
  expect(readNumber(queryOf(numberLink('punctuality', cell, shown, 'yes')))).toEqual({number: cell, counted: 'yes'});
  expect(numberLink('mrr_movement', {line: 'churn'}, shown)).toBe('/portfolio/metrics/mrr_movement?segment=smb&line=churn');
  // Browsers take `..` for a way through folders, whatever is below it.
  expect(numberLink('..', {line: 'churn'}, shown)).toBe('/portfolio/metrics/~..?segment=smb&line=churn');
  expect(readNumber(new URLSearchParams('line=churn&counted=maybe'))).toEqual({number: {line: 'churn'}, counted: ''});
  // Half a cell is none.
  expect(readNumber(new URLSearchParams('row=2025-09'))).toBeUndefined();
});

test('a month before its longer neighbour ends with its own last day', () => {
  const before = (day: string, months: number) => monthsBefore(new Date(day), months).toISOString().slice(0, 10);
  expect([before('2026-03-31', 1), before('2026-03-01', 3), before('2026-02-28', 12)]).toEqual([
    '2026-02-28', '2025-12-01', '2025-02-28',
  ]);
});

test('calls are asked about the day, the accounts and the comparison', () => {
  const day = new Date('2026-03-01');
  const options = optionsOf(read('compare=12&csm=Ana'), day, dateMoment(day), 'id');
  expect(options.language).toBe('id');
  expect(options.where).toEqual([{attribute: 'csm', words: ['Ana']}]);
  expect(options.asOf?.at).toMatchObject({case: 'date', value: {year: 2026, month: 3, day: 1}});
  expect(options.compareTo?.at).toMatchObject({case: 'date', value: {year: 2025, month: 3, day: 1}});
});

const at = (text: string) => timestampFromDate(new Date(text));
const bookUntil = (last: string) => create(BookSchema, {name: 'books/main', timeZone: 'Asia/Jakarta', lastAt: at(last)});

test('a book is asked about as of today, or where it ends before, the day after its end', () => {
  const now = new Date('2026-11-30T10:00:00Z');
  expect(usualDay(bookUntil('2026-02-28T18:00:00Z'), now)).toBe('2026-03-02'); // by then it was the 1st in Jakarta
  expect(usualDay(bookUntil('2027-05-01T00:00:00Z'), now)).toBe('2026-11-30');
  expect(usualDay(create(BookSchema, {}), now)).toBe('2026-11-30');
  expect(momentOf(bookUntil('2026-02-28T18:00:00Z'), '', now).asOf.at).toMatchObject({case: 'date', value: {month: 3, day: 2}});
});

test('the book of the store is asked about as of when it was made, or of the day that began since', () => {
  const now = new Date('2026-11-30T10:00:00Z');
  const made = (text: string) =>
    momentOf(create(BookSchema, {name: 'books/store', timeZone: 'UTC', loadedAt: at(text), lastAt: at('2026-01-01'), store: {}}), '', now);
  expect(made('2026-11-30T09:59:00Z').asOf.at).toMatchObject({case: 'time', value: at('2026-11-30T09:59:00Z')});
  expect(made('2026-11-29T09:59:00Z').asOf.at).toMatchObject({case: 'date', value: {month: 11, day: 30}});
  expect(momentOf(create(BookSchema, {store: {}, loadedAt: at('2026-11-30T09:59:00Z')}), '2026-03-01', now).asOf.at.case).toBe('date');
});

test('today is a day of the zone', () => {
  expect(todayIn('Pacific/Kiritimati') >= todayIn('Pacific/Pago_Pago')).toBe(true);
  expect(todayIn('No/Such_Zone')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
