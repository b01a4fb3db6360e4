// The table of the console: a caption, headers that sort where a column can, CSV of what is shown, and
// a frame that scrolls by itself on narrow screens. Every table is one of these.
import {useEffect, useRef, useState, type ReactNode, type RefObject} from 'react';
import {Button} from 'react-aria-components';
import {failureOf, type Failure} from '../api/failure';
import {useTexts} from '../i18n/language';
import {saveCsv, toCsv} from './csv';
import {texts} from './messages';
import {Failed} from './states';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  // What CSV says: numbers as numbers, dates as ISO 8601.
  csv: (row: Row) => string | number;
  // Numbers stand at the right.
  number?: boolean;
  // Its header sorts; `sort.key` is then the column's.
  sorts?: boolean;
}

export interface Sort {
  key: string;
  descending: boolean;
}

interface Props<Row> {
  // Read by screen readers, and shown unless `captionHidden`.
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  // What CSV has, where not all of it is shown.
  saved?: readonly Row[];
  // Asks for all rows, where a page of them is shown: CSV has them all.
  all?: () => Promise<readonly Row[]>;
  rowKey: (row: Row) => string;
  // Name of the CSV file, without its ending.
  file: string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  // Beside the CSV button, as paging.
  foot?: ReactNode;
  // Its cells mean something by where they stand: on a phone it is scrolled, and not told row by row.
  isGrid?: boolean;
}

export function DataTable<Row>(props: Props<Row>) {
  const t = useTexts(texts);
  const {columns, rows, sort} = props;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const save = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const saved = props.all ? await props.all() : (props.saved ?? rows);
      const cells = saved.map((row) => columns.map((column) => column.csv(row)));
      saveCsv(props.file, toCsv(columns.map((column) => column.title), cells));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const frame = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(frame);
  return (
    <div className="table-frame">
      {/* By keyboard it is scrolled where it has the focus; where all of it is seen, there is no need to stop. */}
      <div ref={frame} className="table-scroll" {...(scrolls ? {role: 'group', 'aria-label': props.caption, tabIndex: 0} : {})}>
        {/* Roles are told, since styles that stack cells would take them away. */}
        <table role="table" className={props.isGrid ? undefined : 'stacks'}>
          <caption className={props.captionHidden ? 'visually-hidden' : undefined}>{props.caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Header key={column.key} column={column} sort={sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={props.rowKey(row)} role="row">
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.key} scope="row" role="rowheader">
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} role="cell" data-title={column.title} className={column.number ? 'number' : undefined}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-foot">
        {props.foot}
        <Button className="button quiet" onPress={() => void save()} aria-label={`${t.csv}: ${props.caption}`}>
          {busy ? t.loading : t.csv}
        </Button>
      </div>
      {failure ? <Failed failure={failure} compact /> : null}
    </div>
  );
}

// Whether there is more than is seen.
function useScrolls(frame: RefObject<HTMLDivElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = frame.current;
    const table = box?.firstElementChild;
    if (!box || !table || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() =>
      setScrolls(box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1),
    );
    observer.observe(box);
    observer.observe(table);
    return () => observer.disconnect();
  }, [frame]);
  return scrolls;
}

function Header<Row>({column, sort, onSort}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  const t = useTexts(texts);
  const sorted = sort?.key === column.key;
  const order = sorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const name = column.number ? 'number' : undefined;
  if (!column.sorts || !onSort) {
    return (
      <th scope="col" role="columnheader" className={name}>
        {column.title}
      </th>
    );
  }
  return (
    <th scope="col" role="columnheader" className={name} aria-sort={order}>
      <Button
        className="sort"
        aria-label={t.sortBy(column.title)}
        onPress={() => onSort({key: column.key, descending: sorted ? !sort.descending : false})}
      >
        {column.title}
        <svg viewBox="0 0 10 12" aria-hidden="true" className={`sort-mark ${order}`}>
          <path className="up" d="M5 1 9 5H1z" />
          <path className="down" d="M5 11 1 7h8z" />
        </svg>
      </Button>
    </th>
  );
}
