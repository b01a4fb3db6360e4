// A grid of shares whose cells are tinted by their value: a chart that is a table. What cannot be seen as a
// colour stands in the cell as a number.
import {Link} from 'react-router';
import type {GridCell, GridRow, MetricGrid} from '../gen/bellwether/v1/metrics_pb';
import {Standing} from '../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {heatStep} from './grids';
import {saidName} from './names';
import {plainValue, useQuantityWords} from './quantity';
import {texts} from './texts/pictures';

export function HeatTable({grid, kind, caption, file, rowTitle, link}: {
  grid: MetricGrid;
  // Kept: more is better. Moved: more is more, and the diagonal is framed.
  kind: 'kept' | 'moved';
  caption: string;
  file: string;
  rowTitle: string;
  // The accounts behind a cell.
  link: (row: string, column: string) => string;
}) {
  const t = useTexts(texts);
  const say = useQuantityWords();
  const formats = useFormats();
  const values = grid.rows.flatMap((row) => row.cells.flatMap(({quantity, immature}) => (quantity?.value === undefined || immature ? [] : [quantity.value])));
  const least = kind === 'kept' ? Math.min(0.8, ...values) : 0;
  const most = kind === 'kept' ? 1 : Math.max(0.01, ...values);
  const cellText = (cell: GridCell): string => {
    const text = say.text(cell.quantity);
    return cell.immature && cell.quantity?.value !== undefined ? `[${text}]` : text;
  };
  const shown = (row: GridRow, index: number) => {
    const cell = row.cells[index];
    const quantity = cell?.quantity;
    if (!cell || quantity?.value === undefined || quantity.standing === Standing.NO_CASES) {
      return <span className="heat empty">{cell && quantity?.standing !== Standing.NO_CASES ? cellText(cell) : '–'}</span>;
    }
    const column = grid.columns[index] ?? '';
    const few = quantity.standing === Standing.INSUFFICIENT_DATA;
    const name = [
      'heat', kind, `heat-${heatStep(quantity.value, least, most)}`, few ? 'few' : '', cell.immature ? 'immature' : '',
      kind === 'moved' && column === row.name ? 'stayed' : '',
    ];
    const title = [`n ${formats.number(quantity.n, 0)}`, say.interval(quantity.interval, quantity.unit), cell.immature ? t.immature : ''];
    return (
      <Link className={name.filter(Boolean).join(' ')} title={title.filter(Boolean).join(' · ')} to={link(row.name, column)}>
        {cellText(cell)}
        {cell.immature ? <span className="visually-hidden"> ({t.immature})</span> : null}
      </Link>
    );
  };
  const columns: Column<GridRow>[] = [
    {key: 'row', title: rowTitle, cell: (row) => <span className="nowrap">{saidName(row)}</span>, csv: (row) => row.name},
    ...grid.columns.map<Column<GridRow>>((column, index) => ({
      key: column,
      title: words(grid.columnTitles[index] || column),
      cell: (row) => shown(row, index),
      csv: (row) => plainValue(row.cells[index]?.quantity),
    })),
  ];
  return (
    <div className="heat-table">
      <DataTable isGrid caption={caption} captionHidden columns={columns} rows={grid.rows} rowKey={(row) => row.name} file={file} />
    </div>
  );
}
