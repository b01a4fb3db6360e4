import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {DeclaredSignalSchema, SignalKind} from '../gen/bellwether/v1/declarations_pb';
import {asDeclared} from './declared';
import type {Control} from './what_if';

const control: Control = {
  signal: 'nps', description: '', unit: '', now: 20, direct: true, low: 0, high: 50, step: 1, words: [], kind: 'number',
};
const nps = create(DeclaredSignalSchema, {
  name: 'nps', kind: SignalKind.NUMBER, unit: 'points', description: 'How they like it', range: {min: -100, max: 100},
});

test('a slider goes as far as the pack allows', () => {
  expect(asDeclared(control, nps)).toMatchObject({low: -100, high: 100, step: 1, unit: 'points', description: 'How they like it'});
  expect(asDeclared(control, undefined)).toBe(control);
});

test('an open side stays as the curve has it, and what is known is within', () => {
  const hours = create(DeclaredSignalSchema, {kind: SignalKind.NUMBER, range: {min: 0}});
  expect(asDeclared({...control, now: 70}, hours)).toMatchObject({low: 0, high: 70});
  expect(asDeclared({...control, now: undefined}, create(DeclaredSignalSchema, {}))).toMatchObject({low: 0, high: 50});
});

test('whole numbers have whole steps, and shares hundredths', () => {
  const seats = create(DeclaredSignalSchema, {kind: SignalKind.COUNT, range: {min: 0, whole: true}});
  expect(asDeclared(control, seats).step).toBe(1);
  const share = create(DeclaredSignalSchema, {kind: SignalKind.RATIO, range: {min: 0, max: 1}});
  expect(asDeclared({...control, now: 0.4, high: 1}, share)).toMatchObject({low: 0, high: 1, step: 0.01});
});

test('words are those of the pack', () => {
  const mood = create(DeclaredSignalSchema, {kind: SignalKind.ENUM, words: ['good', 'so_so', 'bad']});
  expect(asDeclared({...control, kind: 'words', now: 'good', words: ['good', 'bad']}, mood).words).toEqual(['good', 'so_so', 'bad']);
});
