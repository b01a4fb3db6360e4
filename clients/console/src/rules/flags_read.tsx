// All flags of the rules: what each says, when, how bad that is, and what follows.
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import type {Impact} from '../gen/bellwether/v1/impact_pb';
import type {FlagResult} from '../gen/bellwether/v1/outcomes_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {counts, outcomeOf} from './preview';
import {ruleColumns} from './rule_columns';
import {texts} from './texts/read';

export function FlagsRead({evaluation, impact}: {evaluation: Evaluation; impact: Impact | undefined}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (evaluation.flags.length === 0) return null;
  const count = (flag: FlagResult, answer: string) =>
    counts(outcomeOf(impact, `flag.${flag.rule?.name ?? ''}`)).find((each) => each.answer === answer)?.accounts ?? 0;
  const touched: Column<FlagResult> = {
    key: 'accounts',
    title: t.accounts,
    cell: (flag) => (
      <>
        {formats.number(count(flag, 'raised'))}
        {count(flag, 'not_evaluated') > 0 ? (
          <span className="quiet-text small block">{t.unknown(formats.number(count(flag, 'not_evaluated')))}</span>
        ) : null}
      </>
    ),
    csv: (flag) => count(flag, 'raised'),
    number: true,
  };
  const [says, ...rest] = ruleColumns<FlagResult>((flag) => flag.rule, t);
  const columns: Column<FlagResult>[] = [
    ...(says ? [says] : []),
    {key: 'severity', title: t.severity, cell: (flag) => <Band band={flag.severity} />, csv: (flag) => flag.severity},
    ...(impact ? [touched] : []),
    ...rest,
    {key: 'playbook', title: t.playbook, cell: (flag) => words(flag.playbook), csv: (flag) => flag.playbook},
  ];
  return (
    <Section title={t.flagsTitle} hint={t.flagsHint} id="flags">
      <DataTable
        caption={t.flagsTitle}
        captionHidden
        columns={columns}
        rows={evaluation.flags}
        rowKey={(flag) => flag.rule?.name ?? ''}
        file="flags"
      />
    </Section>
  );
}
