// What the navigation leads to, in its order. A screen is listed here and in src/app.tsx when it is there.
import {engine} from 'virtual:playground';
import type {useTexts} from '../i18n/language';
import type {texts} from './messages';
import type {Role} from './session';

type FrameTexts = ReturnType<typeof useTexts<(typeof texts)['en']>>;

export interface NavigationEntry {
  path: string;
  // Who lacks the role is not led there. Absent: read.
  needs?: Role;
  name: (texts: FrameTexts) => string;
  // Path of a 24 × 24 drawing in lines.
  mark: string;
}

// A console that was packed without the engine leads nobody to its playground.
const tried: NavigationEntry = {path: '/playground', name: (t) => t.playground, mark: 'M10 3v6L4 20h16l-6-11V3M8 3h8M7 15h10'};

export const navigation: readonly NavigationEntry[] = [
  {path: '/portfolio', name: (t) => t.portfolio, mark: 'M4 20V4M4 20h16M8 16l4-5 3 3 5-7'},
  {path: '/accounts', name: (t) => t.accounts, mark: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6'},
  {path: '/rules', name: (t) => t.rules, mark: 'M6 4h12v16H6zM9 8h6M9 12h6M9 16h3'},
  {path: '/alerts', name: (t) => t.alerts, mark: 'M6 17v-6a6 6 0 0 1 12 0v6l2 2H4zM10 21h4'},
  ...(engine ? [tried] : []),
];
