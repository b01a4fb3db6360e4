// How many accounts have which answer, a word and a number each; and how many a rule touches.
import type {SourceLocation} from '../gen/bellwether/v1/explanation_pb';
import type {Impact, OutcomeImpact, RuleCount} from '../gen/bellwether/v1/impact_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band} from '../parts/band';
import type {Column} from '../parts/data_table';
import {counts} from './preview';
import {texts} from './texts/read';

type ReadTexts = (typeof texts)['en'];

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

// By its name; caps and floors have none of their own, and are found by where they stand.
export function ruleCount(impact: Impact, rule: string, at?: SourceLocation): RuleCount | undefined {
  return impact.rules.find(
    (each) => each.rule === rule && (!at || (each.location?.file === at.file && each.location.line === at.line)),
  );
}

// A column, once accounts were counted.
export function touched<Row>(
  impact: Impact | undefined,
  rule: (row: Row) => string,
  t: ReadTexts,
  at?: (row: Row) => SourceLocation | undefined,
): Column<Row>[] {
  if (!impact) return [];
  const count = (row: Row) => ruleCount(impact, rule(row), at?.(row));
  return [
    {
      key: 'accounts',
      title: t.accounts,
      cell: (row) => <Touched count={count(row)} />,
      csv: (row) => count(row)?.holds ?? '',
      number: true,
    },
  ];
}

function Touched({count}: {count: RuleCount | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (!count) return null;
  return (
    <>
      {formats.number(count.holds)}
      {count.unknown > 0 ? <span className="quiet-text small block">{t.unknown(formats.number(count.unknown))}</span> : null}
    </>
  );
}
