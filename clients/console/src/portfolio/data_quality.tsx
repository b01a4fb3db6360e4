// What the answers rest on: how many accounts and records, what was refused, what is doubtful.
import type {BookDoubt, BookQuality} from '../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {texts} from './texts/metric';

export function DataQuality({data}: {data: BookQuality}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const count = (value: number) => formats.number(value, 0);
  const columns: Column<BookDoubt>[] = [
    {key: 'doubt', title: t.doubt, cell: (row) => row.meaning, csv: (row) => row.meaning},
    {key: 'kind', title: t.kind, cell: (row) => row.kind, csv: (row) => row.kind},
    {key: 'count', title: t.count, number: true, cell: (row) => count(row.count), csv: (row) => row.count},
    {key: 'first', title: t.first, cell: (row) => row.first.join(', '), csv: (row) => row.first.join(', ')},
    {key: 'advice', title: t.advice, cell: (row) => row.advice, csv: (row) => row.advice},
  ];
  return (
    <Section title={t.rests} hint={t.restsText(count(data.accounts), count(data.records), count(data.refused))} id="data">
      {data.firstRefused.length > 0 ? (
        <p className="quiet-text">
          {t.firstRefused}: {data.firstRefused.join(', ')}
        </p>
      ) : null}
      {data.doubts.length > 0 ? (
        <>
          <h3>{t.doubts}</h3>
          <DataTable caption={t.doubts} captionHidden columns={columns} rows={data.doubts} rowKey={(row) => `${row.code} ${row.kind}`} file="doubts" />
        </>
      ) : (
        <p className="quiet-text">{t.noDoubts}</p>
      )}
    </Section>
  );
}
