import {expect, test} from 'vitest';
import {anchorAt} from './anchor';

test('a text is held by the end that would leave the chart', () => {
  expect(anchorAt(0, 360, '0')).toBe('start');
  expect(anchorAt(20, 360, '0')).toBe('middle');
  expect(anchorAt(180, 360, '1 Mar 2026')).toBe('middle');
  expect(anchorAt(338, 360, '100%')).toBe('middle');
  expect(anchorAt(346, 360, '100%')).toBe('end');
});
