// No pack is open: it is being read from the server, or could not be, or somebody closed it. Files of the
// reader's own disk are read by the browser; nothing is sent yet.
import {useRef, useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Failure} from '../api/failure';
import {useTexts} from '../i18n/language';
import {Empty, Failed} from '../parts/states';
import {NoText, type TextFile} from './pack_files';
import {texts} from './texts/edit';
import {openOwn, readFiles, reopen} from './workspace';

export function OpenPack({failure, again}: {failure: Failure | undefined; again: () => void}) {
  const t = useTexts(texts);
  return (
    <section className="card" aria-label={t.openTitle}>
      {failure ? <Failed failure={failure} again={again} compact /> : null}
      <Empty title={t.openTitle}>
        <p>{t.open}</p>
        <ChooseFiles onOpen={openOwn}>
          {failure ? null : (
            <Button className="button primary" onPress={reopen}>
              {t.openActive}
            </Button>
          )}
        </ChooseFiles>
      </Empty>
    </section>
  );
}

export function ChooseFiles({onOpen, children}: {
  onOpen: (files: readonly TextFile[]) => void;
  // Other ways to open something, before these.
  children?: ReactNode;
}) {
  const t = useTexts(texts);
  const folder = useRef<HTMLInputElement>(null);
  const some = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState('');
  const open = (chosen: FileList | null) => {
    if (!chosen || chosen.length === 0) return;
    setWrong('');
    readFiles(chosen).then(
      (files) => (files ? onOpen(files) : setWrong(t.noPack)),
      (thrown: unknown) => setWrong(thrown instanceof NoText ? t.noText(thrown.message) : t.noPack),
    );
  };
  return (
    <>
      <div className="row">
        {children}
        <Button className="button" onPress={() => folder.current?.click()}>
          {t.openFolder}
        </Button>
        <Button className="button" onPress={() => some.current?.click()}>
          {t.openOne}
        </Button>
      </div>
      {/* Pressed by the buttons above, which keyboards reach. */}
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        {...{webkitdirectory: ''}}
        aria-label={t.openFolder}
        data-open="folder"
        onChange={(event) => open(event.target.files)}
      />
      <input
        ref={some}
        type="file"
        hidden
        multiple
        accept=".yaml,.yml"
        aria-label={t.openOne}
        data-open="files"
        onChange={(event) => open(event.target.files)}
      />
      <p role="alert" className="bad-text">
        {wrong}
      </p>
    </>
  );
}
