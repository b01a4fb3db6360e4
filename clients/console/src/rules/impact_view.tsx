// What other rules do to the accounts: how many are decided otherwise, from what to what, which ones, and
// what moves their scores.
import {Link} from 'react-router';
import {accountPath} from '../frame/segment';
import type {AccountImpact, ComponentImpact, Impact} from '../gen/bellwether/v1/impact_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {moves, type Move} from './preview';
import {texts} from './texts/impact';

export function ImpactView({impact}: {impact: Impact}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const counted = impact.accounts;
  const compared = counted?.compared ?? 0;
  const flipped = counted?.flipped?.accounts ?? 0;
  const refused = (counted?.refusedByOld ?? 0) + (counted?.refusedByNew ?? 0);
  const changed = moves(impact);
  const all = formats.number(compared);
  if (compared === 0 && refused === 0) return <p className="quiet-text">{t.noAccounts}</p>;
  return (
    <>
      <p className="impact-sum">
        <b>{flipped > 0 ? t.flipped(formats.number(flipped), all) : t.flippedNone(all)}</b>
        {counted?.flipped?.acv ? `, ${t.acv(formats.money(counted.flipped.acv))}` : ''}.{' '}
        {t.changed(formats.number(counted?.changed ?? 0))} {refused > 0 ? t.refused(formats.number(refused)) : ''}
      </p>
      {changed.length > 0 ? <Moves moves={changed} /> : null}
      {impact.flips.length > 0 ? (
        <Accounts
          caption={t.who}
          accounts={impact.flips}
          file="decided-otherwise"
          note={flipped > impact.flips.length ? t.more(formats.number(impact.flips.length)) : ''}
        />
      ) : null}
      {flipped === 0 && impact.falls.length > 0 ? <Accounts caption={t.falls} accounts={impact.falls} file="falls" note="" /> : null}
      {flipped === 0 && impact.rises.length > 0 ? <Accounts caption={t.rises} accounts={impact.rises} file="rises" note="" /> : null}
      <Moved impact={impact} />
    </>
  );
}

function useDecisionName(): (outcome: string) => string {
  const t = useTexts(texts);
  return (outcome) => {
    switch (outcome) {
      case 'health.primary.band':
        return t.primary;
      case 'graduation.readiness':
        return t.readiness;
      case 'graduation.decision':
        return t.graduation;
      case 'extension.decision':
        return t.extension;
      default:
        return words(outcome);
    }
  };
}

function answer(word: string): string {
  return words(word.toLowerCase());
}

function Moves({moves: rows}: {moves: readonly Move[]}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const name = useDecisionName();
  const columns: Column<Move>[] = [
    {key: 'decision', title: t.decision, cell: (move) => name(move.outcome), csv: (move) => move.outcome},
    {key: 'from', title: t.from, cell: (move) => <Band band={answer(move.from)} />, csv: (move) => move.from},
    {key: 'to', title: t.to, cell: (move) => <Band band={answer(move.to)} />, csv: (move) => move.to},
    {key: 'accounts', title: t.accounts, cell: (move) => formats.number(move.accounts), csv: (move) => move.accounts, number: true},
    {key: 'value', title: t.value, cell: (move) => formats.money(move.acv), csv: (move) => move.acv, number: true},
  ];
  return (
    <DataTable
      caption={t.decisions}
      columns={columns}
      rows={rows}
      rowKey={(move) => JSON.stringify([move.outcome, move.from, move.to])}
      file="decisions-that-change"
    />
  );
}

