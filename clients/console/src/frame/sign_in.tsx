// Signing in by a token that the server's access file or its OIDC issuer knows.
import {useState} from 'react';
import {Button, Form} from 'react-aria-components';
import {Field} from '../parts/fields';
import {useTexts} from '../i18n/language';
import {usePageTitle} from './page_title';
import {texts} from './messages';
import {useSession} from './session';

export function SignIn() {
  const t = useTexts(texts);
  const session = useSession();
  const [token, setToken] = useState('');
  const [empty, setEmpty] = useState(false);
  usePageTitle(t.signInTitle);
  // What no header of a request can carry is no token: it would be kept, and every question would fail.
  const [odd, setOdd] = useState(false);
  const refused = (session.failure && !token) || odd ? t.tokenRefused : undefined;
  return (
    <div className="sign-in">
      <h1>{t.signInTitle}</h1>
      <Form
        className="card form"
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
    </div>
  );
}
