// The accounts behind a number, worst first, page by page; each leads to its own page.
import {useEffect, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Link} from 'react-router';
import {failureOf, type Failure} from '../api/failure';
import type {AccountBehind, MetricResult} from '../gen/bellwether/v1/metrics_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {useFocusInside} from '../parts/pager';
import {Failed} from '../parts/states';
import {accountLink, type Shown} from './address';
import {texts} from './texts/metric';

interface Page {
  accounts: readonly AccountBehind[];
  // Empty: the last one.
  next: string;
}

export function AccountsBehind({metric, shown, next, turn}: {
  metric: MetricResult;
  shown: Shown;
  // Token of the page after the accounts that the metric came with.
  next: string;
  // At most `size` accounts, if given.
  turn: (token: string, size?: number) => Promise<Page>;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [pages, setPages] = useState<readonly Page[]>([{accounts: metric.accounts, next}]);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // Another answer begins at its first page.
  useEffect(() => {
    setPages([{accounts: metric.accounts, next}]);
    setAt(0);
    setFailure(undefined);
  }, [metric, next]);
  const page = pages[at] ?? {accounts: [], next: ''};
  const group = useFocusInside([pages, at]);
  const forward = async () => {
    if (busy) return;
    if (pages.length > at + 1) {
      setAt(at + 1);
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      const turned = await turn(page.next);
      setPages([...pages, turned]);
      setAt(at + 1);
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  if (metric.accounts.length === 0) return <p className="quiet-text">{t.noAccounts}</p>;
  return (
    <>
      <AccountsTable
        accounts={page.accounts}
        shown={shown}
        file={`accounts-${metric.name}`}
        all={async () => {
          const all = [...metric.accounts];
          for (let token = next; token; ) {
            const more = await turn(token, 1000);
            all.push(...more.accounts);
            token = more.next;
          }
          return all;
        }}
        foot={
          <div {...group} className="row">
            {next ? (
              <>
                <Button className="button" isDisabled={at === 0} onPress={() => setAt(at - 1)}>
                  {t.previous}
                </Button>
                <Button className="button" isDisabled={!page.next} onPress={() => void forward()}>
                  {t.next}
                </Button>
              </>
            ) : null}
            <span className="quiet-text" aria-live="polite">
              {next ? `${t.page(formats.number(at + 1, 0))}: ` : ''}
              {t.accountsOf(formats.number(page.accounts.length, 0), formats.number(metric.accountsInAll, 0))}
            </span>
          </div>
        }
      />
      {failure ? <Failed failure={failure} compact /> : null}
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
    {key: 'why', title: t.why, cell: ({row}) => <span lang="en">{row.what}</span>, csv: ({row}) => row.what},
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