function Accounts({caption, accounts, file, note}: {
  caption: string;
  accounts: readonly AccountImpact[];
  file: string;
  note: string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const name = useDecisionName();
  const primary = (account: AccountImpact) => account.scores.find((each) => each.score === 'primary');
  const decided = (account: AccountImpact) => account.answers.filter((each) => !/^(flag|benchmark)\./.test(each.outcome));
  // The band of the model that answers says the same once more.
  const told = (account: AccountImpact) => decided(account).filter((each) => !/^health\.(?!primary\.)/.test(each.outcome));
  const score = (value: number | undefined) => (value === undefined ? '' : formats.number(value));
  const columns: Column<AccountImpact>[] = [
    {
      key: 'account',
      title: t.account,
      cell: (account) => (
        <>
          <Link to={accountPath(account.accountId)}>{account.accountId}</Link>
          {account.segment ? <div className="quiet-text small">{words(account.segment)}</div> : null}
        </>
      ),
      csv: (account) => account.accountId,
    },
    {
      key: 'change',
      title: t.change,
      cell: (account) => (
        <ul className="plain">
          {told(account).map((each) => (
            <li key={each.outcome} className="row tight">
              <span className="quiet-text small">{name(each.outcome)}</span>
              <Band band={answer(each.from)} /> → <Band band={answer(each.to)} />
            </li>
          ))}
        </ul>
      ),
      csv: (account) => told(account).map((each) => `${each.outcome}: ${each.from} -> ${each.to}`).join('; '),
    },
    {
      key: 'from',
      title: t.scoreNow,
      cell: (account) => score(primary(account)?.from?.displayed),
      csv: (account) => primary(account)?.from?.displayed ?? '',
      number: true,
    },
    {
      key: 'to',
      title: t.scoreThen,
      cell: (account) => score(primary(account)?.to?.displayed),
      csv: (account) => primary(account)?.to?.displayed ?? '',
      number: true,
    },
    {
      key: 'value',
      title: t.value,
      cell: (account) => (account.acv === undefined ? '' : formats.money(account.acv)),
      csv: (account) => account.acv ?? '',
      number: true,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={accounts}
      rowKey={(account) => account.accountId}
      file={file}
      foot={note ? <span className="quiet-text">{note}</span> : undefined}
    />
  );
}

interface MovedPart {
  model: string;
  part: ComponentImpact;
  both: number;
  limits: boolean;
}

function Moved({impact}: {impact: Impact}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const rows = impact.scores
    .filter((score) => score.score !== 'primary')
    .flatMap((score): MovedPart[] => [
      ...score.components.map((part) => ({model: score.score, part, both: score.both, limits: false})),
      ...(score.limits ? [{model: score.score, part: score.limits, both: score.both, limits: true}] : []),
    ])
    .filter(({part}) => part.moved > 0 || part.weightBefore !== part.weightAfter)
    .sort((a, b) => b.part.moved - a.part.moved);
  if (rows.length === 0) return null;
  const number = (value: number | undefined) => (value === undefined ? '–' : formats.number(value, 2));
  const weight = ({part, limits}: MovedPart) => {
    if (limits) return '';
    const same = part.weightBefore === part.weightAfter;
    return same ? number(part.weightAfter) : `${number(part.weightBefore)} → ${number(part.weightAfter)}`;
  };
  const mean = ({part, both}: MovedPart) => (both > 0 ? (part.byScore + part.byWeight) / both : 0);
  const columns: Column<MovedPart>[] = [
    {
      key: 'part',
      title: t.part,
      cell: (row) => (
        <>
          {row.limits ? t.limits : words(row.part.component)}
          <div className="quiet-text small">{words(row.model)}</div>
        </>
      ),
      csv: (row) => `${row.model}.${row.limits ? 'limits' : row.part.component}`,
    },
    {key: 'weight', title: t.weight, cell: (row) => <span className="nowrap">{weight(row)}</span>, csv: weight, number: true},
    {key: 'mean', title: t.mean, cell: (row) => formats.signed(mean(row), 2), csv: mean, number: true},
    {
      key: 'accounts',
      title: t.accounts,
      cell: (row) => formats.number(row.part.accounts),
      csv: (row) => row.part.accounts,
      number: true,
    },
  ];
  return (
    <DataTable
      caption={t.moved}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.model} ${row.part.component} ${String(row.limits)}`}
      file="what-moves-the-scores"
    />
  );
}
