// What people call names of the pack, in the reader's language, where the pack says it; else the name itself. A name
// stays what is asked for, what addresses hold and what is saved.
import {createContext, useContext} from 'react';
import type {DeclaredTitle} from '../gen/bellwether/v1/declarations_pb';
import {apart} from './apart';
import {own} from './own';
import {words} from './tone';

// In the order of TitleKind, whose first is none.
const kinds = [
  '', 'segment', 'cadence', 'stage', 'severity', 'signal', 'milestone', 'tier', 'model', 'component', 'band', 'dimension',
  'playbook', 'person', 'metric',
] as const;
export type Kind = Exclude<(typeof kinds)[number], ''>;
export type TitleOf = (kind: Kind, name: string) => string;

export function titleOf(declared: readonly DeclaredTitle[]): TitleOf {
  const known = new Map(declared.map(({kind, name, title}) => [`${kinds[kind]} ${name}`, title]));
  return (kind, name) => apart(known.get(`${kind} ${name}`) ?? '') || words(name);
}

export const TitleContext = createContext(titleOf([]));

export function useTitle(): TitleOf {
  return useContext(TitleContext);
}

// Attributes of accounts whose words the pack has.
const attributes: Record<string, Kind> = {segment: 'segment', cadence: 'cadence', stage: 'stage'};

export function wordOf(title: TitleOf, attribute: string, word: string): string {
  const kind = own(attributes, attribute);
  return kind ? title(kind, word) : words(word);
}
