// What the navigation leads to, in its order. A screen is listed here and in src/app.tsx when it is there.
import type {useTexts} from '../i18n/language';
import type {texts} from './messages';

type FrameTexts = ReturnType<typeof useTexts<(typeof texts)['en']>>;

export interface NavigationEntry {
  path: string;
  name: (texts: FrameTexts) => string;
  // Path of a 24 × 24 drawing in lines.
  mark: string;
}

export const navigation: readonly NavigationEntry[] = [
  {path: '/portfolio', name: (t) => t.portfolio, mark: 'M4 20V4M4 20h16M8 16l4-5 3 3 5-7'},
  {path: '/accounts', name: (t) => t.accounts, mark: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6'},
];
