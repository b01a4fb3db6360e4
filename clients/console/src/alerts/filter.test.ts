import {expect, test} from 'vitest';
import {AlertState} from '../gen/bellwether/v1/alerts_pb';
import {askedOf, noFilter, readFilter, writeFilter} from './filter';

test('nothing asks for all that are not resolved, as the server reads it', () => {
  expect(askedOf(noFilter)).toEqual({states: [], severities: [], csm: '', accountId: ''});
  expect(writeFilter(noFilter)).toEqual({});
});

test('severities are words, each once, however they are written', () => {
  expect(askedOf({...noFilter, severity: ' red , yellow,,red '}).severities).toEqual(['red', 'yellow']);
});

test('an address says the same when it is read again', () => {
  const filter = {state: 'all', severity: 'red,yellow', csm: 'dana & kim', account: 'a?b'} as const;
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  expect(askedOf(filter).states).toContain(AlertState.RESOLVED);
});

test('a state that nobody knows is none', () => {
  expect(readFilter(new URLSearchParams({state: 'toString'})).state).toBe('');
});
