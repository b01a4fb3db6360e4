// Everything that is wrong with the rules at hand, each leading to its line.
import {Link} from 'react-router';
import {DiagnosticSeverity, type PackDiagnostic} from '../gen/bellwether/v1/packs_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {apart} from '../parts/apart';
import {DataTable, type Column} from '../parts/data_table';
import {Section} from '../parts/section';
import type {Checked} from './judged';
import {editAddress} from './place';
import {texts} from './texts/edit';

export function ProblemsSection({checked, current, address = editAddress}: {
  checked: Checked | undefined;
  current: boolean;
  // Where a line of a file is shown.
  address?: (file: string, line: number) => string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const answer = checked?.answer;
  const place = (each: PackDiagnostic) => [apart(each.file), each.line || ''].filter(Boolean).join(':') || t.wholePack;
  const kind = (each: PackDiagnostic) =>
    each.allowedReason ? t.allowed : each.severity === DiagnosticSeverity.ERROR ? t.ERROR : t.WARNING;
  const columns: Column<PackDiagnostic>[] = [
    {
      key: 'where',
      title: t.where,
      cell: (each) => (each.file ? <Link to={address(each.file, each.line)}>{place(each)}</Link> : place(each)),
      csv: place,
    },
    {
      key: 'kind',
      title: t.kind,
      cell: (each) => <span className={`tag ${kind(each) === t.ERROR ? 'bad-tag' : ''}`}>{kind(each)}</span>,
      csv: kind,
    },
    {
      key: 'what',
      title: t.what,
      cell: (each) => (
        <span lang="en">
          {each.message}
          {each.hint ? <span className="quiet-text"> {each.hint}</span> : null}
          {each.allowedReason ? <span className="quiet-text"> {each.allowedReason}</span> : null}
        </span>
      ),
      csv: (each) => [each.message, each.hint, each.allowedReason].filter(Boolean).join(' '),
    },
  ];
  const told = !current ? t.checking : !answer ? '' : answer.diagnostics.length === 0 ? t.noProblems : '';
  const hint =
    answer && answer.diagnostics.length > 0
      ? t.problemsHint(formats.number(answer.errors), formats.number(answer.warnings))
      : undefined;
  return (
    <Section title={t.problems} id="problems" {...(hint ? {hint} : {})}>
      <p className={told ? 'quiet-text' : 'visually-hidden'} role="status">
        {told}
      </p>
      {answer && answer.diagnostics.length > 0 ? (
        <div className={current ? undefined : 'stale'}>
          <DataTable
            caption={t.problems}
            captionHidden
            columns={columns}
            rows={answer.diagnostics}
            rowKey={(each) => `${each.file}:${each.line}:${each.column}:${each.code}:${each.message}`}
            file="problems"
          />
        </div>
      ) : null}
    </Section>
  );
}
