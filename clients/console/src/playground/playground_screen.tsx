// Rules and an account to try, without a server: both are texts of this page, and the engine answers in the browser.
import {useEffect, useMemo, useState} from 'react';
import {Button} from 'react-aria-components';
import {useLocation, useSearchParams} from 'react-router';
import {readDay, writeDay} from '../account/moments';
import {usePageTitle} from '../frame/page_title';
import type {PackDiagnostic} from '../gen/bellwether/v1/packs_pb';
import {useLanguage, useTexts} from '../i18n/language';
import {Empty, Loading} from '../parts/states';
import {TitleContext, titleOf} from '../parts/title';
import {CodeEditor} from '../rules/code_editor';
import {FileList} from '../rules/file_list';
import {FileTools} from '../rules/file_tools';
import {ChooseFiles} from '../rules/open_pack';
import type {TextFile} from '../rules/pack_files';
import {ProblemsSection} from '../rules/problems_section';
import {AccountSection} from './account_section';
import {AnswerSections} from './answer_section';
import {exampleAccount, exampleFiles} from './example';
import {texts} from './texts';
import {packed, useEngine, type Tried} from './use_engine';

// Outlives the screen, and ends with the tab.
let kept: {files: readonly TextFile[]; account: string} = {files: exampleFiles, account: exampleAccount};
const none: readonly PackDiagnostic[] = [];
const nobody: readonly never[] = [];

function addressOf(file: string, line: number): string {
  return `/playground?${new URLSearchParams({file, ...(line > 0 ? {line: String(line)} : {})}).toString()}`;
}

export function PlaygroundScreen() {
  const t = useTexts(texts);
  usePageTitle(t.title);
  return (
    <div className="page">
      <h1>{t.title}</h1>
      {packed ? (
        <Bench />
      ) : (
        <div className="card">
          <Empty title={t.notPacked}>{t.notPackedHint}</Empty>
        </div>
      )}
    </div>
  );
}

function Bench() {
  const t = useTexts(texts);
  const {language} = useLanguage();
  const [address, setAddress] = useSearchParams();
  const {key} = useLocation();
  const [{files, account}, setTexts] = useState(kept);
  useEffect(() => {
    kept = {files, account};
  }, [files, account]);
  const [today] = useState(() => writeDay(new Date()));
  const on = readDay(address.get('on') ?? '') ? (address.get('on') ?? today) : today;
  const tried = useMemo<Tried>(() => ({files, account, day: readDay(on) ?? new Date(), language}), [files, account, on, language]);
  const {said, failure} = useEngine(tried);
  const declared = said?.declared?.titles;
  const title = useMemo(() => titleOf(declared ?? []), [declared]);
  const named = address.get('file');
  const file = files.find((each) => each.name === named) ?? files.find((each) => /^pack\.ya?ml$/.test(each.name)) ?? files[0];
  const diagnostics = said?.checked.diagnostics ?? none;
  const here = useMemo(() => diagnostics.filter((each) => each.file === file?.name && each.line > 0), [diagnostics, file?.name]);
  if (!file) return null;
  const change = (name: string, text: string) =>
    setTexts((before) => ({...before, files: before.files.map((each) => (each.name === name ? {...each, text} : each))}));
  const line = file.name === named ? Number(address.get('line') ?? 0) || 0 : 0;
  return (
    <>
      <p className="hint">{t.hint}</p>
      <div className="row">
        <ChooseFiles onOpen={(opened) => setTexts((before) => ({...before, files: opened}))} />
        <Button className="button" onPress={() => setTexts({files: exampleFiles, account: exampleAccount})}>
          {t.example}
        </Button>
      </div>
      <div className="workbench">
        <FileList files={files} shown={file.name} diagnostics={diagnostics} address={addressOf} />
        <section className="card bench" aria-label={t.file}>
          <FileTools file={file} onUndo={(name) => change(name, file.opened)} />
          <CodeEditor
            name={file.name}
            part={file.part}
            text={file.text}
            label={t.editor(file.name)}
            diagnostics={here}
            go={{line, key}}
            onChange={change}
          />
        </section>
      </div>
      <ProblemsSection
        checked={said && {version: 0, answer: said.checked, failure: undefined}}
        current={said?.tried.files === files}
        address={addressOf}
      />
      <AccountSection
        text={account}
        signals={said?.declared?.signals ?? nobody}
        problems={said?.tried.account === account ? said.problems : nobody}
        day={on}
        onDay={(day) => setAddress((before) => {
          const next = new URLSearchParams(before);
          if (day) next.set('on', day);
          else next.delete('on');
          return next;
        }, {replace: true})}
        onChange={(text) => setTexts((before) => ({...before, account: text}))}
      />
      {failure ? (
        <div className="notice bad" role="alert">
          {t.broken}: <span lang="en">{failure}</span> {t.brokenHint}
        </div>
      ) : null}
      {/* The rules here are their own. */}
      <TitleContext value={title}>{said ? <AnswerSections said={said} /> : failure ? null : <Loading lines={4} />}</TitleContext>
    </>
  );
}
