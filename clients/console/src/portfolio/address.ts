// What the portfolio shows, as the address of the page holds it and as calls are asked.
import {create} from '@bufbuild/protobuf';
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {dateMoment, daysBefore, readDay, writeDay} from '../account/moments';
import {accountPath, writeSegment} from '../frame/segment';
import {MomentSchema, type Moment} from '../gen/bellwether/v1/account_pb';
import type {Book} from '../gen/bellwether/v1/portfolio_pb';

// Attributes of accounts that filters know. A pack need not use them.
export const attributes = ['segment', 'csm', 'industry', 'source'] as const;
export type Attribute = (typeof attributes)[number];

// Months that a trend looks back, and that a comparison goes back.
export const spans = [6, 12, 24] as const;
export const steps = [1, 3, 12] as const;

export interface Shown {
  // Without "books/". Empty: the first that the server has.
  book: string;
  // A day. Empty: today.
  on: string;
  months: (typeof spans)[number];
  // Months back; 0: nothing is compared.
  compare: 0 | (typeof steps)[number];
  where: Partial<Record<Attribute, string>>;
}

function oneOf<T extends number>(text: string | null, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => String(each) === text);
}

export function readShown(address: URLSearchParams): Shown {
  const where: Shown['where'] = {};
  for (const attribute of attributes) {
    const word = address.get(attribute);
    if (word) where[attribute] = word;
  }
  const on = address.get('on') ?? '';
  return {
    book: address.get('book') ?? '',
    on: readDay(on) ? on : '',
    months: oneOf(address.get('months'), spans) ?? 6,
    compare: oneOf(address.get('compare'), steps) ?? 0,
    where,
  };
}

// What is as it would be anyway is left out.
export function writeShown(shown: Shown): Record<string, string> {
  return {
    ...(shown.book ? {book: shown.book} : {}),
    ...(shown.on ? {on: shown.on} : {}),
    ...(shown.months === 6 ? {} : {months: String(shown.months)}),
    ...(shown.compare ? {compare: String(shown.compare)} : {}),
    ...shown.where,
  };
}

// Links lead on with the same book, day and filters.
export function linkTo(path: string, shown: Shown, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({...writeShown(shown), ...more}).toString();
  return `/portfolio${path}${query ? `?${query}` : ''}`;
}

// The page of a metric.
export function metricLink(metric: string, shown: Shown, more: Record<string, string> = {}): string {
  return linkTo(`/metrics/${writeSegment(metric)}`, shown, more);
}

// A number of a metric by its name: a line beside its value, or a cell of its grid.
export type NumberName = {line: string} | {row: string; column: string};

// Accounts that a number counts, the others that it is over, or both.
export type Counted = 'yes' | 'no' | '';

// The accounts behind a number, below its metric.
export function numberLink(metric: string, number: NumberName, shown: Shown, counted: Counted = ''): string {
  return metricLink(metric, shown, {...number, ...(counted ? {counted} : {})});
}

// What of the address says a number; nothing: it is of the whole metric.
export const numberKeys: readonly string[] = ['line', 'row', 'column', 'counted'];

export function readNumber(address: URLSearchParams): {number: NumberName; counted: Counted} | undefined {
  const [line, row, column, counted] = numberKeys.map((key) => address.get(key) ?? '');
  const number = line ? {line} : row && column ? {row, column} : undefined;
  return number && {number, counted: counted === 'yes' || counted === 'no' ? counted : ''};
}

// The page of an account, as it was known on the day that is shown.
export function accountLink(account: string, shown: Shown): string {
  return accountPath(account, shown.on);
}

// The same day of an earlier month, or the last one that it has.
export function monthsBefore(day: Date, months: number): Date {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day.getUTCDate(), last)));
}

// The day of now in the book's time zone. One day is asked about all day long, so the server computes it once.
export function todayIn(timeZone: string, now = new Date()): string {
  try {
    return new Intl.DateTimeFormat('en-CA', {timeZone, year: 'numeric', month: '2-digit', day: '2-digit'}).format(now);
  } catch {
    return writeDay(now);
  }
}

// The day on which a book without a day is asked about, at whose start all that is in it had happened: today,
// or where the book ends before, the day after its end.
export function usualDay(book: Book, now = new Date()): string {
  const zone = book.timeZone || 'UTC';
  const today = todayIn(zone, now);
  if (!book.lastAt) return today;
  const end = readDay(todayIn(zone, timestampDate(book.lastAt)));
  const after = end ? writeDay(daysBefore(end, -1)) : today;
  return after < today ? after : today;
}

// The moment that is meant by `shown.on`. Without one the store's book is asked about as it is now: as of the
// moment at which it was made, or the start of a day that came since.
export function momentOf(book: Book, on: string, now = new Date()): {day: Date; asOf: Moment} {
  const of = on || (book.store ? todayIn(book.timeZone || 'UTC', now) : usualDay(book, now));
  const day = readDay(of) ?? now;
  const made = book.store && book.loadedAt;
  if (on || !made || todayIn(book.timeZone || 'UTC', timestampDate(made)) < of) return {day, asOf: dateMoment(day)};
  return {day, asOf: create(MomentSchema, {at: {case: 'time', value: made}})};
}

// Of MetricOptions, what metrics are asked with.
export interface AskedOptions {
  asOf: Moment;
  where: {attribute: string; words: string[]}[];
  trendPoints: number;
  compareTo?: Moment;
  language: string;
}

export function filtersOf(shown: Shown): AskedOptions['where'] {
  return attributes.flatMap((attribute) => {
    const word = shown.where[attribute];
    return word ? [{attribute, words: [word]}] : [];
  });
}

// `day` and `asOf`: what an empty `on` means.
export function optionsOf(shown: Shown, day: Date, asOf: Moment, language: string): AskedOptions {
  return {
    asOf,
    language,
    where: filtersOf(shown),
    trendPoints: shown.months,
    ...(shown.compare ? {compareTo: dateMoment(monthsBefore(day, shown.compare))} : {}),
  };
}
