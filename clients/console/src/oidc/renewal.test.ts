// @vitest-environment jsdom
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {keepToken, readGrant, readToken} from '../api/token';
import {anotherToken, freshToken, nextToken, onEnded, renewed, waitForToken} from './renewal';

const renew = vi.fn<(grant: {refresh?: string}) => Promise<boolean>>();
vi.mock('./flow', () => ({renew: (grant: {refresh?: string}) => renew(grant)}));

beforeEach(() => {
  renew.mockReset();
  renew.mockImplementation(() => {
    keepToken('next', {expires: Date.now() + 300_000, refresh: 'r2'});
    return Promise.resolve(true);
  });
});
afterEach(() => keepToken(undefined));

test('a token that ends soon is renewed before a call, one that holds is not', async () => {
  keepToken('first', {expires: Date.now() + 300_000, refresh: 'r1'});
  expect(await freshToken()).toBe('first');
  keepToken('first', {expires: Date.now() + 5_000, refresh: 'r1'});
  expect(await freshToken()).toBe('next');
  expect(renew).toHaveBeenCalledOnce();
});

test('many calls renew it once', async () => {
  keepToken('first', {expires: Date.now(), refresh: 'r1'});
  expect(await Promise.all([freshToken(), freshToken(), renewed()])).toEqual(['next', 'next', true]);
  expect(renew).toHaveBeenCalledOnce();
});

test('a pasted token is never renewed, nor is anybody told of its end', async () => {
  const ended = vi.fn();
  const stop = onEnded(ended);
  keepToken('pasted');
  expect(await freshToken()).toBe('pasted');
  expect(await anotherToken('pasted')).toBe(false);
  expect(await waitForToken(new AbortController().signal)).toBe(false);
  expect(ended).not.toHaveBeenCalled();
  stop();
});

test('where nothing renews it somebody is told, and what waits goes on after signing in again', async () => {
  renew.mockResolvedValue(false);
  const ended = vi.fn();
  const stop = onEnded(ended);
  keepToken('first', {expires: Date.now(), refresh: 'r1'});
  expect(await anotherToken('first')).toBe(false);
  expect(ended).toHaveBeenCalledOnce();
  // Another call was faster.
  expect(await anotherToken('before')).toBe(true);
  const waits = waitForToken(new AbortController().signal);
  await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(2));
  keepToken('second', {});
  expect(await waits).toBe(true);
  stop();
});

test('what is not needed any more waits no longer', async () => {
  const abort = new AbortController();
  const waits = nextToken(abort.signal);
  abort.abort();
  expect(await waits).toBe(false);
});

test('what renews a token is forgotten with it', () => {
  keepToken('first', {refresh: 'r1', id: 'i'});
  expect(readGrant()).toEqual({refresh: 'r1', id: 'i'});
  keepToken('pasted');
  expect(readGrant()).toBeUndefined();
  expect(sessionStorage.getItem('bellwether.grant')).toBeNull();
  keepToken(undefined);
  expect([readToken(), sessionStorage.length]).toEqual([undefined, 0]);
});
