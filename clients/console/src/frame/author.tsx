// Who acts. A server that knows its callers by name wants no other name; one that takes anybody wants one,
// which is remembered for the tab.
import {useState} from 'react';
import {Field} from '../parts/fields';
import {catalogue, useTexts} from '../i18n/language';
import {useSession} from './session';

const texts = catalogue({
  en: {label: 'Your name', hint: 'Kept with what you do.', missing: 'Say who you are.'},
  id: {label: 'Nama Anda', hint: 'Disimpan bersama tindakan Anda.', missing: 'Sebutkan siapa Anda.'},
  ms: {label: 'Nama anda', hint: 'Disimpan bersama tindakan anda.', missing: 'Nyatakan siapa anda.'},
});

const stored = 'bellwether.author';

function remembered(): string {
  try {
    return sessionStorage.getItem(stored) ?? '';
  } catch {
    return '';
  }
}

export interface Author {
  // For `author` of a changing call: empty where the server knows the caller.
  name: string;
  change: (name: string) => void;
  asked: boolean;
  // Nothing more is needed.
  complete: boolean;
}

export function useAuthor(): Author {
  const {known} = useSession();
  const [name, setName] = useState(remembered);
  return {
    name: known ? '' : name.trim(),
    asked: !known,
    complete: known || name.trim() !== '',
    change: (next) => {
      setName(next);
      try {
        sessionStorage.setItem(stored, next);
      } catch {
        // Until the page is left.
      }
    },
  };
}

// The field for it; nothing where it is not asked. `tried`: somebody went on without it.
export function AuthorField({author, tried}: {author: Author; tried: boolean}) {
  const t = useTexts(texts);
  const [value, setValue] = useState(author.name);
  if (!author.asked) return null;
  return (
    <Field
      label={t.label}
      hint={t.hint}
      value={value}
      onChange={(next) => {
        setValue(next);
        author.change(next);
      }}
      error={tried && !author.complete ? t.missing : undefined}
      longest={128}
      complete="name"
      required
    />
  );
}
