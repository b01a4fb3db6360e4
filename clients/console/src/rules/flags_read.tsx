// All flags of the rules: what each says, when, how bad that is, and what follows.
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import type {Impact} from '../gen/bellwether/v1/impact_pb';
import type {FlagResult} from '../gen/bellwether/v1/outcomes_pb';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import {touched} from './counts_cell';
import {ruleColumns} from './rule_columns';
import {texts} from './texts/read';

export function FlagsRead({evaluation, impact}: {evaluation: Evaluation; impact: Impact | undefined}) {
  const t = useTexts(texts);
  if (evaluation.flags.length === 0) return null;
  const [says, ...rest] = ruleColumns<FlagResult>((flag) => flag.rule, t);
  const columns: Column<FlagResult>[] = [
    ...(says ? [says] : []),
    {key: 'severity', title: t.severity, cell: (flag) => <Band band={flag.severity} kind="severity" />, csv: (flag) => flag.severity},
    ...touched<FlagResult>(impact, (flag) => `flag.${flag.rule?.name ?? ''}`, t),
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
