// The pack's own tests, run by the server as it does before it activates rules.
import {useState} from 'react';
import {Button} from 'react-aria-components';
import {failureOf, type Failure} from '../api/failure';
import type {PackProblem} from '../gen/bellwether/v1/activations_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {Section} from '../parts/section';
import {Failed} from '../parts/states';
import {activate} from './activation';
import {requestId} from './pack_words';
import {texts} from './texts/edit';
import type {Workspace} from './workspace';

interface Ran {
  version: number;
  held: number;
  warnings: readonly PackProblem[];
  failure: Failure | undefined;
}

export function TestsSection({workspace}: {workspace: Workspace}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [ran, setRan] = useState<Ran>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    const {files, version} = workspace;
    setBusy(true);
    try {
      const {activation, warnings} = await activate({files, reason: t.runTests, requestId: requestId(), expected: '', tried: true});
      setRan({version, held: activation?.testsHeld ?? 0, warnings, failure: undefined});
    } catch (thrown) {
      setRan({version, held: 0, warnings: [], failure: failureOf(thrown)});
    } finally {
      setBusy(false);
    }
  };
  const wrong = ran?.failure?.kind === 'refused' && ran.failure.problems.length > 0 ? ran.failure.problems : undefined;
  const said = busy
    ? t.running
    : !ran
      ? ''
      : wrong
        ? t.failed(formats.number(wrong.length))
        : ran.failure
          ? ''
          : ran.held > 0
            ? t.held(formats.number(ran.held))
            : t.heldNone;
  return (
    <Section
      title={t.testsTitle}
      hint={t.testsHint}
      id="tests"
      aside={
        <Button className="button" isDisabled={busy} onPress={() => void run()}>
          {t.runTests}
        </Button>
      }
    >
      <p role="status" className={said ? (wrong && !busy ? 'bad-text' : '') : 'visually-hidden'}>
        {said}
        {ran && !busy && ran.version !== workspace.version ? <span className="quiet-text"> {t.stale}</span> : null}
      </p>
      {wrong ? (
        <ul className="told" lang="en">
          {wrong.map((problem, index) => (
            <li key={index}>{problem.message}</li>
          ))}
        </ul>
      ) : null}
      {ran?.failure && !wrong ? <Failed failure={ran.failure} compact /> : null}
      {ran && ran.warnings.length > 0 ? (
        <details>
          <summary>
            {t.warnings} ({formats.number(ran.warnings.length)})
          </summary>
          <ul className="told" lang="en">
            {ran.warnings.map((warning, index) => (
              <li key={index}>
                {warning.place ? <code>{warning.place}</code> : null} {warning.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Section>
  );
}
