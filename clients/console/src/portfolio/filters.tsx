// Which accounts are measured, on which day, and what they are held against. All of it is in the address.
import {Button} from 'react-aria-components';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DayField} from '../parts/day_field';
import {Choice} from '../parts/fields';
import {useTitle, wordOf} from '../parts/title';
import {attributes, spans, steps, type Attribute, type Shown} from './address';
import {texts} from './texts/portfolio';
import type {AttributeWords} from './use_words';

const everybody = '-';

export function Filters({shown, first, known, timed, onChange}: {
  shown: Shown;
  // The day on which the book begins; empty: it is not known.
  first: string;
  known: AttributeWords;
  // Whether the view looks back and compares.
  timed: boolean;
  onChange: (shown: Shown) => void;
}) {
  const t = useTexts(texts);
  const title = useTitle();
  const formats = useFormats();
  const name: Record<Attribute, string> = {segment: t.segment, csm: t.csm, industry: t.industry, source: t.source};
  const choose = (attribute: Attribute, word: string) => {
    const {[attribute]: _, ...others} = shown.where;
    onChange({...shown, where: word === everybody ? others : {...others, [attribute]: word}});
  };
  // What nobody has is no filter; segment and CSM are asked for by everybody.
  const offered = attributes.filter((each) => (known[each]?.length ?? 0) > 0 || shown.where[each] || each === 'segment' || each === 'csm');
  const optionsOf = (attribute: Attribute) => {
    const chosen = shown.where[attribute];
    const all = [...new Set([...(known[attribute] ?? []), ...(chosen ? [chosen] : [])])];
    return [{id: everybody, name: t.everybody}, ...all.map((id) => ({id, name: wordOf(title, attribute, id)}))];
  };
  const step = (months: number) => (months === 1 ? t.monthAgo : months === 12 ? t.yearAgo : t.monthsAgo(formats.number(months, 0)));
  const filtered = Object.keys(shown.where).length > 0 || shown.on !== '';
  return (
    <div className="filters portfolio-filters no-print" role="group" aria-label={t.filters}>
      <DayField label={t.on} value={shown.on} earliest={first} onChange={(on) => onChange({...shown, on})} />
      {offered.map((attribute) => (
        <Choice
          key={attribute}
          label={name[attribute]}
          value={shown.where[attribute] ?? everybody}
          options={optionsOf(attribute)}
          onChange={(word) => choose(attribute, word)}
        />
      ))}
      {timed ? (
        <>
          <Choice
            label={t.months}
            value={String(shown.months)}
            options={spans.map((months) => ({id: String(months), name: t.monthsOf(formats.number(months, 0))}))}
            onChange={(id) => onChange({...shown, months: spans.find((each) => String(each) === id) ?? 6})}
          />
          <Choice
            label={t.compare}
            value={String(shown.compare)}
            options={[{id: '0', name: t.nothing}, ...steps.map((months) => ({id: String(months), name: step(months)}))]}
            onChange={(id) => onChange({...shown, compare: steps.find((each) => String(each) === id) ?? 0})}
          />
        </>
      ) : null}
      <Button className="button quiet" isDisabled={!filtered} onPress={() => onChange({...shown, on: '', where: {}})}>
        {t.clear}
      </Button>
    </div>
  );
}
