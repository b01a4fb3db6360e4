// The signals of a pack that a form can hold, as things to move.
import {asDeclared} from '../account/declared';
import {nothing, type Control} from '../account/what_if';
import {SignalKind, type DeclaredSignal} from '../gen/bellwether/v1/declarations_pb';

// How far a slider goes where the pack sets no end.
const usual: Partial<Record<SignalKind, number>> = {
  [SignalKind.NUMBER]: 100, [SignalKind.RATIO]: 1, [SignalKind.COUNT]: 20, [SignalKind.DAYS]: 90, [SignalKind.MONEY]: 100_000,
};

export function controlOf(signal: DeclaredSignal, value: unknown): Control | undefined {
  const base = {...nothing, signal: signal.name, now: undefined, direct: true};
  const high = usual[signal.kind];
  if (high !== undefined) {
    const told = typeof value === 'number' ? value : 0;
    const [low, most] = [Math.min(0, told), Math.max(high, told)];
    const range = signal.range ?? {$typeName: 'bellwether.v1.DeclaredRange', min: low, max: most, whole: false};
    return asDeclared({...base, kind: 'number', low, high: most, step: most / 100}, {...signal, range});
  }
  if (signal.kind === SignalKind.BOOL) return asDeclared({...base, kind: 'flag'}, signal);
  if (signal.kind === SignalKind.ENUM) return asDeclared({...base, kind: 'words', words: signal.words}, signal);
  return undefined;
}
