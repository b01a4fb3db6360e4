// Where the pack says something: leads to that line in the editor.
import {Link} from 'react-router';
import type {SourceLocation} from '../gen/bellwether/v1/explanation_pb';
import {useTexts} from '../i18n/language';
import {placeText} from '../parts/place_text';
import {texts} from './texts/rules';

export {placeText};

export function editAddress(file: string, line: number): string {
  return `/rules/edit?${new URLSearchParams({file, ...(line > 0 ? {line: String(line)} : {})}).toString()}`;
}

export function Place({location}: {location: SourceLocation | undefined}) {
  const t = useTexts(texts);
  if (!location) return null;
  return (
    <Link
      className="nowrap small"
      to={editAddress(location.file, location.line)}
      aria-label={t.place(location.file, String(location.line))}
    >
      {placeText(location)}
    </Link>
  );
}
