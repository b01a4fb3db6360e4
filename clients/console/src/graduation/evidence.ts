// Which evidence of a graduation and an extension can be filled in by hand, and how: signals that their
// criteria, gates, requirements and reasons read. No call tells how a pack declares its signals. What is
// known tells its type, and so do questions and curves; a name that a condition takes for an answer by
// itself is a yes or no. The rest is written as text, and the server says what it does not take.
import {bends, controlsOf, mappedWords, nothing, range, type Control} from '../account/what_if';
import type {Account} from '../gen/bellwether/v1/account_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import type {Component} from '../gen/bellwether/v1/explanation_pb';
import type {Rule} from '../gen/bellwether/v1/outcomes_pb';

export interface Written {
  signal: string;
  kind: 'written';
}

export type Evidence = Control | Written;

export function rulesOf(evaluation: Evaluation): Rule[] {
  const {graduation, extension} = evaluation;
  return [
    ...(graduation?.gates ?? []),
    ...(graduation?.requirements ?? []),
    ...(extension?.escalate ?? []),
    ...(extension?.extend ?? []),
  ].flatMap((each) => (each.rule ? [each.rule] : []));
}

// Whether a condition takes `name` alone for true or false: "signed_off && !doubt".
export function standsAlone(condition: string, name: string): boolean {
  const parts = condition.replace(/"[^"]*"|'[^']*'/g, '""').split(/&&|\|\||[()?]|(?<![<>=!]):/);
  return parts.some((part) => part.trim().replace(/^!\s*/, '') === name);
}

function ofCurve(component: Component): Control | undefined {
  const {input, curve} = component;
  const base = {...nothing, signal: input, now: undefined, direct: true};
  const words = mappedWords(curve);
  if (words.length > 0) {
    const flags = words.every((word) => word === 'true' || word === 'false');
    return flags ? {...base, kind: 'flag'} : {...base, kind: 'words', words};
  }
  if (curve.startsWith('points') || curve.startsWith('linear')) {
    return {...base, kind: 'number', ...range(input, undefined, bends(curve))};
  }
  // Shares and answers are both given × 100.
  if (curve === 'given × 100' || curve === 'tier points') {
    if (/ratio|share/.test(input)) return {...base, kind: 'number', ...range(input, undefined, [0, 1])};
    return curve === 'given × 100' ? {...base, kind: 'flag'} : undefined;
  }
  return undefined;
}

// By signal. What a pack computes is not in it, nor what cannot be told by hand, such as series.
export function evidenceOf(account: Account, evaluation: Evaluation): ReadonlyMap<string, Evidence> {
  const {graduation, extension, data} = evaluation;
  const components = (graduation?.dimensions ?? []).flatMap((each) =>
    each.criteria.flatMap((criterion) => (criterion.component ? [criterion.component] : [])),
  );
  const questions = [
    ...(graduation?.questions ?? []),
    ...(graduation?.readinessQuestions ?? []),
    ...(extension?.questions ?? []),
  ];
  const missing = new Set(data?.missing.map((each) => each.name));
  const found = new Map<string, Evidence>();
  for (const control of controlsOf(account, components, questions)) {
    if (control.now !== undefined || missing.has(control.signal)) found.set(control.signal, control);
  }
  for (const component of components) {
    if (!missing.has(component.input) || found.has(component.input)) continue;
    const control = ofCurve(component);
    if (control) found.set(component.input, control);
  }
  const rules = rulesOf(evaluation);
  for (const name of missing) {
    const alone = rules.some((rule) => standsAlone(rule.condition, name));
    if (found.get(name)?.kind !== 'flag' && alone) {
      found.set(name, {...nothing, signal: name, now: undefined, direct: true, kind: 'flag'});
    }
    const read = rules.some((rule) => rule.missing.some((each) => each.name === name));
    const criterion = components.some((component) => component.input === name);
    if (!found.has(name) && (read || criterion)) {
      found.set(name, {signal: name, kind: 'written'});
    }
  }
  return found;
}

// The evidence that a rule rests on, by name.
export function readBy(rule: Rule | undefined): string[] {
  if (!rule) return [];
  return [...new Set([...rule.read.map((each) => each.name), ...rule.missing.map((each) => each.name)])];
}
