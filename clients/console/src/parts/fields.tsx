// Fields of forms: a label, what to put in, and what is wrong with it.
import {
  FieldError, Input, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Button, Text, TextArea, TextField,
  type Key,
} from 'react-aria-components';
import {useId} from 'react';

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  // What is wrong with it; empty: nothing.
  error?: string | undefined;
  type?: 'text' | 'password' | 'date' | 'number' | 'search';
  required?: boolean;
  lines?: boolean;
  // Of the value, in characters.
  longest?: number;
  placeholder?: string;
  // Of dates and numbers.
  min?: string;
  max?: string;
  complete?: string;
  // To choose from while typing; anything else may be typed as well.
  suggestions?: readonly string[];
}

export function Field(props: TextProps) {
  const list = useId();
  const suggested = props.suggestions && props.suggestions.length > 0;
  const limits = {...(props.min ? {min: props.min} : {}), ...(props.max ? {max: props.max} : {})};
  return (
    <TextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      isRequired={props.required ?? false}
      isInvalid={Boolean(props.error)}
      validationBehavior="aria"
      autoComplete={props.complete ?? 'off'}
      {...(props.longest ? {maxLength: props.longest} : {})}
    >
      <Label>{props.label}</Label>
      {props.lines ? (
        <TextArea rows={3} />
      ) : (
        <Input type={props.type ?? 'text'} spellCheck={false} placeholder={props.placeholder ?? ''} {...limits} {...(suggested ? {list} : {})} />
      )}
      {suggested ? (
        <datalist id={list}>
          {props.suggestions?.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ) : null}
      {props.hint ? (
        <Text slot="description" className="hint">
          {props.hint}
        </Text>
      ) : null}
      <FieldError className="field-error">{props.error}</FieldError>
    </TextField>
  );
}

export function Choice({label, about, value, options, onChange}: {
  label: string;
  // What it means, below the label.
  about?: string;
  value: string;
  options: readonly {id: string; name: string}[];
  onChange: (id: string) => void;
}) {
  return (
    <Select className="field" value={value} onChange={(key: Key | null) => key !== null && onChange(String(key))}>
      <Label>{label}</Label>
      {about ? (
        <Text slot="description" className="about">
          {about}
        </Text>
      ) : null}
      <Button className="select">
        <SelectValue />
        <svg viewBox="0 0 10 6" aria-hidden="true">
          <path d="M1 1l4 4 4-4" />
        </svg>
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => <ListBoxItem className="option">{option.name}</ListBoxItem>}
        </ListBox>
      </Popover>
    </Select>
  );
}
