// Dates and numbers as the reader's language writes them.
import {timestampDate, type Timestamp} from '@bufbuild/protobuf/wkt';
import type {Date as CivilDate, Moment} from '../gen/bellwether/v1/account_pb';
import {useLocale} from './language';

export interface Formats {
  number: (value: number, decimals?: number) => string;
  // With its sign, also when positive.
  signed: (value: number, decimals?: number) => string;
  percent: (share: number) => string;
  // A day. Civil dates stay the day they are, in every time zone.
  day: (at: Date) => string;
  shortDay: (at: Date) => string;
  // With its year.
  month: (at: Date) => string;
  // A day and a time, in the reader's time zone.
  time: (at: Timestamp | undefined) => string;
  moment: (at: Moment | undefined) => string;
  money: (value: number) => string;
}

export function civilDate(date: CivilDate): Date {
  return new Date(Date.UTC(date.year, date.month - 1, date.day));
}

// The point in time of a moment, a date as midnight UTC; undefined where none is given.
export function momentDate(moment: Moment | undefined): Date | undefined {
  const at = moment?.at;
  if (at?.case === 'date') return civilDate(at.value);
  if (at?.case === 'time') return timestampDate(at.value);
  return undefined;
}

// A proper minus, as wide as a plus.
function typographic(text: string): string {
  return text.replace(/^-/, '\u2212');
}

// Making one costs a hundred times what it costs to use it.
function byDecimals(make: (decimals: number) => Intl.NumberFormat): (decimals: number) => Intl.NumberFormat {
  const made = new Map<number, Intl.NumberFormat>();
  return (decimals) => {
    const known = made.get(decimals);
    if (known) return known;
    const format = make(decimals);
    made.set(decimals, format);
    return format;
  };
}

export function makeFormats(locale: string): Formats {
  const day = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});
  const shortDay = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', timeZone: 'UTC'});
  const month = new Intl.DateTimeFormat(locale, {month: 'short', year: 'numeric', timeZone: 'UTC'});
  const time = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short'});
  const percent = new Intl.NumberFormat(locale, {style: 'percent', maximumFractionDigits: 0});
  const money = new Intl.NumberFormat(locale, {maximumFractionDigits: 0});
  const plain = byDecimals((decimals) => new Intl.NumberFormat(locale, {maximumFractionDigits: decimals}));
  const withSign = byDecimals(
    (decimals) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: 'exceptZero',
      }),
  );
  const formats: Formats = {
    number: (value, decimals = 1) => typographic(plain(decimals).format(value)),
    signed: (value, decimals = 1) => typographic(withSign(decimals).format(value)),
    percent: (share) => percent.format(share),
    day: (at) => day.format(at),
    shortDay: (at) => shortDay.format(at),
    month: (at) => month.format(at),
    time: (at) => (at ? time.format(timestampDate(at)) : ''),
    moment: (moment) => {
      const at = momentDate(moment);
      if (!at) return '';
      return moment?.at.case === 'date' ? day.format(at) : time.format(at);
    },
    money: (value) => money.format(value),
  };
  return formats;
}

const made = new Map<string, Formats>();

// The same for all that show something in a language.
export function useFormats(): Formats {
  const locale = useLocale();
  const known = made.get(locale);
  if (known) return known;
  const formats = makeFormats(locale);
  made.set(locale, formats);
  return formats;
}
