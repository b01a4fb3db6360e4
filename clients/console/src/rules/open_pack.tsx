// Files of a pack from the reader's own disk. The browser reads them; nothing is sent yet.
import {useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {useTexts} from '../i18n/language';
import {Empty} from '../parts/states';
import type {TextFile} from './pack_files';
import {texts} from './texts/edit';
import {NoText, openPack, readFiles} from './workspace';

export function OpenPack() {
  const t = useTexts(texts);
  return (
    <section className="card" aria-label={t.openTitle}>
      <Empty title={t.openTitle}>
        <p>{t.open}</p>
        <ChooseFiles onOpen={openPack} main />
      </Empty>
    </section>
  );
}

export function ChooseFiles({onOpen, main}: {
  onOpen: (files: readonly TextFile[]) => void;
  // There is nothing else to do.
  main?: boolean;
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
        <Button className={main ? 'button primary' : 'button'} onPress={() => folder.current?.click()}>
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
