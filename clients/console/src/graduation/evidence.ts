// Which evidence of a graduation and an extension can be filled in by hand, and how: signals that their
// criteria, gates, requirements and reasons read, as the pack declares them. What a pack computes is none
// of it. Where declarations are not told, it is written as text, and the server says what it does not take.
import {asDeclared, type Declared} from '../account/declared';
import {bends, heldBy, nothing, range, type Control, type Value} from '../account/what_if';
import type {Account} from '../gen/bellwether/v1/account_pb';
import {SignalKind, type DeclaredSignal} from '../gen/bellwether/v1/declarations_pb';
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
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

// Undefined: it is not told by hand, such as values over time. `curve`: of a criterion that reads it.
function controlOf(declared: DeclaredSignal, now: Value | undefined, curve: string): Evidence | undefined {
  const base = {...nothing, signal: declared.name, now, direct: true};
  switch (declared.kind) {
    case SignalKind.BOOL:
      return asDeclared({...base, kind: 'flag'}, declared);
    case SignalKind.ENUM:
      return asDeclared({...base, kind: 'words'}, declared);
    case SignalKind.TEXT:
    case SignalKind.TIMESTAMP:
      return {signal: declared.name, kind: 'written'};
    case SignalKind.SERIES:
    case SignalKind.UNSPECIFIED:
      return undefined;
    default: {
      const known = declared.kind === SignalKind.RATIO ? [0, 1] : bends(curve);
      return asDeclared({...base, kind: 'number', ...range(declared.name, typeof now === 'number' ? now : undefined, known)}, declared);
    }
  }
}

// By signal.
export function evidenceOf(account: Account, evaluation: Evaluation, {signals}: Pick<Declared, 'signals'>): ReadonlyMap<string, Evidence> {
  const curves = new Map(
    (evaluation.graduation?.dimensions ?? []).flatMap((each) =>
      each.criteria.flatMap(({component}) => (component ? [[component.input, component.curve] as const] : [])),
    ),
  );
  const held = new Map(account.signals.map((signal) => [signal.name, heldBy(signal)]));
  const missing = new Set(evaluation.data?.missing.map((each) => each.name));
  const found = new Map<string, Evidence>();
  for (const name of [...curves.keys(), ...rulesOf(evaluation).flatMap(readBy)]) {
    const signal = signals.get(name);
    const control = signal ? controlOf(signal, held.get(name), curves.get(name) ?? '') : undefined;
    if (control) found.set(name, control);
    else if (signals.size === 0 && missing.has(name)) found.set(name, {signal: name, kind: 'written'});
  }
  return found;
}

// The evidence that a rule rests on, by name.
export function readBy(rule: Rule | undefined): string[] {
  if (!rule) return [];
  return [...new Set([...rule.read.map((each) => each.name), ...rule.missing.map((each) => each.name)])];
}
