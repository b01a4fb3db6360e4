import {expect, test} from 'vitest';
import {accountPath, readSegment, writeSegment} from './segment';

const names = ['acme', 'a/b', 'a%2Fb', '.', '..', '...', '~', '~.', '~..', '~~.', '~.a', '%2e', '.a', '?on=2026-03-01', '#', 'ä 🐑'];

test('whatever a thing is called is read as it was written', () => {
  for (const name of names) expect(readSegment(writeSegment(name))).toBe(name);
  expect(new Set(names.map(writeSegment)).size).toBe(names.length);
});

test('a browser changes nothing of it', () => {
  for (const name of names) {
    const path = accountPath(name);
    expect(new URL(path, 'http://console').pathname).toBe(path);
    expect(readSegment(path.split('/')[2] ?? '')).toBe(name);
  }
});

test('what is no way through folders is written as everywhere', () => {
  expect(accountPath('acme', '2026-03-01')).toBe('/accounts/acme?on=2026-03-01');
  expect(writeSegment('~')).toBe('~');
  expect(readSegment('%')).toBe('%');
});
