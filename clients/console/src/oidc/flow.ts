// Signing in by an OpenID provider: authorization code with PKCE (S256), state and nonce, by a library that
// does nothing else. The page asks the issuer's own origin alone, as its policy has it. A token says nothing to
// this page: who it names, and what that may do, is for the server to judge, and GetCaller tells.
import * as oauth from 'oauth4webapi';
import {dropRefresh, keepToken, readGrant, type Grant} from '../api/token';
import {askProvider, type Provider} from './provider';
import {answerOf, isExpected, keepPending, ofWindow, type Pending, type Returned} from './returned';
import {Trouble} from './trouble';

// Seconds by which this device's clock may differ; the server forgives as many.
const leeway = 60;
const patience = 15_000;

interface Asked {
  server: oauth.AuthorizationServer;
  client: oauth.Client;
  how: {[oauth.allowInsecureRequests]: boolean; signal: () => AbortSignal};
}

const home = () => `${location.origin}/`;

// A place to go to: never less safe than the issuer, which the server took for good.
function placeOf(address: string | undefined, issuer: URL): URL | undefined {
  if (!address) return undefined;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === issuer.protocol ? url : undefined;
}

async function ask(provider: Provider): Promise<Asked> {
  if (!globalThis.crypto?.subtle) throw new Trouble('insecure');
  const issuer = new URL(provider.issuer);
  const how = {
    // Of this machine, which the server made sure of.
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
    signal: () => AbortSignal.timeout(patience),
  };
  const answer = await oauth.discoveryRequest(issuer, {algorithm: 'oidc', ...how});
  const server = await oauth.processDiscoveryResponse(issuer, answer);
  if (!server.token_endpoint || !server.authorization_endpoint) throw new Trouble('unusual', 'no token_endpoint');
  if (new URL(server.token_endpoint).origin !== issuer.origin) throw new Trouble('elsewhere', server.token_endpoint);
  return {server, client: {client_id: provider.clientId, [oauth.clockTolerance]: leeway}, how};
}

async function needed(): Promise<Provider> {
  const provider = await askProvider();
  if (!provider) throw new Trouble('unusual', 'settings.json');
  return provider;
}

// What went wrong, whatever threw it.
export function asTrouble(thrown: unknown): Trouble {
  if (thrown instanceof Trouble) return thrown;
  if (thrown instanceof oauth.AuthorizationResponseError || thrown instanceof oauth.ResponseBodyError) {
    const said = [thrown.error, thrown.error_description].filter(Boolean).join(': ').slice(0, 300);
    if (thrown.error === 'access_denied') return new Trouble('denied', said);
    return new Trouble(thrown.error === 'invalid_grant' ? 'used' : 'refused', said);
  }
  if (thrown instanceof oauth.OperationProcessingError) {
    if (thrown.code === oauth.JWT_TIMESTAMP_CHECK) return new Trouble('clock', thrown.message);
    const claim = (thrown.cause as {claim?: string} | undefined)?.claim;
    return new Trouble(claim === 'nonce' ? 'foreign' : 'unusual', thrown.message);
  }
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'TimeoutError' || (thrown instanceof TypeError && !('code' in thrown))) return new Trouble('unanswered');
  return new Trouble('unusual', thrown instanceof Error ? thrown.message : '');
}

function grantOf(given: oauth.TokenEndpointResponse, before?: Grant): Grant {
  const refresh = given.refresh_token ?? before?.refresh;
  const id = given.id_token ?? before?.id;
  return {
    ...(given.expires_in !== undefined ? {expires: Date.now() + given.expires_in * 1000} : {}),
    ...(refresh ? {refresh} : {}),
    ...(id ? {id} : {}),
  };
}

// What to remember, and where to go.
async function prepare(provider: Provider, {server, client}: Asked, begins: string): Promise<[Pending, URL]> {
  const place = placeOf(server.authorization_endpoint, new URL(provider.issuer));
  if (!place) throw new Trouble('unusual', server.authorization_endpoint);
  const pending = {
    state: begins + oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    wanted: location.pathname + location.search + location.hash,
  };
  const wanted = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: home(),
    scope: provider.scopes,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ui_locales: document.documentElement.lang,
  };
  for (const [name, value] of Object.entries(wanted)) place.searchParams.set(name, value);
  return [pending, place];
}

// Leaves the page for the provider.
export async function begin(provider: Provider): Promise<void> {
  try {
    const [pending, place] = await prepare(provider, await ask(provider), '');
    keepPending(pending);
    location.assign(place);
  } catch (thrown) {
    throw asTrouble(thrown);
  }
}

// Takes a token for what the provider sent back, and keeps it.
export async function finish(returned: Returned): Promise<void> {
  const {answer, pending} = returned;
  // Before anything is asked, and before a word of the answer is shown.
  if (!pending || !isExpected(returned)) throw new Trouble('foreign');
  try {
    const asked = await ask(await needed());
    const {server, client, how} = asked;
    let answered: URLSearchParams;
    try {
      answered = oauth.validateAuthResponse(server, client, new URLSearchParams(answer), pending.state);
    } catch (thrown) {
      throw thrown instanceof oauth.OperationProcessingError ? new Trouble('foreign', thrown.message) : thrown;
    }
    const response = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answered, home(), pending.verifier, how);
    const given = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: pending.nonce, requireIdToken: true,
    });
    if (given.token_type !== 'bearer') throw new Trouble('unusual', `token_type ${given.token_type}`);
    keepToken(given.access_token, grantOf(given));
  } catch (thrown) {
    throw asTrouble(thrown);
  }
}

// The same in a window of its own, while this page stays as it is. `opened` was opened by the press of a button,
// which the browser asks for.
export async function signInAgain(provider: Provider, opened: Window | null, signal: AbortSignal): Promise<void> {
  if (!opened) throw new Trouble('blocked');
  try {
    const [pending, place] = await prepare(provider, await ask(provider), ofWindow);
    const answer = answerOf(pending.state, signal);
    // The provider's page has no hold on this one.
    opened.opener = null;
    opened.location.replace(place);
    await finish({answer: await answer, pending});
  } catch (thrown) {
    throw signal.aborted ? thrown : asTrouble(thrown);
  } finally {
    opened.close();
  }
}

// Whether another token is kept by now, without anybody being asked. A provider that says no is not asked again.
export async function renew(before: Grant): Promise<boolean> {
  if (!before.refresh) return false;
  try {
    const {server, client, how} = await ask(await needed());
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), before.refresh, how);
    const given = await oauth.processRefreshTokenResponse(server, client, response);
    // Signed out meanwhile.
    if (readGrant()?.refresh !== before.refresh) return false;
    keepToken(given.access_token, grantOf(given, before));
    return true;
  } catch (thrown) {
    if (asTrouble(thrown).kind !== 'unanswered' && readGrant()?.refresh === before.refresh) dropRefresh();
    return false;
  }
}

// Leaves the page to end the session there, too. False: the provider has no address for that, or cannot be asked.
export async function leave(grant: Grant): Promise<boolean> {
  try {
    const provider = await needed();
    const {server} = await ask(provider);
    const place = placeOf(server.end_session_endpoint, new URL(provider.issuer));
    if (!place) return false;
    if (grant.id) place.searchParams.set('id_token_hint', grant.id);
    place.searchParams.set('client_id', provider.clientId);
    place.searchParams.set('post_logout_redirect_uri', home());
    location.assign(place);
    return true;
  } catch {
    return false;
  }
}
