import {expect, test} from 'vitest';
import {own} from './own';
import {bandTone} from './tone';

test('words that every object has are no words of a table', () => {
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
    expect(own({green: 1}, word)).toBeUndefined();
    expect(bandTone(word)).toBe('none');
  }
  expect(own({green: 1}, 'green')).toBe(1);
});
