import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {signalOf} from '../account/what_if';
import {AccountSchema} from '../gen/bellwether/v1/account_pb';
import {EvaluationSchema} from '../gen/bellwether/v1/evaluation_pb';
import {evidenceOf, readBy, standsAlone} from './evidence';

test('a name that stands alone in a condition is a yes or no', () => {
  expect(standsAlone('signed_off && !doubt', 'doubt')).toBe(true);
  expect(standsAlone('happened(kickoff_at) && (done || late)', 'late')).toBe(true);
  expect(standsAlone('ready ? done : days > 3.0', 'done')).toBe(true);
  expect(standsAlone('roi == "signed_off"', 'signed_off')).toBe(false);
  expect(standsAlone('users_active < 0.5', 'users_active')).toBe(false);
  expect(standsAlone('stage in ["signed_off"]', 'stage')).toBe(false);
});

test('evidence is filled in by what is told of its type', () => {
  const account = create(AccountSchema, {signals: [signalOf('access_ratio', 0.8)]});
  const evaluation = create(EvaluationSchema, {
    data: {missing: ['signed_off', 'accuracy_ratio', 'admins', 'ready', 'answered_at', 'unread'].map((name) => ({name}))},
    graduation: {
      dimensions: [
        {
          name: 'technical',
          criteria: [
            {component: {name: 'access', input: 'access_ratio', curve: 'given × 100'}},
            {component: {name: 'data', input: 'accuracy_ratio', curve: 'linear 0.9 to 1'}},
            {component: {name: 'admins', input: 'admins', curve: 'map not_trained:0 trained:100'}},
            {component: {name: 'ready', input: 'ready', curve: 'given × 100'}},
            {component: {name: 'falling', input: 'usage_declining', curve: 'map true:0 false:100'}},
          ],
        },
      ],
      requirements: [{rule: {name: 'sign_off', condition: 'signed_off', missing: [{name: 'signed_off'}]}}],
    },
    extension: {
      escalate: [{rule: {name: 'silent', condition: 'days_since(answered_at) >= 14.0', missing: [{name: 'answered_at'}]}}],
    },
  });
  const found = evidenceOf(account, evaluation);
  expect([...found].map(([name, each]) => [name, each.kind]).sort()).toEqual([
    ['access_ratio', 'number'], ['accuracy_ratio', 'number'], ['admins', 'words'], ['answered_at', 'written'],
    ['ready', 'flag'], ['signed_off', 'flag'],
  ]);
});

test('a rule rests on what it read and on what it missed, each once', () => {
  const rule = create(EvaluationSchema, {
    flags: [{rule: {read: [{name: 'a'}, {name: 'b'}], missing: [{name: 'b'}]}}],
  }).flags[0]?.rule;
  expect(readBy(rule)).toEqual(['a', 'b']);
  expect(readBy(undefined)).toEqual([]);
});
