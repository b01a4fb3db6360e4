// A fact as people read it.
import {timestampDate} from '@bufbuild/protobuf/wkt';
import {MissingReason, type FactValue} from '../gen/bellwether/v1/explanation_pb';
import type {Formats} from '../i18n/formats';
import {words} from '../parts/band';
import {missingTexts} from './texts/missing';

export function factText(value: FactValue | undefined, formats: Formats, yes: string, no: string): string {
  const held = value?.value;
  switch (held?.case) {
    case 'number':
      return formats.number(held.value, 3);
    case 'flag':
      return held.value ? yes : no;
    case 'text':
      return words(held.value);
    case 'time':
      return formats.day(timestampDate(held.value));
    case 'points':
      return `${formats.number(held.value)} ●`;
    default:
      return '';
  }
}

type MissingTexts = (typeof missingTexts)['en'];

export function missingText(reason: MissingReason, texts: MissingTexts): string {
  const name = MissingReason[reason] as keyof MissingTexts | undefined;
  return (name && texts[name]) || texts.UNSPECIFIED;
}
