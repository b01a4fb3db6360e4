// The language of the console: English, Indonesian or Malay. Texts stand beside the screens that show
// them, each in all three languages: one that is missing does not compile.
import {createContext, useContext, useEffect, useMemo, useState, type ReactNode} from 'react';
import {I18nProvider} from 'react-aria-components';
import {apart} from '../parts/apart';

export const languages = ['en', 'id', 'ms'] as const;
export type Language = (typeof languages)[number];

// A text, or a function that makes one.
type Text = string | ((...given: never[]) => string);
type Texts = Record<string, Text>;
// The same names with other words, and the same things to put in.
type SameTexts<T> = {readonly [K in keyof T]: T[K] extends string ? string : T[K]};

export interface Catalogue<T> {
  en: T;
  id: SameTexts<NoInfer<T>>;
  ms: SameTexts<NoInfer<T>>;
}

// What is put into a text may be of anybody: it does not turn the words around it.
function guarded(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? text : (...given: never[]) => text(...(given.map((each) => (typeof each === 'string' ? apart(each) : each)) as never[])),
    ]),
  );
}

export function catalogue<const T extends Texts>(texts: Catalogue<T>): Record<Language, SameTexts<T>> {
  return {en: guarded(texts.en), id: guarded(texts.id), ms: guarded(texts.ms)} as unknown as Record<Language, SameTexts<T>>;
}

// Tags by which dates and numbers are written.
const locales: Record<Language, string> = {en: 'en-GB', id: 'id-ID', ms: 'ms-MY'};

const stored = 'bellwether.language';

function firstLanguage(): Language {
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
        setLanguage(next);
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
