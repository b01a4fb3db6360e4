// One signal to move: a slider, a switch of two, or words to choose from.
import {memo} from 'react';
import {Button, Label, Slider, SliderOutput, SliderThumb, SliderTrack} from 'react-aria-components';
import {useFormats} from '../i18n/formats';
import {useTexts} from '../i18n/language';
import {words} from '../parts/band';
import {Choice} from '../parts/fields';
import {texts} from './texts/what_if';
import type {Control, Value} from './what_if';

const unknown = '?';

export const WhatIfControl = memo(function WhatIfControl({control, value, onChange}: {
  control: Control;
  // Undefined: as it is.
  value: Value | undefined;
  // `signal` is the control's.
  onChange: (signal: string, value: Value | undefined) => void;
}) {
  const t = useTexts(texts);
  const formats = useFormats();
  const held = value ?? control.now;
  const changed = value !== undefined && value !== control.now;
  const name = words(control.signal);
  if (control.kind !== 'number') {
    const options = control.kind === 'flag' ? ['true', 'false'] : control.words;
    const named = (word: string) => (control.kind === 'flag' ? (word === 'true' ? t.yes : t.no) : words(word));
    return (
      <div className={`control ${changed ? 'changed' : ''}`}>
        <Choice
          label={name}
          {...(control.description ? {about: control.description} : {})}
          value={held === undefined ? unknown : String(held)}
          options={[
            ...(control.now === undefined ? [{id: unknown, name: t.missing}] : []),
            ...options.map((id) => ({id, name: named(id)})),
          ]}
          onChange={(id) => onChange(control.signal, id === unknown ? undefined : control.kind === 'flag' ? id === 'true' : id)}
        />
      </div>
    );
  }
  const shown = typeof held === 'number' ? formats.number(held, 2) : t.missing;
  return (
    <div className={`control ${changed ? 'changed' : ''}`}>
      <Slider
        className="slider"
        value={typeof held === 'number' ? held : control.low}
        minValue={control.low}
        maxValue={control.high}
        step={control.step}
        onChange={(next) => onChange(control.signal, typeof next === 'number' ? next : next[0])}
      >
        <Label>{name}</Label>
        <SliderOutput>
          {shown} {control.unit}
          {changed && typeof control.now === 'number' ? (
            <span className="quiet-text"> ({formats.number(control.now, 2)})</span>
          ) : null}
        </SliderOutput>
        {control.description ? <span className="about">{control.description}</span> : null}
        <SliderTrack className="slider-track">
          <SliderThumb className={`slider-thumb ${held === undefined ? 'unset' : ''}`} />
        </SliderTrack>
      </Slider>
      {changed ? (
        <Button className="button quiet icon" aria-label={`${t.reset}: ${name}`} onPress={() => onChange(control.signal, undefined)}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 8h8a5 5 0 0 1 0 10H8M6 8l4-4M6 8l4 4" />
          </svg>
        </Button>
      ) : null}
    </div>
  );
});
