import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {CallerRole, GetCallerResponseSchema} from '../gen/bellwether/v1/caller_pb';
import {mayDo} from './session';

test('a server that asks nobody lets everybody do everything', () => {
  const caller = create(GetCallerResponseSchema, {authenticates: false});
  expect((['score', 'read', 'admin'] as const).every((role) => mayDo(caller, role))).toBe(true);
});

test('one that does not say refuses by itself', () => {
  expect(mayDo(undefined, 'admin')).toBe(true);
});

test('roles do not contain each other', () => {
  const caller = create(GetCallerResponseSchema, {authenticates: true, name: 'ann', roles: [CallerRole.ADMIN]});
  expect(mayDo(caller, 'admin')).toBe(true);
  expect(mayDo(caller, 'read')).toBe(false);
  expect(mayDo(create(GetCallerResponseSchema, {authenticates: true}), 'score')).toBe(false);
});
