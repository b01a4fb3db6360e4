// Language, appearance, signing out: a small dialog under the gear.
import {useState} from 'react';
import {Button, Dialog, DialogTrigger, Popover} from 'react-aria-components';
import {CallerRole, type GetCallerResponse} from '../gen/bellwether/v1/caller_pb';
import {languages, useLanguage, useTexts, type Language} from '../i18n/language';
import {Choice} from '../parts/fields';
import {texts} from './messages';
import {useSession} from './session';
import {applyTheme, readTheme, type Theme} from './theme';

const names: Record<Language, string> = {en: 'English', id: 'Bahasa Indonesia', ms: 'Bahasa Melayu'};

function Who({caller}: {caller: GetCallerResponse}) {
  const t = useTexts(texts);
  const named: Record<CallerRole, string> = {
    [CallerRole.UNSPECIFIED]: '',
    [CallerRole.SCORE]: t.mayScore,
    [CallerRole.READ]: t.mayRead,
    [CallerRole.ADMIN]: t.mayChange,
  };
  return (
    <div className="who">
      <b>{caller.name}</b>
      {caller.tenant ? <span className="quiet-text"> {caller.tenant}</span> : null}
      {caller.roles.length > 0 ? (
        <ul className="plain small">
          {caller.roles.map((role) => (
            <li key={role}>{named[role] || CallerRole[role]}</li>
          ))}
        </ul>
      ) : (
        <p className="small">{t.mayNothing}</p>
      )}
    </div>
  );
}

export function Settings() {
  const t = useTexts(texts);
  const {language, choose} = useLanguage();
  const session = useSession();
  const [theme, setTheme] = useState<Theme>(readTheme);
  return (
    <DialogTrigger>
      <Button className="button quiet icon" aria-label={t.settings}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4" />
        </svg>
      </Button>
      <Popover className="popover padded" placement="bottom end">
        <Dialog className="settings" aria-label={t.settings}>
          <Choice
            label={t.language}
            value={language}
            options={languages.map((id) => ({id, name: names[id]}))}
            onChange={(id) => choose(id as Language)}
          />
          <Choice
            label={t.theme}
            value={theme}
            options={[
              {id: 'system', name: t.system},
              {id: 'light', name: t.light},
              {id: 'dark', name: t.dark},
            ]}
            onChange={(id) => {
              setTheme(id as Theme);
              applyTheme(id as Theme);
            }}
          />
          {session.caller?.authenticates ? <Who caller={session.caller} /> : null}
          {session.signedIn ? (
            <Button className="button" onPress={session.signOut}>
              {t.signOut}
            </Button>
          ) : null}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
