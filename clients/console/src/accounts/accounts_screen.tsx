// All accounts that the server knows: which ones, in which order, page by page.
import {useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import {useSearchParams} from 'react-router';
import {accounts} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import type {Sort} from '../parts/data_table';
import {Answered, Empty} from '../parts/states';
import {AccountsTable} from './accounts_table';
import {filterText, readFilter, writeFilter} from './filter';
import {FilterForm} from './filter_form';
import {texts} from './messages';

const pageSize = 25;

export function AccountsScreen() {
  const t = useTexts(texts);
  const formats = useFormats();
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
                sort={sort}
                onSort={({key, descending}) => show({...writeFilter(filter), order: descending ? `${key} desc` : key})}
                foot={
                  <div className="row">
                    <Button
                      className="button"
                      isDisabled={pages.length === 1}
                      onPress={() => setPages(pages.slice(0, -1))}
                    >
                      {t.previous}
                    </Button>
                    <Button
                      className="button"
                      isDisabled={!value.nextPageToken}
                      onPress={() => setPages([...pages, value.nextPageToken])}
                    >
                      {t.next}
                    </Button>
                    <span className="quiet-text" aria-live="polite">
                      {t.page(formats.number(pages.length))}
                    </span>
                  </div>
                }
              />
            )
          }
        </Answered>
      </div>
    </div>
  );
}
