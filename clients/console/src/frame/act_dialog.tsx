// A dialog in which somebody does something that is kept with their name and their reason: who, why, and
// whatever else it needs.
import {useState, type ReactNode} from 'react';
import {catalogue, useTexts} from '../i18n/language';
import {Field} from '../parts/fields';
import {FormDialog} from '../parts/form_dialog';
import {AuthorField, useAuthor} from './author';

const texts = catalogue({
  en: {cancel: 'Cancel'},
  id: {cancel: 'Batal'},
  ms: {cancel: 'Batal'},
});

// What the server takes, in bytes; characters of these languages are one each.
const longestReason = 1000;

// For the context of a changing call. `author` is empty where the server knows the caller.
export interface Acting {
  author: string;
  reason: string;
}

export interface ReasonWords {
  label: string;
  hint?: string;
  // It must be given, and this is said where it is not.
  missing?: string;
}

export function ActDialog({title, confirm, danger, reason: words, onAct, onClose, children}: {
  title: string;
  confirm: string;
  danger?: boolean;
  reason: ReasonWords;
  // Does it. `false`: something else is missing, and `children` say what; a failure is shown in the dialog.
  onAct: (acting: Acting) => Promise<boolean>;
  // Closed, done or not.
  onClose: (done: boolean) => void;
  // What stands before the reason. `tried`: somebody went on, so what is missing is to be said.
  children?: (tried: boolean) => ReactNode;
}) {
  const t = useTexts(texts);
  const author = useAuthor();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const lacksReason = words.missing !== undefined && !reason.trim();
  return (
    <FormDialog
      title={title}
      confirm={confirm}
      cancel={t.cancel}
      {...(danger ? {danger} : {})}
      onClose={onClose}
      onConfirm={async () => {
        setTried(true);
        if (lacksReason || !author.complete) return false;
        return onAct({author: author.name, reason: reason.trim()});
      }}
    >
      {children?.(tried)}
      <Field
        label={words.label}
        {...(words.hint ? {hint: words.hint} : {})}
        value={reason}
        onChange={setReason}
        error={tried && lacksReason ? words.missing : undefined}
        longest={longestReason}
        lines
        required={words.missing !== undefined}
      />
      <AuthorField author={author} tried={tried} />
    </FormDialog>
  );
}
