import {expect, test} from 'vitest';
import {columnIn, rangeIn} from './places';

test('bytes become characters', () => {
  expect(columnIn('weight: 1', 9)).toBe(8);
  expect(columnIn('é: 1', 4)).toBe(2);
  expect(columnIn('😀: 1', 6)).toBe(3);
  expect(columnIn('short', 99)).toBe(5);
  expect(columnIn('x', 0)).toBe(0);
});

test('a diagnostic is at least one character, or a line', () => {
  expect(rangeIn('  typ: ratio', {line: 1, column: 3, length: 3})).toEqual({from: 2, to: 5});
  expect(rangeIn('  typ: ratio', {line: 1, column: 0, length: 0})).toEqual({from: 2, to: 12});
  expect(rangeIn('ab', {line: 1, column: 2, length: 50})).toEqual({from: 1, to: 2});
  expect(rangeIn('', {line: 1, column: 1, length: 1})).toEqual({from: 0, to: 0});
});
