import {expect, test} from 'vitest';
import {changedPlaces} from './text_changes';

const said = (before: string, after: string) =>
  changedPlaces(before, after).map((place) => place.map(({mark, text}) => mark + text));
const many = (count: number) => Array.from({length: count}, (_, index) => `line ${index}`);

test('a changed line, with two lines around it', () => {
  const before = many(9);
  const after = before.map((line) => (line === 'line 4' ? 'other' : line));
  expect(said(before.join('\n'), after.join('\n'))).toEqual([
    [' line 2', ' line 3', '−line 4', '+other', ' line 5', ' line 6'],
  ]);
  expect(changedPlaces(before.join('\n'), after.join('\n'))[0]?.[3]?.at).toBe(5);
});

test('places that are near are one, and those far away are two', () => {
  const before = many(20);
  const near = before.map((line) => (['line 4', 'line 7'].includes(line) ? `${line}!` : line));
  expect(said(before.join('\n'), near.join('\n'))).toEqual([
    [' line 2', ' line 3', '−line 4', '+line 4!', ' line 5', ' line 6', '−line 7', '+line 7!', ' line 8', ' line 9'],
  ]);
  const far = before.map((line) => (['line 4', 'line 15'].includes(line) ? `${line}!` : line));
  expect(said(before.join('\n'), far.join('\n'))).toHaveLength(2);
});

test('lines that come, go, or are a whole file', () => {
  expect(said('a\nb\n', 'a\nx\nb\n')).toEqual([[' a', '+x', ' b']]);
  expect(said('a\nb\nc', 'a\nc')).toEqual([[' a', '−b', ' c']]);
  expect(said('', 'a\nb\n')).toEqual([['+a', '+b']]);
  expect(said('a', '')).toEqual([['−a']]);
  expect(said('a\nb', 'a\nb')).toEqual([]);
});

test('texts too large to be held against each other are told as gone and come', () => {
  const before = many(2100).map((line) => `${line} before`).join('\n');
  const after = many(2100).map((line) => `${line} after`).join('\n');
  const [place] = changedPlaces(before, after);
  expect(place).toHaveLength(4200);
  expect(place?.[0]?.mark).toBe('−');
});
