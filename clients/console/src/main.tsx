import {createRoot} from 'react-dom/client';
import {App} from './app';
import {applyTheme, readTheme} from './frame/theme';
import {loadTexts} from './i18n/catalogue';
import {firstLanguage} from './i18n/language';
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
if (root) void loadTexts(firstLanguage()).then(() => createRoot(root).render(<App />));
