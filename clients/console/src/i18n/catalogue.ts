// Texts in the console's languages. They stand beside the screens that show them, each in all languages: one that is
// missing does not compile. When the console is packed those in other languages than English go into a file for each
// (build/texts.ts), which is loaded before anything is shown in it.
import {loaders} from 'virtual:bellwether-texts';
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
function guarded<T extends object>(texts: T): T {
  const apartOf = (given: unknown) => (typeof given === 'string' ? apart(given) : given);
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'function' ? (...given: unknown[]): string => text(...given.map(apartOf)) : text,
    ]),
  ) as T;
}

// Texts are written without a name from outside of them.
export function catalogue<const T extends Texts>(texts: Catalogue<T>): Record<Language, SameTexts<T>> {
  return {en: guarded(texts.en), id: guarded(texts.id), ms: guarded(texts.ms)} as unknown as Record<Language, SameTexts<T>>;
}

const loaded: Partial<Record<Language, Record<string, readonly unknown[]>>> = {};

// What `catalogue` is packed as: the texts of `key` in another language are in its file, in the order of those in
// English, which are shown where it is not loaded.
export function catalogueOf<T extends object>(en: T, key: string): Record<Language, T> {
  const known: Partial<Record<Language, T>> = {en: guarded(en)};
  const of = (language: Language): T => {
    const texts = loaded[language]?.[key];
    if (!texts) return known.en ?? en;
    return (known[language] ??= guarded(Object.fromEntries(Object.keys(en).map((name, index) => [name, texts[index]])) as T));
  };
  return {
    en: known.en ?? en,
    get id() {
      return of('id');
    },
    get ms() {
      return of('ms');
    },
  };
}

// A language that cannot be loaded is shown as English.
export async function loadTexts(language: Language): Promise<void> {
  const load = loaders[language];
  if (!load || loaded[language]) return;
  try {
    loaded[language] = (await load()).default;
  } catch {
    // The server is gone: what is asked of it next says so.
  }
}
