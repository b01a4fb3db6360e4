// The accounts behind a metric, worst first, page by page; each leads to its own page.
import type {ReactNode} from 'react';
import {Link} from 'react-router';
import type {AccountBehind, MetricResult} from '../gen/bellwether/v1/metrics_pb';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {useAccountPages, type TurnPage} from './account_pages';
import {accountLink, type Shown} from './address';
import {texts} from './texts/metric';

export function AccountsBehind({metric, shown, next, turn}: {
  metric: MetricResult;
  shown: Shown;
  // Token of the page after the accounts that the metric came with.
  next: string;
  turn: TurnPage<AccountBehind>;
}) {
  const t = useTexts(texts);
  const pages = useAccountPages({accounts: metric.accounts, next}, metric.accountsInAll, turn);
  if (metric.accounts.length === 0) return <p className="quiet-text">{t.noAccounts}</p>;
  return (
    <>
      <AccountsTable accounts={pages.accounts} shown={shown} file={`accounts-${metric.name}`} all={pages.all} foot={pages.foot} />
      {pages.failed}
    </>
  );
}

// One account may stand behind a number several times, as with each milestone.
function keyed(accounts: readonly AccountBehind[]): {row: AccountBehind; key: string}[] {
  return accounts.map((row, index) => ({row, key: `${index} ${row.account}`}));
}

export function AccountsTable({accounts, shown, file, all, foot}: {
  accounts: readonly AccountBehind[];
  shown: Shown;
  file: string;
  // Asks for those of all pages.
  all?: () => Promise<readonly AccountBehind[]>;
  foot?: ReactNode;
}) {
  const t = useTexts(texts);
  const columns: Column<{row: AccountBehind; key: string}>[] = [
    {key: 'account', title: t.account, cell: ({row}) => <Link to={accountLink(row.account, shown)}>{row.account}</Link>, csv: ({row}) => row.account},
    {key: 'why', title: t.why, cell: ({row}) => row.what, csv: ({row}) => row.what},
  ];
  return (
    <DataTable
      caption={t.accounts}
      captionHidden
      columns={columns}
      rows={keyed(accounts)}
      {...(all ? {all: async () => keyed(await all())} : {})}
      rowKey={(row) => row.key}
      file={file}
      foot={foot}
    />
  );
}
