import {lazy, Suspense} from 'react';
import {createRoot} from 'react-dom/client';
import {App} from './app';
import {applyTheme, readTheme} from './frame/theme';
import {loadTexts} from './i18n/catalogue';
import {firstLanguage, LanguageProvider} from './i18n/language';
import {handedOn} from './oidc/returned';
import './styles/colours.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/account.css';
import './styles/rules.css';
import './styles/alerts.css';
import './styles/graduation.css';
import './styles/print.css';

applyTheme(readTheme());
const root = document.getElementById('root');
const HandedOn = lazy(async () => ({default: (await import('./oidc/handed_on')).HandedOn}));

async function show(where: HTMLElement): Promise<void> {
  await loadTexts(firstLanguage());
  createRoot(where).render(
    handedOn ? (
      <LanguageProvider>
        <Suspense>
          <HandedOn />
        </Suspense>
      </LanguageProvider>
    ) : (
      <App />
    ),
  );
}

if (root) void show(root);
