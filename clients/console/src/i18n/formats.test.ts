import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {MomentSchema} from '../gen/bellwether/v1/account_pb';
import {makeFormats, momentDate} from './formats';

test('numbers are written as the language writes them', () => {
  expect(makeFormats('en-GB').number(1234.56)).toBe('1,234.6');
  expect(makeFormats('id-ID').number(1234.56)).toBe('1.234,6');
  expect(makeFormats('ms-MY').number(1234.56)).toBe('1,234.6');
});

test('a sign is always there, but at nothing', () => {
  const {signed} = makeFormats('en-GB');
  expect([signed(2.25), signed(-2.25), signed(0)]).toEqual(['+2.3', '\u22122.3', '0.0']);
});

test('a civil date stays the day that it is', () => {
  const moment = create(MomentSchema, {at: {case: 'date', value: {year: 2026, month: 3, day: 1}}});
  expect(momentDate(moment)?.toISOString()).toBe('2026-03-01T00:00:00.000Z');
  expect(makeFormats('en-GB').moment(moment)).toBe('1 Mar 2026');
  expect(makeFormats('id-ID').moment(moment)).toBe('1 Mar 2026');
  expect(momentDate(undefined)).toBeUndefined();
});
