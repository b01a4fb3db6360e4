// All accounts that the server knows: which ones, in which order, page by page.
import {useMemo, useState} from 'react';
import {useSearchParams} from 'react-router';
import {accounts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import type {StoredAccount} from '../gen/bellwether/v1/accounts_pb';
import {useTexts} from '../i18n/language';
import type {Sort} from '../parts/data_table';
import {Pager} from '../parts/pager';
import {Answered, Empty} from '../parts/states';
import {AccountsTable} from './accounts_table';
import {filterText, readFilter, writeFilter} from './filter';
import {FilterForm} from './filter_form';
import {texts} from './messages';

const pageSize = 25;

// With how each stood when it was evaluated last.
async function listAll(filter: string, orderBy: string): Promise<StoredAccount[]> {
  const found: StoredAccount[] = [];
  for (let pageToken = '', first = true; first || pageToken; first = false) {
    const page = await accounts.listAccounts({pageSize: 1000, pageToken, filter, orderBy, withHealth: true});
    found.push(...page.accounts);
    pageToken = page.nextPageToken;
  }
  return found;
}

export function AccountsScreen() {
  const t = useTexts(texts);
  usePageTitle(t.title);
  const [address, setAddress] = useSearchParams();
  const filter = useMemo(() => readFilter(address), [address]);
  const order = address.get('order') ?? '';
  // Where the pages so far began; the last one is shown.
  const [pages, setPages] = useState<readonly string[]>(['']);
  const pageToken = pages[pages.length - 1] ?? '';
  const asked = filterText(filter);
  const answer = useAnswer(
    (signal) => accounts.listAccounts({pageSize, pageToken, filter: asked, orderBy: order, withHealth: true}, {signal}),
    [pageToken, asked, order],
  );

  const show = (values: Record<string, string>) => {
    setPages(['']);
    setAddress(values);
  };
  const [sortKey, direction] = order.split(' ');
  const sort: Sort = {key: sortKey || 'account_id', descending: direction === 'desc'};

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.title}</h1>
      </div>
      <FilterForm
        key={address.toString()}
        filter={filter}
        onApply={(next) => show({...writeFilter(next), ...(order ? {order} : {})})}
        onClear={() => show(order ? {order} : {})}
      />
      <div className="card">
        <Answered answer={answer} lines={10}>
          {(value) =>
            value.accounts.length === 0 ? (
              asked ? (
                <Empty title={t.noneTitle}>{t.none}</Empty>
              ) : (
                <Empty title={t.nothingTitle}>{t.nothing}</Empty>
              )
            ) : (
              <AccountsTable
                accounts={value.accounts}
                all={() => listAll(asked, order)}
                sort={sort}
                onSort={({key, descending}) => show({...writeFilter(filter), order: descending ? `${key} desc` : key})}
                foot={
                  <Pager pages={pages} next={value.nextPageToken} onPages={setPages} />
                }
              />
            )
          }
        </Answered>
      </div>
    </div>
  );
}
