// Flags that are raised, with what to do, and those of which nobody knows.
import type {Evaluation} from '../gen/bellwether/v1/evaluation_pb';
import {FlagState, type FlagResult, type Playbook} from '../gen/bellwether/v1/outcomes_pb';
import {civilDate, useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Band, words} from '../parts/band';
import {DataTable, type Column} from '../parts/data_table';
import {placeText} from '../parts/place_text';
import {Section} from '../parts/section';
import {useTitle} from '../parts/title';
import {texts} from './texts/flags';

export function FlagsSection({evaluation}: {evaluation: Evaluation}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const of = (state: FlagState) => evaluation.flags.filter((flag) => flag.state === state);
  const raised = of(FlagState.RAISED);
  const unknown = of(FlagState.NOT_EVALUATED);
  const clear = of(FlagState.CLEAR).length;
  const playbook = (name: string) => evaluation.playbooks.find((each) => each.name === name);
  return (
    <Section title={t.title} id="flags" {...(clear ? {hint: t.clear(formats.number(clear))} : {})}>
      {raised.length === 0 ? (
        <p className="quiet-text">{t.none}</p>
      ) : (
        <Flags flags={raised} playbook={playbook} title={t.title} file={`flags-${evaluation.accountId}`} />
      )}
      {unknown.length > 0 ? (
        <>
          <h3>{t.unknown}</h3>
          <p className="hint">{t.unknownHint}</p>
          <Flags flags={unknown} playbook={playbook} title={t.unknown} file={`flags-unknown-${evaluation.accountId}`} />
        </>
      ) : null}
    </Section>
  );
}

function Flags({flags, playbook, title, file}: {
  flags: readonly FlagResult[];
  playbook: (name: string) => Playbook | undefined;
  title: string;
  file: string;
}) {
  const t = useTexts(texts);
  const columns: Column<FlagResult>[] = [
    {
      key: 'severity',
      title: t.severity,
      cell: (flag) => <Band band={flag.severity} kind="severity" />,
      csv: (flag) => flag.severity,
    },
    {
      key: 'reason',
      title: t.reason,
      cell: (flag) => (
        <>
          {flag.rule?.reason || words(flag.rule?.name ?? '')}
          <div className="quiet-text small">
            {[
              flag.unanswered ? t.unanswered : '',
              flag.rule && flag.rule.missing.length > 0
                ? `${t.missing}: ${flag.rule.missing.map((each) => words(each.name)).join(', ')}`
                : '',
              flag.rule?.condition,
              flag.rule?.source,
              placeText(flag.rule?.location),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
      csv: (flag) => `${flag.rule?.name ?? ''}: ${flag.rule?.reason ?? ''}`,
    },
    {
      key: 'playbook',
      title: t.playbook,
      cell: (flag) => <Steps playbook={playbook(flag.playbook)} name={flag.playbook} />,
      csv: (flag) => flag.playbook,
    },
  ];
  return (
    <DataTable
      caption={title}
      captionHidden
      columns={columns}
      rows={flags}
      rowKey={(flag) => flag.rule?.name ?? ''}
      file={file}
    />
  );
}

function Steps({playbook, name}: {playbook: Playbook | undefined; name: string}) {
  const formats = useFormats();
  const title = useTitle();
  if (!playbook) return <>{title('playbook', name)}</>;
  return (
    <details>
      <summary>{title('playbook', playbook.name)}</summary>
      <ol className="steps">
        {playbook.steps.map((step, index) => (
          <li key={index}>
            {step.action}{' '}
            <span className="quiet-text">
              {[title('person', step.owner), step.due ? formats.day(civilDate(step.due)) : ''].filter(Boolean).join(', ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
