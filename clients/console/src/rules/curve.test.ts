import {expect, test} from 'vitest';
import {readCurve} from './curve';

test('each kind of curve is taken apart', () => {
  expect(readCurve('points 4:100 24:70 72:0')).toEqual({
    kind: 'points', points: [{at: 4, score: 100}, {at: 24, score: 70}, {at: 72, score: 0}],
  });
  expect(readCurve('linear -5 to 0.8')).toEqual({kind: 'linear', from: -5, to: 0.8});
  expect(readCurve('given')).toEqual({kind: 'given', scale: 1});
  expect(readCurve('given × 100')).toEqual({kind: 'given', scale: 100});
  expect(readCurve('steps <=15:10 else:100')).toEqual({
    kind: 'steps', steps: [{bound: '<=15', score: 10}, {bound: 'else', score: 100}],
  });
  expect(readCurve('map positive:100 none:0')).toEqual({
    kind: 'map', words: [{word: 'positive', score: 100}, {word: 'none', score: 0}],
  });
  expect(readCurve('tier points')).toEqual({kind: 'tiers'});
  expect(readCurve('baseline, grace 0.85')).toEqual({kind: 'baseline', grace: 0.85});
  expect(readCurve('formula')).toEqual({kind: 'formula'});
  expect(readCurve('weighted mean')).toEqual({kind: 'group'});
});

test('what is not known is told as it is', () => {
  expect(readCurve('spline 1 2 3')).toEqual({kind: 'other', text: 'spline 1 2 3'});
  expect(readCurve('linear low to high')).toEqual({kind: 'other', text: 'linear low to high'});
  expect(readCurve('')).toEqual({kind: 'other', text: ''});
});
