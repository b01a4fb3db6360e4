// One client for each service that a screen asks. All calls go to the page's own origin.
import {Code, ConnectError, createClient, type Interceptor} from '@connectrpc/connect';
import {createConnectTransport} from '@connectrpc/connect-web';
import {AccountsService} from '../gen/bellwether/v1/accounts_pb';
import {AlertsService} from '../gen/bellwether/v1/alerts_pb';
import {CallerService} from '../gen/bellwether/v1/caller_pb';
import {DecisionsService} from '../gen/bellwether/v1/decisions_pb';
import {RulesService} from '../gen/bellwether/v1/rules_pb';
import {ScoringService} from '../gen/bellwether/v1/scoring_pb';
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

export const accounts = createClient(AccountsService, transport);
export const alerts = createClient(AlertsService, transport);
export const caller = createClient(CallerService, transport);
export const decisions = createClient(DecisionsService, transport);
export const rules = createClient(RulesService, transport);
export const scoring = createClient(ScoringService, transport);
