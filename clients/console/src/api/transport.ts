// All calls go to the page's own origin, with the token of its tab.
import type {Interceptor} from '@connectrpc/connect';
import {createConnectTransport} from '@connectrpc/connect-web';
import {readToken} from './token';

const bearer: Interceptor = (next) => (request) => {
  const token = readToken();
  if (token) request.header.set('Authorization', `Bearer ${token}`);
  return next(request);
};

export const transport = createConnectTransport({
  baseUrl: globalThis.location?.origin ?? 'http://localhost',
  useBinaryFormat: true,
  defaultTimeoutMs: 30_000,
  interceptors: [bearer],
});
