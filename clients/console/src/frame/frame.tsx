// Around every screen: where one is, where one can go, and the settings.
import {lazy, Suspense, useEffect, useRef} from 'react';
import {Link, NavLink, Outlet, useLocation} from 'react-router';
import {Failed, Loading} from '../parts/states';
import {useTexts} from '../i18n/language';
import {texts} from './messages';
import {navigation} from './sections';
import {useSession} from './session';
import {Settings} from './settings';
import {Titles} from './titles';

// Not needed by who is in.
const SignIn = lazy(async () => ({default: (await import('./sign_in')).SignIn}));
const NoRole = lazy(async () => ({default: (await import('./no_role')).NoRole}));
const AgainDialog = lazy(async () => ({default: (await import('../oidc/again_dialog')).AgainDialog}));

export function Frame() {
  const t = useTexts(texts);
  const session = useSession();
  const nobody = session.caller?.authenticates === true && session.caller.roles.length === 0;
  const main = useRef<HTMLElement>(null);
  const {pathname} = useLocation();
  const before = useRef(pathname);
  // Another screen: whoever reads by keyboard or ear begins at its top. `/` only leads on to the first one.
  useEffect(() => {
    const from = before.current;
    before.current = pathname;
    if (from === pathname || from === '/') return;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="top">
        <Link className="brand" to="/" aria-label={t.product}>
          <img src="/bell.svg" alt="" width="28" height="28" />
          <span>{t.product}</span>
        </Link>
        {session.state === 'in' && !nobody ? (
          <nav aria-label={t.menu}>
            {navigation.filter(({needs}) => session.may(needs ?? 'read')).map((entry) => (
              <NavLink key={entry.path} to={entry.path}>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                  <path d={entry.mark} />
                </svg>
                <span>{entry.name(t)}</span>
              </NavLink>
            ))}
          </nav>
        ) : null}
        <Settings />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {session.state === 'asking' ? <Loading lines={5} /> : null}
        <Suspense fallback={<Loading lines={5} />}>
          {session.state === 'out' ? <SignIn /> : null}
          {session.state === 'in' && nobody ? <NoRole /> : null}
        </Suspense>
        {session.state === 'failed' && session.failure ? (
          <>
            <h1 className="visually-hidden">{t.product}</h1>
            <Failed failure={session.failure} again={session.again} />
          </>
        ) : null}
        {session.state === 'in' && !nobody ? (
          <Titles>
            <Outlet />
          </Titles>
        ) : null}
      </main>
      <Suspense>{session.ended ? <AgainDialog /> : null}</Suspense>
    </div>
  );
}
