// How many accounts have which answer, a word and a number each.
import type {OutcomeImpact} from '../gen/bellwether/v1/impact_pb';
import {useFormats} from '../i18n/formats';
import {Band} from '../parts/band';
import {counts} from './preview';

export function Counts({outcome}: {outcome: OutcomeImpact | undefined}) {
  const formats = useFormats();
  return (
    <span className="row tight">
      {counts(outcome).map((each) => (
        <Band key={each.answer} band={each.answer.toLowerCase()} score={formats.number(each.accounts)} />
      ))}
    </span>
  );
}

export function countsText(outcome: OutcomeImpact | undefined): string {
  return counts(outcome)
    .map((each) => `${each.answer}: ${String(each.accounts)}`)
    .join('; ');
}
