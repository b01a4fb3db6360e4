// Which signals of an account can be tried otherwise, and between which values, by what the score reads: the
// bends of a curve, the words of a mapping, the answers to a question. How the pack declares them comes on top
// (declared.ts). What the server does not take it refuses, and says the range.
import {create} from '@bufbuild/protobuf';
import {SignalSchema, type Account, type Signal} from '../gen/bellwether/v1/account_pb';
import type {HealthResult} from '../gen/bellwether/v1/evaluation_pb';
import type {Component} from '../gen/bellwether/v1/explanation_pb';
import type {Question} from '../gen/bellwether/v1/questions_pb';

export type Value = number | boolean | string;

export interface Control {
  signal: string;
  description: string;
  unit: string;
  // As known; undefined: missing.
  now: Value | undefined;
  // The score that is shown reads it itself.
  direct: boolean;
  // Of numbers.
  low: number;
  high: number;
  step: number;
  // Of texts.
  words: readonly string[];
  kind: 'number' | 'flag' | 'words';
}

function leaves(components: readonly Component[]): Component[] {
  return components.flatMap((each) => (each.components.length > 0 ? leaves(each.components) : [each]));
}

// Where a curve bends: "points 4:100 24:70 72:0", "linear 0.1 to 0.8"; a share where it is given × 100.
export function bends(curve: string): number[] {
  if (curve.startsWith('given')) return [0, 1];
  if (curve.startsWith('points')) return [...curve.matchAll(/(-?\d+(?:\.\d+)?):/g)].map((found) => Number(found[1]));
  if (curve.startsWith('linear')) return [...curve.matchAll(/-?\d+(?:\.\d+)?/g)].map((found) => Number(found[0]));
  return [];
}

export function mappedWords(curve: string): string[] {
  return curve.startsWith('map ') ? [...curve.matchAll(/([^\s:]+):/g)].map((found) => found[1] ?? '') : [];
}

// 1, 2 or 5 times a power of ten, at least `value`.
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= value - 1e-12) ?? value;
}

export function range(signal: string, now: number | undefined, known: readonly number[]): Pick<Control, 'low' | 'high' | 'step'> {
  const values = now === undefined ? [...known] : [...known, now];
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  if (highest <= 1 && lowest >= 0 && (/ratio|share/.test(signal) || known.includes(1))) return {low: 0, high: 1, step: 0.01};
  const high = highest > 0 ? roundUp(known.length > 0 ? highest : highest * 2) : 10;
  const whole = values.every(Number.isInteger) && high >= 5;
  const step = whole ? Math.max(1, roundUp(high / 200)) : roundUp(high / 200);
  return {low: lowest < 0 ? -roundUp(-lowest) : 0, high, step};
}

export function heldBy(signal: Signal): Value | undefined {
  const {value} = signal;
  switch (value.case) {
    case 'number':
    case 'flag':
    case 'text':
      return value.value;
    // As a source without types wrote it.
    case 'untyped':
      if (value.value === 'true' || value.value === 'false') return value.value === 'true';
      return /^-?\d+(\.\d+)?$/.test(value.value) ? Number(value.value) : value.value;
    default:
      return undefined;
  }
}

function ofQuestion(question: Question): Partial<Control> | undefined {
  const ranges = question.answers.flatMap((answer) => (answer.range ? [answer.range] : []));
  const words = ranges.flatMap((each) => each.words);
  if (ranges.some((each) => each.fromDate || each.toDate) || words.includes('not_yet')) return undefined;
  if (words.length > 0) {
    return words.every((word) => word === 'true' || word === 'false') ? {kind: 'flag'} : {kind: 'words', words};
  }
  const ends = ranges.flatMap((each) => [each.from, each.to]).filter((end): end is number => end !== undefined);
  return ends.length > 0 ? {kind: 'number', ...range(question.name, undefined, ends)} : undefined;
}

export const nothing = {description: '', unit: '', low: 0, high: 1, step: 0.01, words: [] as readonly string[]};

export function controls(account: Account, {components, questions}: HealthResult): Control[] {
  const found = new Map<string, Control>();
  const read = new Map(leaves(components).map((component) => [component.input, component.curve]));
  for (const signal of account.signals) {
    const now = heldBy(signal);
    if (now === undefined) continue;
    const curve = read.get(signal.name) ?? '';
    const base = {...nothing, signal: signal.name, now, direct: read.has(signal.name)};
    if (typeof now === 'boolean') found.set(signal.name, {...base, kind: 'flag'});
    else if (typeof now === 'number') found.set(signal.name, {...base, kind: 'number', ...range(signal.name, now, bends(curve))});
    else {
      const words = mappedWords(curve);
      if (words.length > 0) found.set(signal.name, {...base, kind: 'words', words: words.includes(now) ? words : [now, ...words]});
    }
  }
  for (const question of questions) {
    const told = ofQuestion(question);
    if (!told?.kind || found.has(question.name)) continue;
    const words = mappedWords(read.get(question.name) ?? '');
    found.set(question.name, {
      ...nothing,
      ...told,
      ...(words.length > 0 && told.kind === 'words' ? {words} : {}),
      kind: told.kind,
      signal: question.name,
      description: question.description,
      unit: question.unit,
      now: undefined,
      direct: true,
    });
  }
  return [...found.values()].sort((a, b) => Number(b.direct) - Number(a.direct));
}

export function signalOf(name: string, value: Value): Signal {
  const held: Signal['value'] =
    typeof value === 'number'
      ? {case: 'number', value}
      : typeof value === 'boolean'
        ? {case: 'flag', value}
        : {case: 'text', value};
  return create(SignalSchema, {name, value: held});
}

export interface PointsChange {
  path: string;
  before: number;
  after: number;
}

// Components whose points are others than before: the innermost ones, by how much they moved.
export function pointsChanges(before: HealthResult, after: HealthResult): PointsChange[] {
  const points = (health: HealthResult) => {
    const all = new Map<string, number>();
    const walk = (components: readonly Component[], prefix: string) => {
      for (const each of components) {
        const path = prefix ? `${prefix}.${each.name}` : each.name;
        if (each.components.length > 0) walk(each.components, path);
        else all.set(path, each.contribution);
      }
    };
    walk(health.components, '');
    return all;
  };
  const was = points(before);
  const is = points(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((path) => ({path, before: was.get(path) ?? 0, after: is.get(path) ?? 0}))
    .filter((change) => Math.abs(change.after - change.before) > 1e-9)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}
