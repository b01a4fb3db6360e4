import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {StoredAccountSchema} from '../gen/bellwether/v1/accounts_pb';
import {told} from './scores';

test('an account that was not evaluated yet is to be asked about', () => {
  expect(told(create(StoredAccountSchema, {accountId: 'acme'}))).toBeUndefined();
});

test('what comes with the list is taken as it is', () => {
  const scored = told(create(StoredAccountSchema, {health: {band: 'green', score: 0, outdated: true}}));
  expect(scored).toMatchObject({band: 'green', score: 0, outdated: true, insufficient: false});
  const unscored = told(create(StoredAccountSchema, {health: {model: 'onboarding', insufficient: true}}));
  expect(unscored).toMatchObject({band: '', score: undefined, insufficient: true});
});
