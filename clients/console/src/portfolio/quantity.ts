// Values of metrics in words: by their unit, and by what they may be used for.
import {useMemo} from 'react';
import {MetricUnit, Standing, type Interval, type Quantity} from '../gen/bellwether/v1/metrics_pb';
import {useLocale, useTexts} from '../i18n/language';
import {texts} from './texts/quantity';

export type QuantityTexts = ReturnType<typeof useTexts<(typeof texts)['en']>>;

export interface QuantityWords {
  // A number of a unit: "45 days", "68.2 %".
  value: (value: number, unit: MetricUnit) => string;
  // With its sign; shares as points of per cent.
  difference: (value: number, unit: MetricUnit) => string;
  // A value, or why there is none: "45 days", "7 of 9", "no case".
  text: (quantity: Quantity | undefined) => string;
  // "47.3 – 83.6 %"; empty where there is none.
  interval: (interval: Interval | undefined, unit: MetricUnit) => string;
  // For axes: short.
  tick: (value: number, unit: MetricUnit) => string;
}

// Of the value, for spreadsheets: nothing where there is none.
export function plainValue(quantity: Quantity | undefined): number | string {
  return quantity?.value ?? '';
}

// Whether it may be judged and compared.
export function isKnown(quantity: Quantity | undefined): boolean {
  return quantity?.standing === Standing.KNOWN && quantity.value !== undefined;
}

export function makeQuantityWords(locale: string, t: QuantityTexts): QuantityWords {
  const minus = (text: string) => text.replace(/^-/, '\u2212');
  const made = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: number) => minus(format.format(value));
  };
  const whole = made({maximumFractionDigits: 0});
  const tenth = made({maximumFractionDigits: 1});
  const hundredth = made({maximumFractionDigits: 2});
  const percent = made({style: 'percent', maximumFractionDigits: 1});
  const ofUnit = (unit: string) => made({style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1});
  const days = ofUnit('day');
  const hours = ofUnit('hour');
  const years = ofUnit('year');
  const short = made({notation: 'compact', maximumFractionDigits: 1});
  const value = (of: number, unit: MetricUnit): string => {
    switch (unit) {
      case MetricUnit.RATIO:
        return percent(of);
      case MetricUnit.TIMES:
        return `${hundredth(of)} ×`;
      case MetricUnit.DAYS:
        return days(of);
      case MetricUnit.HOURS:
        return hours(of);
      case MetricUnit.YEARS:
        return years(of);
      case MetricUnit.MONEY:
        return whole(of);
      case MetricUnit.SCORE:
        return hundredth(of);
      default:
        return tenth(of);
    }
  };
  const text = (quantity: Quantity | undefined): string => {
    if (!quantity) return '';
    switch (quantity.standing) {
      case Standing.NO_CASES:
        return t.noCases;
      case Standing.NOT_REACHED:
        return t.notReached;
      case Standing.REFUSED:
        return t.refused;
      default:
        break;
    }
    if (quantity.value === undefined) return '';
    if (quantity.standing !== Standing.INSUFFICIENT_DATA) return value(quantity.value, quantity.unit);
    // Of few cases the counts are said, and no per cent; but for shares that are no count ÷ n, as those of a curve.
    const {events, n} = quantity;
    return quantity.unit === MetricUnit.RATIO && events !== undefined && Math.abs(events - quantity.value * n) < 1e-6
      ? t.of(whole(events), whole(n))
      : `(${value(quantity.value, quantity.unit)})`;
  };
  return {
    value,
    text,
    difference: (of, unit) => {
      const sign = of > 0 ? '+' : '';
      return unit === MetricUnit.RATIO ? t.points(`${sign}${tenth(of * 100)}`) : `${sign}${value(of, unit)}`;
    },
    interval: (interval, unit) => (interval ? `${value(interval.low, unit)} – ${value(interval.high, unit)}` : ''),
    tick: (of, unit) => {
      if (unit === MetricUnit.RATIO) return percent(of);
      return Math.abs(of) >= 10_000 ? short(of) : hundredth(of);
    },
  };
}

export function useQuantityWords(): QuantityWords {
  const locale = useLocale();
  const t = useTexts(texts);
  return useMemo(() => makeQuantityWords(locale, t), [locale, t]);
}
