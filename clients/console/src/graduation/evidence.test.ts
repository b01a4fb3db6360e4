import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {signalOf} from '../account/what_if';
import {AccountSchema} from '../gen/bellwether/v1/account_pb';
import {DeclaredSignalSchema, SignalKind} from '../gen/bellwether/v1/declarations_pb';
import {EvaluationSchema} from '../gen/bellwether/v1/evaluation_pb';
import {evidenceOf, readBy} from './evidence';

const account = create(AccountSchema, {signals: [signalOf('access_ratio', 0.8), signalOf('mood', 'so_so')]});
const evaluation = create(EvaluationSchema, {
  data: {missing: [{name: 'tickets'}, {name: 'signed_off'}]},
  graduation: {
    dimensions: [
      {
        name: 'technical',
        criteria: [
          {component: {name: 'access', input: 'access_ratio', curve: 'given × 100'}},
          {component: {name: 'tickets', input: 'tickets', curve: 'points 0:100 12:0'}},
          {component: {name: 'trend', input: 'usage_declining', curve: 'map true:0 false:100'}},
          {component: {name: 'usage', input: 'usage_history', curve: 'formula'}},
        ],
      },
    ],
    requirements: [{rule: {name: 'sign_off', condition: 'signed_off', missing: [{name: 'signed_off'}]}}],
  },
  extension: {
    escalate: [{rule: {name: 'silent', read: [{name: 'mood'}], missing: [{name: 'answered_at'}]}}],
  },
});
const declared = new Map(
  [
    create(DeclaredSignalSchema, {name: 'access_ratio', kind: SignalKind.RATIO, range: {min: 0, max: 1}}),
    create(DeclaredSignalSchema, {name: 'tickets', kind: SignalKind.COUNT, range: {min: 0, whole: true}}),
    create(DeclaredSignalSchema, {name: 'usage_history', kind: SignalKind.SERIES, seriesKind: SignalKind.RATIO}),
    create(DeclaredSignalSchema, {name: 'signed_off', kind: SignalKind.BOOL}),
    create(DeclaredSignalSchema, {name: 'mood', kind: SignalKind.ENUM, words: ['good', 'so_so', 'bad']}),
    create(DeclaredSignalSchema, {name: 'answered_at', kind: SignalKind.TIMESTAMP}),
    create(DeclaredSignalSchema, {name: 'unread', kind: SignalKind.BOOL}),
  ].map((each) => [each.name, each]),
);

test('evidence is filled in as the pack declares it; what the pack computes is not', () => {
  const found = evidenceOf(account, evaluation, {signals: declared});
  expect([...found].map(([name, each]) => [name, each.kind]).sort()).toEqual([
    ['access_ratio', 'number'], ['answered_at', 'written'], ['mood', 'words'], ['signed_off', 'flag'], ['tickets', 'number'],
  ]);
  expect(found.get('access_ratio')).toMatchObject({now: 0.8, low: 0, high: 1, step: 0.01});
  expect(found.get('tickets')).toMatchObject({low: 0, high: 20, step: 1});
  expect(found.get('mood')).toMatchObject({now: 'so_so', words: ['good', 'so_so', 'bad']});
});

test('where nothing is declared, what is missing is written', () => {
  const found = evidenceOf(account, evaluation, {signals: new Map()});
  expect([...found].map(([name, each]) => [name, each.kind])).toEqual([['tickets', 'written'], ['signed_off', 'written']]);
});

test('a rule rests on what it read and on what it missed, each once', () => {
  const rule = create(EvaluationSchema, {
    flags: [{rule: {read: [{name: 'a'}, {name: 'b'}], missing: [{name: 'b'}]}}],
  }).flags[0]?.rule;
  expect(readBy(rule)).toEqual(['a', 'b']);
  expect(readBy(undefined)).toEqual([]);
});
