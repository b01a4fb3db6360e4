// Page by page through accounts whose first page is there already.
import {useEffect, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {failureOf, type Failure} from '../api/failure';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {useFocusInside} from '../parts/pager';
import {Failed} from '../parts/states';
import {texts} from './texts/metric';

export interface AccountPage<Row> {
  accounts: readonly Row[];
  // Empty: the last one.
  next: string;
}

// At most `size` accounts, if given.
export type TurnPage<Row> = (token: string, size?: number) => Promise<AccountPage<Row>>;

export interface AccountPages<Row> {
  accounts: readonly Row[];
  // Asks for those of all pages.
  all: () => Promise<readonly Row[]>;
  // Buttons, where there are pages, and how many accounts there are.
  foot: ReactNode;
  // Why a page could not be turned.
  failed: ReactNode;
}

export function useAccountPages<Row>({accounts, next}: AccountPage<Row>, inAll: number, turn: TurnPage<Row>): AccountPages<Row> {
  const t = useTexts(texts);
  const formats = useFormats();
  const [pages, setPages] = useState<readonly AccountPage<Row>[]>([{accounts, next}]);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // Another answer begins at its first page.
  useEffect(() => {
    setPages([{accounts, next}]);
    setAt(0);
    setFailure(undefined);
  }, [accounts, next]);
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
  return {
    accounts: page.accounts,
    all: async () => {
      const all = [...accounts];
      for (let token = next; token; ) {
        const more = await turn(token, 1000);
        all.push(...more.accounts);
        token = more.next;
      }
      return all;
    },
    foot: (
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
          {t.accountsOf(formats.number(page.accounts.length, 0), formats.number(inAll, 0))}
        </span>
      </div>
    ),
    failed: failure ? <Failed failure={failure} compact /> : null,
  };
}
