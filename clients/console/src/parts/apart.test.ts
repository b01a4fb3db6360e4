import {expect, test} from 'vitest';
import {apart} from './apart';

// Whether what stands behind the text is written as what stands before it: everything that it opens is
// closed, and nothing around it is.
function isClosed(text: string): boolean {
  const open: string[] = [];
  for (const character of text) {
    if (/[\u2066-\u2068]/.test(character)) open.push('isolate');
    else if (/[\u202a\u202b\u202d\u202e]/.test(character)) open.push('embedding');
    else if (character === '\u202c' && open.at(-1) === 'embedding') open.pop();
    else if (character === '\u2069' && open.includes('isolate')) open.length = open.lastIndexOf('isolate');
  }
  return open.length === 0;
}

test('what turns the direction of writing ends with its text', () => {
  for (const text of [
    '\u202edana', 'a\u2067b', '\u202e\u2068\u202e', '\u2068\u202e\u2069\u202e', '\u2069\u202e', '\u202c\u2069\u202b\u2066', '\u202e'.repeat(200),
    '\u05d3\u05e0\u05d4', '\u200fdana',
  ]) {
    expect(apart(text)).toContain(text);
    expect(isClosed(apart(text)), JSON.stringify(text)).toBe(true);
    expect(apart(text).startsWith('\u2068')).toBe(true);
  }
});

test('other texts are as they were', () => {
  for (const text of ['', 'dana', 'Zoë 🐑', 'a\u200bb']) expect(apart(text)).toBe(text);
});
