// A page of accounts with how each stands.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import type {ReactNode} from 'react';
import {Link} from 'react-router';
import {accountPath} from '../frame/segment';
import type {StoredAccount} from '../gen/bellwether/v1/accounts_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band} from '../parts/band';
import {DataTable, type Column, type Sort} from '../parts/data_table';
import {useTitle} from '../parts/title';
import {texts} from './messages';
import {useScores} from './scores';

export function AccountsTable({accounts, all, sort, onSort, foot}: {
  accounts: readonly StoredAccount[];
  // Asks for those of all pages.
  all: () => Promise<readonly StoredAccount[]>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  foot: ReactNode;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const scoreOf = useScores(accounts);
  const health = (row: StoredAccount): ReactNode => {
    const score = scoreOf(row);
    if (!score) return <span className="skeleton cell-skeleton" aria-hidden="true" />;
    if (score.failure) return <span className="quiet-text" title={score.failure.message}>{t.unknownScore}</span>;
    if (score.unreadable) return <span className="quiet-text">{t.unreadable}</span>;
    if (score.refused) return <span className="quiet-text">{t.refused}</span>;
    const value = score.score === undefined ? undefined : formats.number(score.score, score.decimals);
    return (
      <span className="row tight" title={score.asOf ? t.asOf(formats.time(score.asOf)) : undefined}>
        <Band band={score.band} score={value} />
        {score.insufficient ? <span className="quiet-text small">{t.insufficient}</span> : null}
        {score.outdated ? <span className="quiet-text small">{t.outdated}</span> : null}
      </span>
    );
  };
  const columns: Column<StoredAccount>[] = [
    {
      key: 'account_id',
      title: t.account,
      sorts: true,
      cell: (row) => <Link to={accountPath(row.accountId)}>{row.accountId}</Link>,
      csv: (row) => row.accountId,
    },
    {
      key: 'score',
      title: t.health,
      sorts: true,
      cell: health,
      csv: (row) => {
        const score = scoreOf(row);
        return score?.score === undefined ? (score?.band ?? '') : `${score.band} ${score.score}`;
      },
    },
    {key: 'segment', title: t.segment, cell: (row) => <span className="nowrap">{title('segment', row.segment)}</span>, csv: (row) => row.segment},
    {key: 'stage', title: t.stage, cell: (row) => title('stage', row.stage), csv: (row) => row.stage},
    {key: 'csm', title: t.csm, cell: (row) => row.csm, csv: (row) => row.csm},
    {
      key: 'changed_at',
      title: t.changed,
      sorts: true,
      cell: (row) => <span className="nowrap">{formats.time(row.changedAt)}</span>,
      csv: (row) => (row.changedAt ? timestampDate(row.changedAt).toISOString() : ''),
    },
    {
      key: 'records',
      title: t.records,
      number: true,
      sorts: true,
      cell: (row) => formats.number(Number(row.records)),
      csv: (row) => Number(row.records),
    },
  ];
  return (
    <DataTable
      caption={t.title}
      captionHidden
      columns={columns}
      rows={accounts}
      all={all}
      rowKey={(row) => row.accountId}
      file="accounts"
      sort={sort}
      onSort={onSort}
      foot={foot}
    />
  );
}
