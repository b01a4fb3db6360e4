// How sure an outcome is, as the server says it, with its decision in words: "NOT_YET, whatever is missing." becomes
// "Not yet, whatever is missing."
import {useTexts, type Language} from '../i18n/language';
import {words} from '../parts/band';

export function confidenceText(said: string, names: Readonly<Record<string, unknown>>): string {
  const told = (name: string) => (typeof names[name] === 'string' ? names[name] : name);
  const text = words(said.replace(/\b[A-Z]+(?:_[A-Z]+)*\b/g, told));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Names = Readonly<Record<string, unknown>>;

export function useConfidence(texts: Record<Language, Names>): (said: string) => string {
  const names = useTexts(texts);
  return (said) => confidenceText(said, names);
}
