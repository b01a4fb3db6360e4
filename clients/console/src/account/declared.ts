// What the pack says of the signals that can be tried: between which values, in which unit, by which words; and of the
// bands that there are.
// Where it is not told (a pack that is not loaded any more, a role that may not look at packs), it stays
// as the score's curves have it.
import {createClient} from '@connectrpc/connect';
import {transport} from '../api/clients';
import {useAnswer} from '../api/use_answer';
import {SignalKind, type DeclaredSignal} from '../gen/bellwether/v1/declarations_pb';
import {RulesService} from '../gen/bellwether/v1/rules_pb';
import {roundUp, type Control} from './what_if';

const rules = createClient(RulesService, transport);

export interface Declared {
  signals: ReadonlyMap<string, DeclaredSignal>;
  // Of each health model, the best first.
  bands: ReadonlyMap<string, readonly string[]>;
}
const nothing: Declared = {signals: new Map(), bands: new Map()};

export function useDeclared(digest: string, segment: string, language: string): Declared {
  const {value} = useAnswer(
    async (signal) => {
      const {declarations} = await rules.getPack({pack: digest, declarations: {segment, language}}, {signal});
      return {
        signals: new Map((declarations?.signals ?? []).map((each) => [each.name, each])),
        bands: new Map((declarations?.models ?? []).map((each) => [each.name, each.bands.map(({name}) => name)])),
      };
    },
    [digest, segment, language],
  );
  return value ?? nothing;
}

// Where a slider goes: as far as the pack allows, and on an open side as far as it went.
function ends(control: Control, {range, kind}: DeclaredSignal): Pick<Control, 'low' | 'high' | 'step'> {
  const now = typeof control.now === 'number' ? control.now : undefined;
  const low = Math.min(range?.min ?? control.low, now ?? Infinity);
  const high = Math.max(range?.max ?? control.high, now ?? -Infinity);
  if (high <= low) return {low: control.low, high: control.high, step: control.step};
  if (kind === SignalKind.RATIO && high <= 1) return {low, high, step: 0.01};
  const step = roundUp((high - low) / 200);
  return {low, high, step: range?.whole ? Math.max(1, step) : step};
}

export function asDeclared(control: Control, signal: DeclaredSignal | undefined): Control {
  if (!signal) return control;
  const said = {
    ...control,
    unit: signal.unit || control.unit,
    description: signal.description || control.description,
  };
  if (control.kind === 'number') return {...said, ...ends(control, signal)};
  if (control.kind === 'words' && signal.words.length > 0) return {...said, words: signal.words};
  return said;
}
