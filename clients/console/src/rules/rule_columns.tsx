// What every rule with a condition is shown by.
import type {Rule} from '../gen/bellwether/v1/outcomes_pb';
import {words} from '../parts/band';
import type {Column} from '../parts/data_table';
import {Place, placeText} from './place';
import type {texts} from './texts/read';

type ReadTexts = (typeof texts)['en'];

// `second`: columns beside what it says.
export function ruleColumns<Row>(of: (row: Row) => Rule | undefined, t: ReadTexts, second: Column<Row>[] = []): Column<Row>[] {
  return [
    {
      key: 'says',
      title: t.says,
      cell: (row) => (
        <>
          {of(row)?.reason || words(of(row)?.name ?? '')}
          <span className="quiet-text small block">{words(of(row)?.name ?? '')}</span>
        </>
      ),
      csv: (row) => of(row)?.reason ?? '',
    },
    ...second,
    {
      key: 'condition',
      title: t.condition,
      cell: (row) => <code className="condition">{of(row)?.condition}</code>,
      csv: (row) => of(row)?.condition ?? '',
    },
    {key: 'source', title: t.source, cell: (row) => of(row)?.source ?? '', csv: (row) => of(row)?.source ?? ''},
    {
      key: 'place',
      title: t.place,
      cell: (row) => <Place location={of(row)?.location} />,
      csv: (row) => placeText(of(row)?.location),
    },
  ];
}
