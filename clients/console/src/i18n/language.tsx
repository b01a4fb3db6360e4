// The language of the console: English, Indonesian or Malay.
import {createContext, useContext, useEffect, useMemo, useState, type ReactNode} from 'react';
import {I18nProvider} from 'react-aria-components';
import {languages, loadTexts, type Language} from './catalogue';

export {catalogue, catalogueOf, languages, type Catalogue, type Language} from './catalogue';

// Tags by which dates and numbers are written.
const locales: Record<Language, string> = {en: 'en-GB', id: 'id-ID', ms: 'ms-MY'};

const stored = 'bellwether.language';

// That was chosen here before, else that the browser asks for.
export function firstLanguage(): Language {
  let wanted: readonly string[] = globalThis.navigator?.languages ?? [];
  try {
    const kept = localStorage.getItem(stored);
    if (kept) wanted = [kept, ...wanted];
  } catch {
    // As the browser says.
  }
  for (const tag of wanted) {
    const found = languages.find((each) => tag.toLowerCase().split('-')[0] === each);
    if (found) return found;
  }
  return 'en';
}

interface LanguageState {
  language: Language;
  choose: (language: Language) => void;
}

const Context = createContext<LanguageState>({language: 'en', choose: () => undefined});

export function LanguageProvider({children, initial}: {children: ReactNode; initial?: Language}) {
  const [language, setLanguage] = useState<Language>(() => initial ?? firstLanguage());
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const state = useMemo<LanguageState>(
    () => ({
      language,
      choose: (next) => {
        void loadTexts(next).then(() => setLanguage(next));
        try {
          localStorage.setItem(stored, next);
        } catch {
          // Until the page is closed.
        }
      },
    }),
    [language],
  );
  return (
    <Context value={state}>
      <I18nProvider locale={locales[language]}>{children}</I18nProvider>
    </Context>
  );
}

export function useLanguage(): LanguageState {
  return useContext(Context);
}

export function useTexts<T>(texts: Record<Language, T>): T {
  return texts[useContext(Context).language];
}

export function useLocale(): string {
  return locales[useContext(Context).language];
}
