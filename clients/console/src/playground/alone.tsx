// The playground without a server of Bellwether: files that any web server hands out. Its addresses stand behind a #.
import {createRoot} from 'react-dom/client';
import {HashRouter} from 'react-router';
import {texts} from '../frame/messages';
import {Catch} from '../frame/catch';
import {Settings} from '../frame/settings';
import {applyTheme, readTheme} from '../frame/theme';
import {LanguageProvider, useTexts} from '../i18n/language';
import {PlaygroundScreen} from './playground_screen';
import '../styles/colours.css';
import '../styles/base.css';
import '../styles/frame.css';
import '../styles/parts.css';
import '../styles/account.css';
import '../styles/rules.css';
import '../styles/print.css';

// Addresses stand behind the #, so a link within the page is followed by hand.
function skip(event: {preventDefault: () => void}) {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Alone() {
  const t = useTexts(texts);
  return (
    <div className="frame">
      <a className="skip" href="#content" onClick={skip}>
        {t.skip}
      </a>
      <header className="top">
        <span className="brand">
          <img src="./bell.svg" alt="" width="28" height="28" />
          <span>Bellwether</span>
        </span>
        <Settings />
      </header>
      <main id="content" tabIndex={-1}>
        <PlaygroundScreen />
      </main>
    </div>
  );
}

applyTheme(readTheme());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <LanguageProvider>
      <HashRouter>
        <Catch>
          <Alone />
        </Catch>
      </HashRouter>
    </LanguageProvider>,
  );
}
