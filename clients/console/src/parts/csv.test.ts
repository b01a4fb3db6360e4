import {expect, test} from 'vitest';
import {toCsv} from './csv';

test('cells with separators, quotes and ends of lines are quoted', () => {
  expect(toCsv(['a', 'b'], [['x,y', 'say "no"'], ['1\n2', 3.5]])).toBe('a,b\r\n"x,y","say ""no"""\r\n"1\n2",3.5\r\n');
});

test('what a spreadsheet would compute is a text; numbers stay numbers', () => {
  for (const text of ['=1+1', '+cmd', '@sum', '-cmd', '\tx']) {
    expect(toCsv(['h'], [[text]])).toContain(`'${text}`);
  }
  expect(toCsv(['h'], [['-12.5'], [-3], [Number.NaN]])).toBe('h\r\n-12.5\r\n-3\r\n\r\n');
});
