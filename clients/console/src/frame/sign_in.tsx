// Signing in: by the provider that the server names, or by a token that its access file or its issuer knows.
import {useEffect, useState} from 'react';
import {Button, Form} from 'react-aria-components';
import {Field} from '../parts/fields';
import {Loading} from '../parts/states';
import {useTexts} from '../i18n/language';
import {askProvider, type Provider} from '../oidc/provider';
import {SignInByProvider} from '../oidc/sign_in_by_provider';
import {TroubleNote} from '../oidc/trouble_note';
import {texts as providerTexts} from '../oidc/texts';
import {usePageTitle} from './page_title';
import {texts} from './messages';
import {useSession} from './session';

function TokenForm() {
  const t = useTexts(texts);
  const session = useSession();
  const [token, setToken] = useState('');
  const [empty, setEmpty] = useState(false);
  // What no header of a request can carry is no token: it would be kept, and every question would fail.
  const [odd, setOdd] = useState(false);
  const refused = (session.failure && !token) || odd ? t.tokenRefused : undefined;
  return (
    <Form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const trimmed = token.trim().replace(/^Bearer\s+/i, '');
        const fits = /^[\x21-\x7e]{1,8000}$/.test(trimmed);
        setEmpty(!trimmed);
        setOdd(trimmed !== '' && !fits);
        if (fits) session.signIn(trimmed);
      }}
    >
      <Field
        label={t.token}
        type="password"
        value={token}
        onChange={setToken}
        hint={t.signInHint}
        error={empty && !token ? t.tokenMissing : refused}
        required
      />
      <Button type="submit" className="button primary">
        {t.signIn}
      </Button>
    </Form>
  );
}

export function SignIn() {
  const t = useTexts(texts);
  const p = useTexts(providerTexts);
  const session = useSession();
  const [provider, setProvider] = useState<Provider | 'none'>();
  usePageTitle(t.signInTitle);
  useEffect(() => {
    let shown = true;
    void askProvider().then((told) => shown && setProvider(told ?? 'none'));
    return () => void (shown = false);
  }, []);
  return (
    <div className="sign-in">
      <h1>{t.signInTitle}</h1>
      {!provider ? <Loading lines={2} /> : null}
      {provider === 'none' ? (
        <div className="card">
          <TokenForm />
        </div>
      ) : null}
      {provider && provider !== 'none' ? (
        <>
          {session.trouble ? <TroubleNote trouble={session.trouble} name={provider.name} /> : null}
          <div className="card form">
            <SignInByProvider provider={provider} />
            {/* A refused token is told where it was pasted. */}
            <details open={session.failure !== undefined}>
              <summary>{p.byToken}</summary>
              <TokenForm />
            </details>
          </div>
        </>
      ) : null}
    </div>
  );
}
