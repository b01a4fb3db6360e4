// How sure an outcome is, as the server says it, with its decision in the reader's words: "NOT_YET, whatever is
// missing." becomes "Not yet, whatever is missing."
import {words} from '../parts/band';

export function confidenceText(said: string, names: Readonly<Record<string, unknown>>): string {
  const told = (name: string) => (typeof names[name] === 'string' ? names[name] : name);
  const text = words(said.replace(/\b[A-Z]+(?:_[A-Z]+)*\b/g, told));
  return text.charAt(0).toUpperCase() + text.slice(1);
}
