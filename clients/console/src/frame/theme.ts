// Light or dark: as the system says, or as was chosen. The choice is an attribute of the page, and
// src/styles/colours.css has both sets.
export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

const stored = 'bellwether.theme';

export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(stored);
    return themes.find((each) => each === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(stored, theme);
  } catch {
    // Until the page is closed.
  }
}
