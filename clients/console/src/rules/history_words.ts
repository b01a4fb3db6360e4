// What happened to a label, as the texts of the history say it.
import {ActivationOutcome, type Activation} from '../gen/bellwether/v1/activations_pb';
import {packWords} from './pack_words';
import type {texts} from './texts/history';

type HistoryTexts = (typeof texts)['en'];

export function whatHappened(activation: Activation, t: HistoryTexts, time: (activation: Activation) => string): string {
  const to = packWords(activation.to);
  const from = packWords(activation.from);
  const label = activation.label && activation.label !== 'active' ? ` (${t.label(activation.label)})` : '';
  const said = (): string => {
    switch (activation.outcome) {
      case ActivationOutcome.ACTIVATED:
        if (!from) return t.ACTIVATED_FIRST(to);
        return activation.isRollback ? t.ROLLED_BACK(to, from) : t.ACTIVATED(to, from);
      case ActivationOutcome.PENDING:
        return t.PENDING(to, time(activation));
      case ActivationOutcome.UNCHANGED:
        return t.UNCHANGED(to);
      case ActivationOutcome.SOURCE_CHANGED:
        return t.SOURCE_CHANGED(to);
      default:
        return t.UNSPECIFIED(to);
    }
  };
  return said() + label;
}
