// A text that somebody sends elsewhere: to be changed, and copied by a button.
import {useEffect, useRef, useState} from 'react';
import {Button, Label, Text, TextArea, TextField} from 'react-aria-components';
import {catalogue, useTexts} from '../i18n/language';

const texts = catalogue({
  en: {copy: 'Copy', copied: 'Copied.', failed: 'The browser does not allow it. The text is selected: copy it by keyboard.'},
  id: {copy: 'Salin', copied: 'Tersalin.', failed: 'Browser tidak mengizinkannya. Teks sudah dipilih: salin dengan papan ketik.'},
  ms: {copy: 'Salin', copied: 'Disalin.', failed: 'Pelayar tidak membenarkannya. Teks telah dipilih: salin dengan papan kekunci.'},
});

// Lines that a text takes, about, so that all of it is seen.
function linesOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 70)), 0);
  return Math.min(24, Math.max(3, lines + 1));
}

export function CopyText({label, hint, text, onChange}: {
  label: string;
  hint?: string;
  // As it is proposed. Another one takes the place of what was typed.
  text: string;
  onChange?: (text: string) => void;
}) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(text);
  const [said, setSaid] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    setTyped(text);
    setSaid('');
  }, [text]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typed);
      setSaid(t.copied);
    } catch {
      area.current?.focus();
      area.current?.select();
      setSaid(t.failed);
    }
  };
  return (
    <div className="copy-text">
      <TextField
        className="field"
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setSaid('');
          onChange?.(next);
        }}
        autoComplete="off"
      >
        <Label>{label}</Label>
        {hint ? (
          <Text slot="description" className="hint">
            {hint}
          </Text>
        ) : null}
        <TextArea ref={area} className="no-print" rows={linesOf(typed)} spellCheck={false} />
      </TextField>
      <p className="print-only pre-line">{typed}</p>
      <div className="row tight">
        <Button className="button" onPress={() => void copy()} aria-label={`${t.copy}: ${label}`}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M9 9h11v11H9zM5 15H4V4h11v1" />
          </svg>
          {t.copy}
        </Button>
        <span role="status" className="quiet-text small">
          {said}
        </span>
      </div>
    </div>
  );
}
