import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {DeclaredTitleSchema, TitleKind} from '../gen/bellwether/v1/declarations_pb';
import {titleOf, wordOf} from './title';

const declared = (kind: TitleKind, name: string, title: string) => create(DeclaredTitleSchema, {kind, name, title});

test('a title stands for the name of its kind alone', () => {
  const title = titleOf([declared(TitleKind.BAND, 'green', 'hijau'), declared(TitleKind.METRIC, 'nrr', 'NRR')]);
  expect(title('band', 'green')).toBe('hijau');
  expect(title('metric', 'nrr')).toBe('NRR');
  expect(title('segment', 'green')).toBe('green');
});

test('what the pack has no title for is its name, in words', () => {
  const title = titleOf([declared(TitleKind.PLAYBOOK, 'extend', '')]);
  expect(title('playbook', 'call_champion')).toBe('call champion');
  expect(title('playbook', 'extend')).toBe('extend');
});

test('a title does not turn the words around it', () => {
  expect(titleOf([declared(TitleKind.STAGE, 'a', '\u202Eb')])('stage', 'a')).toBe('\u2068\u202Eb\u202C\u2069');
});

test('words of an attribute are called as its kind is', () => {
  const title = titleOf([declared(TitleKind.SEGMENT, 'smb', 'usaha kecil')]);
  expect(wordOf(title, 'segment', 'smb')).toBe('usaha kecil');
  expect(wordOf(title, 'csm', 'smb')).toBe('smb');
  expect(wordOf(title, 'constructor', 'a_b')).toBe('a b');
});
