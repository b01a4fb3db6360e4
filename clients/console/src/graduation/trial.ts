// What somebody tries on an account's graduation and extension, and what of it the server is asked:
// scores of dimensions given by hand, evidence in place of what is known, the day of the first value,
// days that are asked for. Nothing of it is kept.
import {create, type MessageInitShape} from '@bufbuild/protobuf';
import {readDay} from '../account/moments';
import {signalOf, type Value} from '../account/what_if';
import {own} from '../parts/own';
import {AccountSchema, SignalSchema, type EventDateSchema, type Signal} from '../gen/bellwether/v1/account_pb';

export interface Trial {
  // By dimension, 0 to 10.
  scores: ReadonlyMap<string, number>;
  // By signal.
  evidence: ReadonlyMap<string, Value>;
  // Signals of which nothing tells the type: as somebody wrote them.
  written: ReadonlyMap<string, string>;
  // A day; empty: as it is known.
  firstValue: string;
  // Of extension, from 1; empty: none in particular.
  days: string;
}

export const untried: Trial = {scores: new Map(), evidence: new Map(), written: new Map(), firstValue: '', days: ''};

export function wholeDays(text: string): number | undefined {
  const days = Number(text.trim());
  return /^\d+$/.test(text.trim()) && days >= 1 && days <= 3660 ? days : undefined;
}

export function isTried(trial: Trial): boolean {
  return (
    trial.scores.size > 0 || trial.evidence.size > 0 || trial.written.size > 0 ||
    readDay(trial.firstValue) !== undefined || wholeDays(trial.days) !== undefined
  );
}

// `key` set to `value`; undefined: as it is.
export function changed<T>(map: ReadonlyMap<string, T>, key: string, value: T | undefined): ReadonlyMap<string, T> {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

// Words that people write for true and false, in the languages of the console.
const truths: Record<string, string> = {
  yes: 'true', ya: 'true', no: 'false', tidak: 'false',
};

function writtenSignal(name: string, text: string): Signal {
  const value = text.trim();
  return create(SignalSchema, {name, value: {case: 'untyped', value: own(truths, value.toLowerCase()) ?? value}});
}

function eventOn(text: string): MessageInitShape<typeof EventDateSchema> | undefined {
  const day = readDay(text);
  if (!day) return undefined;
  return {
    state: {case: 'date', value: {year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate()}},
  };
}

// Of EvaluateAccountRequest.
export function supposed(trial: Trial) {
  const firstValueAt = eventOn(trial.firstValue);
  const requestedDays = wholeDays(trial.days);
  return {
    whatIf: [
      ...[...trial.evidence].map(([name, value]) => signalOf(name, value)),
      ...[...trial.written].filter(([, text]) => text.trim()).map(([name, text]) => writtenSignal(name, text)),
    ],
    whatIfFacts: create(AccountSchema, {
      dimensionScores: [...trial.scores].map(([dimension, score]) => ({dimension, score})),
      ...(firstValueAt ? {firstValueAt} : {}),
      ...(requestedDays ? {extension: {requestedDays}} : {}),
    }),
  };
}
