// Names of an answer as people read them: the title that the server says in their language, or the name.
import {words} from '../parts/band';
import {wordOf, type TitleOf} from '../parts/title';

export function saidName({title, name}: {title: string; name: string}): string {
  return words(title || name);
}

// A group that the server made, as of numbers between edges, has a title of its own; another is a word of accounts.
export function groupName(titleOf: TitleOf, attribute: string, {title, key}: {title: string; key: string}): string {
  return title && title !== key ? words(title) : wordOf(titleOf, attribute, key);
}
