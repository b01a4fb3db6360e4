// The name of the file that is shown, and what can be done with it.
import {Button} from 'react-aria-components';
import {useTexts} from '../i18n/language';
import {saveFile} from '../parts/save_file';
import {isChanged, type TextFile} from './pack_files';
import {texts} from './texts/edit';
import {undoChanges} from './workspace';

function save(file: TextFile): void {
  saveFile(file.name.split('/').at(-1) ?? file.name, 'application/yaml;charset=utf-8', file.text);
}

export function FileTools({file, onUndo = undoChanges}: {file: TextFile; onUndo?: (name: string) => void}) {
  const t = useTexts(texts);
  return (
    <div className="section-head">
      <h2>
        {file.name} {isChanged(file) ? <span className="tag">{t.changedMark}</span> : null}
      </h2>
      <div className="row tight">
        <Button className="button small" isDisabled={!isChanged(file)} onPress={() => onUndo(file.name)}>
          {t.undo}
        </Button>
        <Button className="button small" onPress={() => save(file)}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}
