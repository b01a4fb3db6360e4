// A small OpenID provider of this machine, as the tests of signing in need one: discovery, keys, a page to sign in
// at, tokens for codes by PKCE, tokens for refresh tokens (each once), and the end of a session. It checks what a
// provider checks, signs with keys of its own, and does wrong only where a test says so.
import {createHash, createSign, generateKeyPairSync, randomBytes} from 'node:crypto';
import {createServer} from 'node:http';

const b64 = (value) => Buffer.from(value).toString('base64url');
const once = () => randomBytes(24).toString('base64url');

function makeKeys() {
  const rsa = generateKeyPairSync('rsa', {modulusLength: 2048});
  const ec = generateKeyPairSync('ec', {namedCurve: 'P-256'});
  const jwk = (key, kid, alg) => ({...key.export({format: 'jwk'}), kid, alg, use: 'sig'});
  return {
    RS256: rsa.privateKey,
    ES256: ec.privateKey,
    set: {keys: [jwk(rsa.publicKey, 'RS256', 'RS256'), jwk(ec.publicKey, 'ES256', 'ES256')]},
  };
}

async function formOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

// `users`: names with roles. What the answer has beside `url`, `say` and `end` may be changed at any time:
// `redirects` and `origins`, which the client may use; `lifetime` of access tokens in seconds; `refreshes`;
// `audience`; `algorithm` (RS256, ES256); `idExpires`, seconds from now;
// `late`, seconds by which access tokens end before that; `endsSessions`; `answer`, which gets the
// parameters that go back to the console and may change them; `refuses`, an error of the token endpoint;
// `elsewhere`, another token endpoint.
export async function startProvider(users, clientId = 'bellwether-console') {
  const keys = makeKeys();
  const codes = new Map();
  const refreshTokens = new Map();
  const sessions = new Map();
  const provider = {
    url: '', clientId, redirects: [], origins: [], lifetime: 300, refreshes: true, audience: 'bellwether', algorithm: 'RS256',
    idExpires: 300, late: 0, endsSessions: true, answer: undefined, refuses: undefined, elsewhere: undefined,
    // What was asked: {path, query}, and for /token {path, form, answer}.
    log: [],
    // Everything that nobody else may see.
    secrets: new Set(),
  };

  const sign = (claims) => {
    const {algorithm} = provider;
    const text = `${b64(JSON.stringify({alg: algorithm, kid: algorithm, typ: 'JWT'}))}.${b64(JSON.stringify(claims))}`;
    const signer = createSign('SHA256').update(text);
    return `${text}.${signer.sign({key: keys[algorithm], dsaEncoding: 'ieee-p1363'}).toString('base64url')}`;
  };
  const secret = (value) => {
    provider.secrets.add(value);
    return value;
  };
  const now = () => Math.floor(Date.now() / 1000);

  const discovery = () => ({
    issuer: provider.url,
    authorization_endpoint: `${provider.url}/authorize`,
    token_endpoint: provider.elsewhere ?? `${provider.url}/token`,
    jwks_uri: `${provider.url}/jwks`,
    ...(provider.endsSessions ? {end_session_endpoint: `${provider.url}/end`} : {}),
    response_types_supported: ['code'], subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256'], code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });

  const tokensFor = ({user, nonce}) => ({
    access_token: secret(sign({
      iss: provider.url, sub: user, aud: ['account', provider.audience], exp: now() + provider.lifetime - provider.late, iat: now(),
      jti: once(), realm_access: {roles: users[user]},
    })),
    token_type: 'Bearer',
    expires_in: provider.lifetime,
    id_token: sign({
      iss: provider.url, sub: user, aud: clientId, exp: now() + provider.idExpires, iat: now(), ...(nonce ? {nonce} : {}),
    }),
    ...(provider.refreshes ? {refresh_token: secret(refreshFor(user))} : {}),
  });
  const refreshFor = (user) => {
    const token = once();
    refreshTokens.set(token, user);
    return token;
  };

  const redeem = (form) => {
    if (provider.refuses) return {error: provider.refuses, error_description: 'as the test wants it'};
    if (form.get('client_id') !== clientId) return {error: 'invalid_client'};
    if (form.get('grant_type') === 'refresh_token') {
      const user = refreshTokens.get(form.get('refresh_token'));
      refreshTokens.delete(form.get('refresh_token'));
      return user ? tokensFor({user}) : {error: 'invalid_grant'};
    }
    const code = codes.get(form.get('code'));
    codes.delete(form.get('code'));
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (!code || code.challenge !== verifier || code.redirect !== form.get('redirect_uri')) return {error: 'invalid_grant'};
    secret(form.get('code_verifier'));
    return tokensFor(code);
  };

  const sendBack = (response, query, told) => {
    const back = new URL(query.get('redirect_uri'));
    const params = {...told, state: query.get('state'), iss: provider.url};
    for (const [name, value] of Object.entries(provider.answer?.(params) ?? params)) back.searchParams.set(name, value);
    response.writeHead(303, {location: back.href}).end();
  };
  const grant = (response, query, user) => {
    const code = secret(once());
    codes.set(code, {user, nonce: query.get('nonce'), challenge: query.get('code_challenge'), redirect: query.get('redirect_uri')});
    sendBack(response, query, {code});
  };
  const pageOf = (query) => `<!doctype html><html lang="en"><title>Example Login</title><h1>Who are you?</h1>
    <form method="post" action="/authorize?${query.toString().replaceAll('&', '&amp;')}">
    ${[...Object.keys(users), 'Cancel'].map((name) => `<button name="who" value="${name}">${name}</button>`).join('\n')}</form></html>`;

  const answer = async (request, response) => {
    const {pathname, searchParams: query} = new URL(request.url, provider.url);
    const origin = request.headers.origin;
    if (origin && provider.origins.includes(origin)) response.setHeader('access-control-allow-origin', origin);
    const json = (status, value) => {
      response.writeHead(status, {'content-type': 'application/json', 'cache-control': 'no-store'});
      response.end(JSON.stringify(value));
    };
    const entry = {path: pathname, query};
    if (pathname !== '/jwks') provider.log.push(entry);
    const session = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (pathname === '/.well-known/openid-configuration') return json(200, discovery());
    if (pathname === '/jwks') return json(200, keys.set);
    if (pathname === '/token' && request.method === 'POST') {
      entry.form = await formOf(request);
      entry.answer = redeem(entry.form);
      return json(entry.answer.error ? 400 : 200, entry.answer);
    }
    if (pathname === '/end') {
      sessions.delete(session);
      const back = query.get('post_logout_redirect_uri');
      if (!provider.redirects.includes(back)) return json(400, {error: 'invalid_request'});
      return response.writeHead(303, {location: back}).end();
    }
    if (pathname !== '/authorize') return json(404, {});
    const good = query.get('client_id') === clientId && provider.redirects.includes(query.get('redirect_uri')) &&
      query.get('response_type') === 'code' && query.get('code_challenge_method') === 'S256' && query.get('code_challenge')?.length === 43 &&
      query.get('scope')?.split(' ').includes('openid') && query.get('state')?.length > 20 && query.get('nonce')?.length > 20;
    if (!good) return json(400, {error: 'invalid_request'});
    if (request.method === 'POST') {
      const who = (await formOf(request)).get('who');
      if (!(who in users)) return sendBack(response, query, {error: 'access_denied', error_description: 'The person said no'});
      const next = once();
      sessions.set(next, who);
      response.setHeader('set-cookie', `session=${next}; HttpOnly; SameSite=Lax`);
      return grant(response, query, who);
    }
    if (sessions.has(session)) return grant(response, query, sessions.get(session));
    response.writeHead(200, {'content-type': 'text/html; charset=utf-8'});
    response.end(pageOf(query));
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  provider.url = `http://127.0.0.1:${server.address().port}`;
  provider.end = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  // The issuer as the access file has it.
  provider.entry = (more = '') =>
    `issuers:\n  - {issuer: "${provider.url}", audience: bellwether, keys: "${provider.url}/jwks", roles_claim: realm_access.roles${more}}\n`;
  return provider;
}
