// An address that leads nowhere, and a screen that broke.
import {Link} from 'react-router';
import {useTexts} from '../i18n/language';
import {Empty} from '../parts/states';
import {texts} from './messages';
import {usePageTitle} from './page_title';

export function Nowhere() {
  const t = useTexts(texts);
  usePageTitle(t.nowhereTitle);
  return (
    <>
      <h1>{t.nowhereTitle}</h1>
      <Empty title={t.nowhere}>
        <Link to="/accounts" className="button">
          {t.toAccounts}
        </Link>
      </Empty>
    </>
  );
}

export function Crashed({thrown}: {thrown: unknown}) {
  const t = useTexts(texts);
  usePageTitle(t.crashedTitle);
  return (
    <div role="alert" className="page">
      <h1>{t.crashedTitle}</h1>
      <p>{t.crashed}</p>
      <pre lang="en">{thrown instanceof Error ? thrown.message : String(thrown)}</pre>
      <a className="button" href={location.href}>
        {t.reload}
      </a>
    </div>
  );
}
