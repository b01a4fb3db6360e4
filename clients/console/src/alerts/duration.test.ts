import {expect, test} from 'vitest';
import {durationText} from './duration';

test('the largest unit of which it is a whole number', () => {
  expect(durationText(2 * 86_400, 'en-GB')).toBe('2 days');
  expect(durationText(86_400, 'en-GB')).toBe('1 day');
  expect(durationText(90 * 60, 'en-GB')).toBe('90 minutes');
  expect(durationText(36 * 3_600, 'en-GB')).toBe('36 hours');
  expect(durationText(0, 'en-GB')).toBe('0 seconds');
  expect(durationText(3 * 86_400, 'id-ID')).toContain('3');
});
