import {expect, test} from 'vitest';
import {confidenceText} from './confidence';

test('a decision is told in words, and what is none stays', () => {
  const names = {NOT_YET: 'not yet', ESCALATE: 'let leadership decide'};
  expect(confidenceText('NOT_YET, whatever is missing.', names)).toBe('Not yet, whatever is missing.');
  expect(confidenceText('ESCALATE now; ROI and the 3 answers of health_check could change it.', names)).toBe(
    'Let leadership decide now; ROI and the 3 answers of health check could change it.',
  );
  expect(confidenceText('', names)).toBe('');
});
