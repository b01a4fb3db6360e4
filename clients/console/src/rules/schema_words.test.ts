import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {expect, test} from 'vitest';
import {keysAt, valuesAt, type Schema} from './schema_words';

const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../rules/schema/pack.schema.json'), 'utf8'),
) as Schema;
const names = (words: {word: string}[]) => words.map((each) => each.word);

test('keys of a pack and of what is in it', () => {
  expect(names(keysAt(schema, []))).toEqual(expect.arrayContaining(['pack', 'signals', 'health', 'flags']));
  expect(names(keysAt(schema, ['health', 'customer']))).toEqual(expect.arrayContaining(['bands', 'components', 'applies_when']));
  const part = keysAt(schema, ['health', 'customer', 'components', 'usage']);
  expect(names(part)).toEqual(expect.arrayContaining(['weight', 'of', 'points', 'linear']));
  expect(part.every((each) => each.means)).toBe(true);
});

test('words of a value', () => {
  expect(names(valuesAt(schema, ['signals', 'usage', 'type']))).toEqual(expect.arrayContaining(['ratio', 'number', 'bool']));
  expect(names(valuesAt(schema, ['health', 'c', 'components', 'risk', 'invert']))).toEqual(['true', 'false']);
  expect(valuesAt(schema, ['nothing', 'there'])).toEqual([]);
});
