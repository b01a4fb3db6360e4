// What people decided about the account, newest first.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {ExtensionOutcome, type AccountDecision} from '../gen/bellwether/v1/decisions_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {DataTable, type Column} from '../parts/data_table';
import {texts} from './texts/extension';

type ExtensionTexts = (typeof texts)['en'];

export function decisionText(decision: AccountDecision, t: ExtensionTexts, number: (value: number) => string): string {
  const {about} = decision;
  switch (about.case) {
    case 'extension':
      return about.value.outcome === ExtensionOutcome.GRANTED ? t.wasGranted(number(about.value.days)) : t.wasRefused;
    case 'graduation':
      return t.wasGraduation;
    case 'escalation':
      return t.wasEscalation(about.value.escalation);
    default:
      return '';
  }
}

export function DecisionsTable({decisions, file}: {decisions: readonly AccountDecision[]; file: string}) {
  const t = useTexts(texts);
  const formats = useFormats();
  if (decisions.length === 0) return <p className="quiet-text">{t.noneDecided}</p>;
  const what = (decision: AccountDecision) => decisionText(decision, t, formats.number);
  const columns: Column<AccountDecision>[] = [
    {
      key: 'what',
      title: t.what,
      cell: (decision) => (
        <>
          {what(decision)}
          <div className="quiet-text small">{decision.reason}</div>
        </>
      ),
      csv: (decision) => `${what(decision)} (${decision.reason})`,
    },
    {key: 'who', title: t.who, cell: (decision) => decision.author, csv: (decision) => decision.author},
    {
      key: 'when',
      title: t.when,
      cell: (decision) => <span className="nowrap">{formats.time(decision.decidedAt)}</span>,
      csv: (decision) => (decision.decidedAt ? timestampDate(decision.decidedAt).toISOString() : ''),
    },
  ];
  return (
    <DataTable
      caption={t.decided}
      columns={columns}
      rows={[...decisions].reverse()}
      rowKey={(decision) => String(decision.number)}
      file={file}
    />
  );
}
