import {expect, test} from 'vitest';
import {filterText, noFilter, readFilter, writeFilter} from './filter';

test('nothing asks for all', () => {
  expect(filterText(noFilter)).toBe('');
});

test('fields are joined, and quotes cannot end a text', () => {
  expect(filterText({...noFilter, account: ' ac"me\\ ', csm: 'dana'})).toBe('account_id:"ac\\"me\\\\" AND csm:"dana"');
});

test('a band is asked for like any other word', () => {
  expect(filterText({...noFilter, band: 'red'})).toBe('band:"red"');
});

test('an expression beside fields stands for itself', () => {
  expect(filterText({...noFilter, segment: 'smb', expression: 'records > 3 OR csm:*'})).toBe(
    'segment:"smb" AND (records > 3 OR csm:*)',
  );
});

test('an address says the same when it is read again', () => {
  const filter = {...noFilter, account: 'a & b', band: 'red', expression: 'records > 3'};
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
});
