// A day to look at. It counts once it is whole and rests, or when Enter is pressed or the field is left: who types a
// year goes through the year 2 first. A day that cannot be stays in the field, and is said to be none.
import {useEffect, useRef, useState} from 'react';
import {FieldError, Input, Label, Text, TextField} from 'react-aria-components';
import {readDay, writeDay} from '../account/moments';
import {useFormats} from '../i18n/formats';
import {catalogue, useTexts} from '../i18n/language';

const texts = catalogue({
  en: {range: (last: string) => `A day until ${last}.`, between: (from: string, last: string) => `A day from ${from} until ${last}.`},
  id: {range: (last: string) => `Hari sampai ${last}.`, between: (from: string, last: string) => `Hari dari ${from} sampai ${last}.`},
  ms: {range: (last: string) => `Hari hingga ${last}.`, between: (from: string, last: string) => `Hari dari ${from} hingga ${last}.`},
});

const restMs = 800;
const first = '1970-01-01';

// `value`: as 2026-03-01; empty: none. `onChange` is told of days from `earliest` until `latest` alone, or of none.
export function DayField({label, hint, value, earliest = '', latest = new Date(), onChange}: {
  label: string;
  hint?: string;
  value: string;
  // As it is written; none, if not given.
  earliest?: string;
  // Today, if not given.
  latest?: Date;
  onChange: (value: string) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [typed, setTyped] = useState(value);
  const last = writeDay(latest);
  const from = earliest || first;
  const begin = readDay(earliest);
  const [wrong, setWrong] = useState(false);
  // Who is told by then: what else is shown may have changed while a day rested.
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setTyped(value);
    setWrong(false);
  }, [value]);
  useEffect(() => () => clearTimeout(rest.current), []);
  const take = (day: string) => {
    clearTimeout(rest.current);
    const isDay = day === '' || (readDay(day) !== undefined && day >= from && day <= last);
    setWrong(!isDay);
    if (isDay && day !== value) told.current(day);
  };
  return (
    <TextField
      className="field"
      value={typed}
      onChange={(next) => {
        setTyped(next);
        setWrong(false);
        clearTimeout(rest.current);
        rest.current = setTimeout(() => take(next), restMs);
      }}
      onBlur={() => take(typed)}
      onKeyDown={(event) => event.key === 'Enter' && take(typed)}
      isInvalid={wrong}
      validationBehavior="aria"
      autoComplete="off"
    >
      <Label>{label}</Label>
      <Input type="date" min={from} max={last} />
      {hint ? (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="field-error">{begin ? t.between(formats.day(begin), formats.day(latest)) : t.range(formats.day(latest))}</FieldError>
    </TextField>
  );
}
