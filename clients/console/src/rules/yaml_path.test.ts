import {expect, test} from 'vitest';
import {pathAt} from './yaml_path';

const keys = (text: string) => pathAt(text)?.keys;

test('keys by indentation', () => {
  expect(pathAt('health:\n  customer:\n    we')).toEqual({keys: ['health', 'customer'], value: false, from: 24});
  expect(keys('health:\n  customer:\n    bands: []\n    ')).toEqual(['health', 'customer']);
  expect(keys('health:\n  customer:\n    components:\n      usage:\n  ')).toEqual(['health']);
  expect(keys('signals:\n  # a comment\n\n  usage:\n    ')).toEqual(['signals', 'usage']);
  expect(keys('pack: x\n')).toEqual([]);
});

test('a value after its key', () => {
  expect(pathAt('signals:\n  usage:\n    type: ra')).toEqual({keys: ['signals', 'usage', 'type'], value: true, from: 28});
});

test('within braces of a line', () => {
  expect(keys('signals:\n  usage: {')).toEqual(['signals', 'usage']);
  expect(pathAt('signals:\n  usage: {type: ratio, mi')).toMatchObject({keys: ['signals', 'usage'], value: false});
  expect(pathAt('signals:\n  usage: {type: ra')).toMatchObject({keys: ['signals', 'usage', 'type'], value: true});
  expect(keys('health:\n  c: {bands: [{green: {fr')).toEqual(['health', 'c', 'bands', -1, 'green']);
});

test('entries of lists', () => {
  expect(keys('health:\n  c:\n    bands:\n      - green: {from: 80}\n      - ')).toEqual(['health', 'c', 'bands', -1]);
  expect(keys('cases:\n- name: x\n  ')).toEqual(['cases', -1]);
});

test('nothing in comments', () => {
  expect(pathAt('signals: # the')).toBeUndefined();
});
