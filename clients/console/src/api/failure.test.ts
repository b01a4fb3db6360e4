import {Code, ConnectError} from '@connectrpc/connect';
import {expect, test} from 'vitest';
import {BadRequestSchema, ErrorInfoSchema} from '../gen/google/rpc/error_details_pb';
import {failureOf, wasCancelled} from './failure';

test('all that is wrong with a request is told, with its place', () => {
  const error = new ConnectError('2 problems', Code.InvalidArgument, undefined, [
    {
      desc: BadRequestSchema,
      value: {fieldViolations: [{field: 'filter', description: 'unknown field'}, {field: 'page_size', description: 'too large'}]},
    },
  ]);
  expect(failureOf(error)).toMatchObject({
    kind: 'refused',
    problems: [{field: 'filter', message: 'unknown field'}, {field: 'page_size', message: 'too large'}],
  });
});

test('a conflict has the etag of now', () => {
  const error = new ConnectError('changed', Code.Aborted, undefined, [
    {desc: ErrorInfoSchema, value: {reason: 'ETAG', metadata: {etag: '7'}}},
  ]);
  expect(failureOf(error)).toMatchObject({kind: 'changed', reason: 'ETAG', facts: {etag: '7'}});
});

test('what a browser says without a connection is no fault of the server', () => {
  expect(failureOf(new TypeError('Failed to fetch')).kind).not.toBe('refused');
  expect(failureOf(new ConnectError('x', Code.Unavailable)).kind).toBe('unreachable');
  expect(failureOf(new ConnectError('x', Code.PermissionDenied)).kind).toBe('forbidden');
  expect(failureOf(new ConnectError('x', Code.Internal)).kind).toBe('broken');
  expect(wasCancelled(new ConnectError('x', Code.Canceled))).toBe(true);
});
