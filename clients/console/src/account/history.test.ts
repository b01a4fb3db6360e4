import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {HistoryMomentSchema, type HistoryMoment} from '../gen/bellwether/v1/accounts_pb';
import {ChangeKind} from '../gen/bellwether/v1/changes_pb';
import {changes, historyPoints, stretches} from './history';

function moment(day: number, value: number | undefined, model = 'customer', before?: number): HistoryMoment {
  return create(HistoryMomentSchema, {
    asOf: {at: {case: 'date', value: {year: 2026, month: 1, day}}},
    result: {
      case: 'evaluation',
      value: {
        health: [
          {model: 'other', primary: false},
          {
            model, primary: true,
            result: value === undefined ? {case: undefined} : {case: 'score', value: {value, band: value < 50 ? 'red' : 'green'}},
          },
        ],
      },
    },
    ...(before !== undefined && value !== undefined
      ? {
          change: {
            models: [
              {
                model,
                before: {primary: true, score: before, bandRank: 0, bandCount: 3},
                after: {primary: true, score: value, bandRank: 2, bandCount: 3},
                lines: [{kind: ChangeKind.DATA, name: 'usage', points: value - before}],
              },
            ],
            recordCount: 4,
          },
        }
      : {}),
  });
}

test('a point has the score of the model that answers, and what became of it', () => {
  const [first, second] = historyPoints([moment(1, 80), moment(8, 40, 'customer', 80)]);
  expect(first).toMatchObject({score: 80, band: 'green', delta: undefined, lines: []});
  expect(second).toMatchObject({score: 40, band: 'red', delta: -40, recordCount: 4, place: {rank: 2, count: 3}});
  expect(second?.at.toISOString()).toBe('2026-01-08T00:00:00.000Z');
});

test('no line leads over a gap, nor from one model to another', () => {
  const points = historyPoints([moment(1, 80), moment(2, 81), moment(3, undefined), moment(4, 70), moment(5, 60, 'late')]);
  expect(stretches(points).map((stretch) => stretch.map((point) => point.score))).toEqual([[80, 81], [70], [60]]);
});

test('changes are told newest first, and quiet moments not at all', () => {
  const points = historyPoints([moment(1, 80), moment(2, 70, 'customer', 80), moment(3, 70), moment(4, 75, 'customer', 70)]);
  expect(changes(points).map((point) => point.delta)).toEqual([5, -10]);
});

test('a moment with an error says so', () => {
  const failed = create(HistoryMomentSchema, {
    asOf: {at: {case: 'date', value: {year: 2026, month: 1, day: 1}}},
    result: {case: 'error', value: {code: 9, message: 'nps is required'}},
  });
  expect(changes(historyPoints([failed]))[0]?.error).toBe('nps is required');
});
