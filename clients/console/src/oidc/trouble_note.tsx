// Why signing in did not work, and what to do about it.
import {useTexts} from '../i18n/language';
import {texts} from './texts';
import type {Trouble} from './trouble';

// `name`: of the provider.
export function TroubleNote({trouble: {kind, said}, name}: {trouble: Trouble; name: string}) {
  const t = useTexts(texts);
  const [title, help] = t[kind](name).split('\n');
  const note = kind === 'ended' || kind === 'stillThere';
  return (
    <div className={note ? 'notice' : 'notice bad'} role="alert">
      <b>{title}</b>
      <p>{help}</p>
      {said ? (
        <p className="small" lang="en">
          {said}
        </p>
      ) : null}
    </div>
  );
}
