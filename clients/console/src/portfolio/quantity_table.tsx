// Columns that every table of quantities has: the value, its interval, its cases.
import type {Quantity} from '../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import type {Column} from '../parts/data_table';
import {plainValue, useQuantityWords} from './quantity';
import {texts} from './texts/metric';

export function useQuantityColumns<Row>(quantity: (row: Row) => Quantity | undefined, title?: string): Column<Row>[] {
  const t = useTexts(texts);
  const say = useQuantityWords();
  const formats = useFormats();
  return [
    {
      key: 'value',
      title: title ?? t.value,
      number: true,
      cell: (row) => {
        const of = quantity(row);
        return of?.why ? <span title={of.why}>{say.text(of)}</span> : say.text(of);
      },
      csv: (row) => plainValue(quantity(row)),
    },
    {
      key: 'interval',
      title: t.interval,
      number: true,
      cell: (row) => {
        const of = quantity(row);
        return <span className="quiet-text">{of ? say.interval(of.interval, of.unit) : ''}</span>;
      },
      csv: (row) => {
        const range = quantity(row)?.interval;
        return range ? `${range.low} – ${range.high}` : '';
      },
    },
    {
      key: 'n',
      title: 'n',
      number: true,
      cell: (row) => formats.number(quantity(row)?.n ?? 0, 0),
      csv: (row) => quantity(row)?.n ?? '',
    },
  ];
}
