import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {ImpactSchema} from '../gen/bellwether/v1/impact_pb';
import {counts, moves, outcomeOf} from './preview';

const impact = create(ImpactSchema, {
  outcomes: [
    {
      outcome: 'health.primary.band',
      decision: true,
      answers: ['green', 'yellow', 'red', 'green'],
      flows: [
        {from: 'green', to: 'green', segment: 'smb', sum: {accounts: 5, acv: 50}},
        {from: 'green', to: 'yellow', segment: 'smb', sum: {accounts: 1, acv: 10}},
        {from: 'green', to: 'yellow', segment: 'plg', sum: {accounts: 2, acv: 30}},
        {from: 'red', to: 'yellow', sum: {accounts: 1, acv: 0}},
      ],
    },
    {outcome: 'flag.silent', decision: false, answers: ['clear', 'raised'], flows: [{from: 'clear', to: 'raised', sum: {accounts: 9, acv: 0}}]},
  ],
});

test('decisions that change are summed over segments', () => {
  expect(moves(impact)).toEqual([
    {outcome: 'health.primary.band', from: 'green', to: 'yellow', accounts: 3, acv: 40},
    {outcome: 'health.primary.band', from: 'red', to: 'yellow', accounts: 1, acv: 0},
  ]);
});

test('how many accounts have which answer now', () => {
  expect(counts(outcomeOf(impact, 'health.primary.band'))).toEqual([{answer: 'green', accounts: 8}, {answer: 'red', accounts: 1}]);
  expect(counts(outcomeOf(impact, 'flag.silent'))).toEqual([{answer: 'clear', accounts: 9}]);
  expect(counts(outcomeOf(impact, 'nothing'))).toEqual([]);
});
