// A pack, changed in the browser: its files, what is wrong with them while they are typed, what they would
// do to the accounts, its tests, and their activation.
import {useMemo, useState} from 'react';
import {useLocation, useSearchParams} from 'react-router';
import {useAnswer} from '../api/use_answer';
import {usePageTitle} from '../frame/page_title';
import type {PackDiagnostic} from '../gen/bellwether/v1/packs_pb';
import {useTexts} from '../i18n/language';
import {Failed, Loading} from '../parts/states';
import {ActivateBar} from './activate_bar';
import {CodeEditor} from './code_editor';
import {FileList} from './file_list';
import {FileTools} from './file_tools';
import {ImpactSection} from './impact_section';
import {useCheck, useImpact} from './judged';
import {OpenPack} from './open_pack';
import {isChanged, type TextFile} from './pack_files';
import {ProblemsSection} from './problems_section';
import {useActivePacks} from './rules_screen';
import {servedFiles} from './served_files';
import {TestsSection} from './tests_section';
import {texts} from './texts/edit';
import {texts as common} from './texts/rules';
import {changeText, openServed, useWorkspace} from './workspace';

const nothing: readonly PackDiagnostic[] = [];

export function EditScreen() {
  const t = useTexts(common);
  usePageTitle(`${t.title}: ${t.edit}`);
  const {files, served, closed} = useWorkspace();
  const digest = useActivePacks().active?.digest ?? '';
  // The rules that answer are opened unasked, and others that answer since in their place, as long as
  // nothing is changed and nobody chose other files.
  const wanted = digest !== served && (files.length === 0 ? !closed : served !== '' && !files.some(isChanged)) ? digest : '';
  const reading = useAnswer(
    async (signal) => {
      if (wanted) openServed(wanted, await servedFiles(wanted, signal));
    },
    [wanted],
  );
  if (files.length > 0) return <Opened />;
  return wanted && !reading.failure ? <Loading lines={10} /> : <OpenPack failure={reading.failure} again={reading.again} />;
}

// The file that the address names; else the one that says what the pack is.
function chosen(files: readonly TextFile[], name: string): TextFile | undefined {
  return files.find((file) => file.name === name) ?? files.find((file) => /^pack\.ya?ml$/.test(file.name)) ?? files[0];
}

function Opened() {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const {active} = useActivePacks();
  const [address] = useSearchParams();
  const {key} = useLocation();
  const checked = useCheck(workspace);
  const reckoning = useImpact(workspace, checked, active?.digest ?? '');
  // Said once, above everything, until the next change.
  const [done, setDone] = useState('');
  const file = chosen(workspace.files, address.get('file') ?? '');
  const diagnostics = checked?.answer?.diagnostics ?? nothing;
  const here = useMemo(() => diagnostics.filter((each) => each.file === file?.name && each.line > 0), [diagnostics, file?.name]);
  if (!file) return null;
  const line = file.name === address.get('file') ? Number(address.get('line') ?? 0) || 0 : 0;
  const current = checked?.version === workspace.version;
  return (
    <>
      <ActivateBar workspace={workspace} checked={checked} current={current} done={done} onDone={setDone} />
      <div className="workbench">
        <FileList files={workspace.files} shown={file.name} diagnostics={diagnostics} />
        <section className="card bench" aria-label={t.file}>
          <FileTools file={file} />
          <CodeEditor
            name={file.name}
            part={file.part}
            text={file.text}
            label={t.editor(file.name)}
            diagnostics={here}
            go={{line, key}}
            onChange={(name, text) => {
              setDone('');
              changeText(name, text);
            }}
          />
          <p className="hint">{t.keys}</p>
        </section>
      </div>
      {checked?.failure ? <Failed failure={checked.failure} compact /> : null}
      <ProblemsSection checked={checked} current={current} />
      <ImpactSection checked={checked} current={current} reckoning={reckoning} active={active?.digest ?? ''} />
      <TestsSection workspace={workspace} />
    </>
  );
}
