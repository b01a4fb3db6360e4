import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {AccountSchema, SignalSchema} from '../gen/bellwether/v1/account_pb';
import {HealthResultSchema} from '../gen/bellwether/v1/evaluation_pb';
import {bends, controls, mappedWords, pointsChanges, range, signalOf} from './what_if';

test('a curve says between which values a signal matters', () => {
  expect(bends('points 4:100 24:70 72:0')).toEqual([4, 24, 72]);
  expect(bends('linear 0.1 to 0.8')).toEqual([0.1, 0.8]);
  expect(bends('given × 100')).toEqual([0, 1]);
  expect(bends('tier points')).toEqual([]);
  expect(mappedWords('map positive:100 neutral:60 at_risk:0')).toEqual(['positive', 'neutral', 'at_risk']);
});

test('ranges hold what is known and are round', () => {
  expect(range('weekly_active_ratio', 0.3, [0, 0.8])).toEqual({low: 0, high: 1, step: 0.01});
  expect(range('response_hours', 20, [4, 24, 72])).toEqual({low: 0, high: 100, step: 1});
  expect(range('nps', -20, [])).toMatchObject({low: -20, high: 10});
  expect(range('tickets', 0, [])).toMatchObject({low: 0, high: 10, step: 1});
});

const health = create(HealthResultSchema, {
  components: [
    {name: 'usage', components: [{name: 'active', input: 'active_ratio', curve: 'points 0:0 0.7:100', contribution: 20}]},
    {name: 'mood', input: 'mood', curve: 'map good:100 bad:0', contribution: 10},
  ],
  questions: [
    {name: 'roi', answers: [{range: {words: ['true']}}, {range: {words: ['false']}}]},
    {name: 'first_report_at', answers: [{range: {words: ['not_yet']}}]},
    {name: 'csat', answers: [{range: {from: 1, to: 4}}, {range: {from: 4, to: 5}}]},
  ],
});

test('signals that the score reads come first; dates and free texts cannot be tried', () => {
  const account = create(AccountSchema, {
    signals: [
      signalOf('tickets', 3), signalOf('note', 'hello'), signalOf('active_ratio', 0.4), signalOf('mood', 'good'),
    ],
  });
  expect(controls(account, health).map((each) => [each.signal, each.kind, each.direct])).toEqual([
    ['active_ratio', 'number', true],
    ['mood', 'words', true],
    ['roi', 'flag', true],
    ['csat', 'number', true],
    ['tickets', 'number', false],
  ]);
});

test('values without a type are read as what they look like', () => {
  const untyped = (name: string, value: string) => create(SignalSchema, {name, value: {case: 'untyped', value}});
  const account = create(AccountSchema, {
    signals: [untyped('active_ratio', '0.81'), untyped('mood', 'good'), untyped('paperless', 'true')],
  });
  expect(controls(account, health).map((each) => each.now)).toEqual([0.81, 'good', undefined, undefined, true]);
});

test('what changed is told by the innermost components, the largest first', () => {
  const after = create(HealthResultSchema, {
    components: [
      {name: 'usage', components: [{name: 'active', contribution: 35}]},
      {name: 'mood', contribution: 5},
    ],
  });
  expect(pointsChanges(health, after)).toEqual([
    {path: 'usage.active', before: 20, after: 35},
    {path: 'mood', before: 10, after: 5},
  ]);
});
