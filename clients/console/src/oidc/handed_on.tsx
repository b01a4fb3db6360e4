// What is left in a window that brought an answer for another one, where the browser does not close it.
import {useTexts} from '../i18n/language';
import {texts} from './texts';

export function HandedOn() {
  const t = useTexts(texts);
  return (
    <main className="sign-in">
      <h1>{t.handedOnTitle}</h1>
      <p>{t.handedOn}</p>
    </main>
  );
}
