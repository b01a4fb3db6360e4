// All calls go to the page's own origin, with the token of its tab.
import {Code, ConnectError, type Interceptor} from '@connectrpc/connect';
import {createConnectTransport} from '@connectrpc/connect-web';
import {anotherToken, freshToken} from '../oidc/renewal';
import {readToken} from './token';

const bearer: Interceptor = (next) => async (request) => {
  const token = await freshToken();
  if (token) request.header.set('Authorization', `Bearer ${token}`);
  try {
    return await next(request);
  } catch (thrown) {
    const refused = ConnectError.from(thrown).code === Code.Unauthenticated;
    if (!refused || request.stream || !(await anotherToken(token))) throw thrown;
    request.header.set('Authorization', `Bearer ${readToken() ?? ''}`);
    return next(request);
  }
};

export const transport = createConnectTransport({
  baseUrl: globalThis.location?.origin ?? 'http://localhost',
  useBinaryFormat: true,
  defaultTimeoutMs: 30_000,
  interceptors: [bearer],
});
