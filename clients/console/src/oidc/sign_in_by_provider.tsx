// The button that leads to the provider.
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {useTexts} from '../i18n/language';
import type {Provider} from './provider';
import {texts} from './texts';
import {Trouble} from './trouble';
import {TroubleNote} from './trouble_note';

export function SignInByProvider({provider}: {provider: Provider}) {
  const t = useTexts(texts);
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const {begin} = await import('./flow');
      await begin(provider);
    } catch (thrown) {
      setTrouble(thrown instanceof Trouble ? thrown : new Trouble('unanswered'));
    } finally {
      // The browser may come back to this page as it was left.
      setBusy(false);
    }
  };
  return (
    <>
      <Button className="button primary" onPress={() => void go()} isDisabled={busy}>
        {t.signInWith(provider.name)}
      </Button>
      <p className="hint">{t.leadsThere}</p>
      {trouble ? <TroubleNote trouble={trouble} name={provider.name} /> : null}
    </>
  );
}
