// @vitest-environment jsdom
import {cleanup, render, screen, within} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {afterEach, expect, test, vi} from 'vitest';
import {LanguageProvider} from '../i18n/language';
import {DataTable, type Column, type Sort} from './data_table';

afterEach(cleanup);

interface Row {
  name: string;
  points: number;
}
const columns: Column<Row>[] = [
  {key: 'name', title: 'Name', cell: (row) => row.name, csv: (row) => row.name, sorts: true},
  {key: 'points', title: 'Points', cell: (row) => row.points, csv: (row) => row.points, number: true},
];
const rows = [{name: 'acme', points: 3}, {name: 'birch', points: 5}];

function show(sort?: Sort, onSort?: (sort: Sort) => void) {
  render(
    <LanguageProvider initial="en">
      <DataTable
        caption="Accounts"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        file="accounts"
        sort={sort}
        {...(onSort ? {onSort} : {})}
      />
    </LanguageProvider>,
  );
}

test('it has a caption, and each row a header', () => {
  show();
  const table = screen.getByRole('table', {name: 'Accounts'});
  expect(within(table).getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['acme', 'birch']);
});

test('a header that sorts says the order, and turns it', async () => {
  const onSort = vi.fn();
  show({key: 'name', descending: false}, onSort);
  expect(screen.getByRole('columnheader', {name: /Name/}).getAttribute('aria-sort')).toBe('ascending');
  await userEvent.click(screen.getByRole('button', {name: 'Sort by Name'}));
  expect(onSort).toHaveBeenCalledWith({key: 'name', descending: true});
  expect(screen.queryByRole('button', {name: 'Sort by Points'})).toBeNull();
});
