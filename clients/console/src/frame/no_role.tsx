// Somebody whom the server knows, and lets do nothing.
import {Button} from 'react-aria-components';
import {useTexts} from '../i18n/language';
import {texts} from './messages';
import {usePageTitle} from './page_title';
import {useSession} from './session';

export function NoRole() {
  const t = useTexts(texts);
  const session = useSession();
  usePageTitle(t.noRoleTitle);
  return (
    <div className="sign-in">
      <h1>{t.noRoleTitle}</h1>
      <div className="card form">
        <p>{t.noRoleWho(session.caller?.name ?? '')}</p>
        <p>{t.noRoleDo}</p>
        <Button className="button" onPress={session.signOut}>
          {t.signOut}
        </Button>
      </div>
    </div>
  );
}
