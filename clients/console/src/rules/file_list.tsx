// The files of the opened pack: which one is shown, which were changed, which have errors.
import {Link} from 'react-router';
import {DiagnosticSeverity, type PackDiagnostic} from '../gen/bellwether/v1/packs_pb';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {isChanged, type TextFile} from './pack_files';
import {editAddress} from './place';
import {texts} from './texts/edit';

export function FileList({files, shown, diagnostics, address = editAddress}: {
  files: readonly TextFile[];
  shown: string;
  diagnostics: readonly PackDiagnostic[];
  // Where a file is shown.
  address?: (file: string, line: number) => string;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const errors = (name: string) =>
    diagnostics.filter((each) => each.file === name && each.severity === DiagnosticSeverity.ERROR).length;
  return (
    <nav className="card file-list" aria-label={t.files}>
      {(['rules', 'tests'] as const).map((part) => {
        const of = files.filter((file) => file.part === part);
        if (of.length === 0) return null;
        return (
          <details key={part} open={part === 'rules' || files.find((file) => file.name === shown)?.part === 'tests'}>
            <summary>
              {t[part]} ({formats.number(of.length)})
            </summary>
            <ul className="plain">
              {of.map((file) => (
                <li key={file.name}>
                  <Link to={address(file.name, 0)} aria-current={file.name === shown ? 'true' : undefined}>
                    <span>{file.name}</span>
                    {isChanged(file) ? <span className="tag">{t.changedMark}</span> : null}
                    {errors(file.name) > 0 ? (
                      <span className="tag bad-tag">{t.errorMark(formats.number(errors(file.name)))}</span>
                    ) : null}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
}
