import {expect, test} from 'vitest';
import {AlertOrder, AlertState} from '../gen/bellwether/v1/alerts_pb';
import {askedOf, leavesOut, noFilter, readFilter, writeFilter} from './filter';

test('nothing asks for all that are not resolved, as the server reads it', () => {
  expect(askedOf(noFilter)).toEqual({
    states: [], severities: [], rules: [], segments: [], csm: '', withoutCsm: false, accountId: '', order: AlertOrder.UNSPECIFIED,
  });
  expect(writeFilter(noFilter)).toEqual({});
  expect(leavesOut({...noFilter, order: 'stake'})).toBe(false);
  expect(leavesOut({...noFilter, rule: 'low'})).toBe(true);
});

test('words are words, each once, however they are written', () => {
  expect(askedOf({...noFilter, severity: ' red , yellow,,red '}).severities).toEqual(['red', 'yellow']);
  expect(askedOf({...noFilter, segment: 'smb, mid market'}).segments).toEqual(['smb', 'mid market']);
});

test('an address says the same when it is read again', () => {
  const filter = {
    state: 'all', severity: 'red,yellow', rule: 'low', segment: 'a&b', csm: 'dana & kim', account: 'a?b', nobody: '', order: 'stake',
  } as const;
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  expect(askedOf(filter).states).toContain(AlertState.RESOLVED);
  expect(askedOf(filter).order).toBe(AlertOrder.STAKE);
});

test('of nobody and a CSM, nobody counts', () => {
  expect(askedOf({...noFilter, nobody: '1', csm: 'dana'})).toMatchObject({csm: '', withoutCsm: true});
});

test('a state that nobody knows is none', () => {
  expect(readFilter(new URLSearchParams({state: 'toString'})).state).toBe('');
});
