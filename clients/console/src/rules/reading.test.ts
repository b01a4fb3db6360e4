import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {StoredAccountSchema} from '../gen/bellwether/v1/accounts_pb';
import {EvaluationSchema, HealthResultSchema} from '../gen/bellwether/v1/evaluation_pb';
import {ComponentSchema} from '../gen/bellwether/v1/explanation_pb';
import {addReading, exemplars, parts} from './reading';

const component = (name: string, weight: number, components: {name: string; weight: number}[] = []) =>
  create(ComponentSchema, {name, weight, components});

test('what parts can give is shared by their weights', () => {
  const all = parts([component('use', 3, [{name: 'a', weight: 1}, {name: 'b', weight: 2}]), component('nps', 1)]);
  expect(all.map((each) => [each.path, each.depth, each.upTo])).toEqual([
    ['use', 0, 75], ['use.a', 1, 25], ['use.b', 1, 50], ['nps', 0, 25],
  ]);
});

test('accounts of every stage are looked at, in turn', () => {
  const account = (accountId: string, stage: string, segment = 'smb') => create(StoredAccountSchema, {accountId, stage, segment});
  const all = [account('a', 'onboarding'), account('b', 'onboarding'), account('c', 'customer'), account('d', 'customer', 'plg')];
  expect(exemplars(all, '')).toEqual(['a', 'c', 'd', 'b']);
  expect(exemplars(all, 'plg')).toEqual(['d']);
});

test('what says more of a model takes its place', () => {
  const told = create(HealthResultSchema, {model: 'x', components: [{name: 'a'}]});
  const reading = {
    evaluation: create(EvaluationSchema), models: [create(HealthResultSchema, {model: 'x'})],
    graduation: undefined, extension: undefined, segments: [], declared: [],
  };
  expect(addReading(reading, create(EvaluationSchema, {health: [told]})).models[0]?.components).toHaveLength(1);
});
