import {expect, test} from 'vitest';
import {toCsv} from './csv';

test('cells with separators, quotes and ends of lines are quoted', () => {
  expect(toCsv(['a', 'b'], [['x,y', 'say "no"'], ['1\n2', 3.5]])).toBe('a,b\r\n"x,y","say ""no"""\r\n"1\n2",3.5\r\n');
});

test('what a spreadsheet would compute is a text; numbers stay numbers', () => {
  for (const text of ['=1+1', '+cmd', '@sum', '-cmd', '\tx', '\rx', '\nx', '＝1+1', '＠sum', '-1+cmd', '-', '=']) {
    expect(toCsv(['h'], [[text]])).toContain(`'${text}`);
  }
  expect(toCsv(['h'], [['-12.5'], [-3], [Number.NaN]])).toBe('h\r\n-12.5\r\n-3\r\n\r\n');
});

// As a spreadsheet reads it that parts cells at `separator`: a quote opens a cell at its beginning alone.
function cellsOf(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < csv.length; ++at) {
    const letter = csv.charAt(at);
    if (quoted && letter === '"' && csv.charAt(at + 1) === '"') cell += csv.charAt(++at);
    else if (letter === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && (letter === separator || letter === '\n' || letter === '\r')) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}

test('no cell is a formula, whatever parts cells', () => {
  const texts = ['=1', 'x;=1;y', 'x\t=1', 'x\n=1', 'x\r\n+1', 'a,"b";@x', '";=1', ';;=1', '\t\t=1', '\n\n-x', 'x;＝1', '"=1', 'a"\n=1'];
  for (const text of texts) {
    for (const row of [[text, 'end'], ['start', text], ['start', text, 'end'], ['"', text]]) {
      const csv = toCsv(['a', 'b', 'c'], [row]);
      for (const separator of [',', ';', '\t']) {
        const formulas = cellsOf(csv, separator).filter((cell) => /^[=+\-@＝＋－＠]/.test(cell));
        expect(formulas, JSON.stringify([row, separator])).toEqual([]);
      }
    }
  }
  expect(toCsv(['h'], [['2 - 1; a = b; c']])).toContain('2 - 1; a = b; c');
});
