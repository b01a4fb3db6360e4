// Signing in by an OpenID provider, as people do and as those who mean harm would have them do: a provider of this
// machine with real keys, and the real server, which judges the tokens.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {startProvider} from './provider.mjs';
import {endAll, startConsole} from './server.mjs';

// The console in front of a server that speaks gRPC alone names no provider.
const skip = process.env.BELLWETHER_CONSOLE ? false : 'needs a server with HTTP: BELLWETHER_CONSOLE';
const users = {ada: ['admin', 'read', 'score', 'offline_access'], rea: ['read'], noone: ['offline_access']};
// Everything that browsers said in their logs.
const said = [];

let browser;
let provider;
let site;

before(async () => {
  if (skip) return;
  browser = await openBrowser();
  provider = await startProvider(users);
  site = await startConsole({
    records: ['rules/saas/book'],
    tokens: {writer: 'admin', pasted: 'read'},
    access: provider.entry(', leeway: 0s'),
    more: [
      '--console-oidc-client-id', provider.clientId, '--console-oidc-provider', 'Example Login',
      '--console-oidc-scopes', 'openid profile', '--log-level', 'debug',
    ],
  });
  provider.redirects = [`${site.url}/`];
  provider.origins = [site.url];
});
after(async () => {
  await browser?.close();
  await site?.end();
  await provider?.end();
  await endAll();
});

const plain = {lifetime: 300, refreshes: true, audience: 'bellwether', algorithm: 'RS256', idExpires: 300, late: 0, endsSessions: true,
  answer: undefined, refuses: undefined, elsewhere: undefined};

// A page at `path` of somebody who is not signed in; the provider does what `how` says.
async function open(path, how = {}, options = {}) {
  Object.assign(provider, plain, {origins: [site.url]}, how);
  const opened = await openPage(browser, site.url, options);
  const note = (page) => page.on('console', (message) => said.push(message.text()));
  note(opened.page);
  opened.page.context().on('page', note);
  await opened.page.goto(site.url + path);
  // The provider is asked, and nobody else.
  const strange = () => opened.faults.filter((fault) => !fault.startsWith(`asks ${provider.url}/`));
  return {...opened, strange};
}

const button = (page) => page.getByRole('button', {name: 'Sign in with Example Login'});
const asked = (path) => provider.log.filter((entry) => entry.path === path);

async function signIn(page, who) {
  await button(page).click();
  await page.getByRole('heading', {name: 'Who are you?'}).waitFor();
  await page.getByRole('button', {name: who, exact: true}).click();
}

test('the server says who signs people in, and lets the page ask there and nowhere else', {skip}, async () => {
  const told = await fetch(`${site.url}/console/settings.json`);
  assert.deepEqual(await told.json(), {
    oidc: {issuer: provider.url, clientId: 'bellwether-console', scopes: 'openid profile', provider: 'Example Login'},
  });
  const policy = (await fetch(`${site.url}/accounts`, {headers: {accept: 'text/html'}})).headers.get('content-security-policy');
  assert.ok(policy.includes(`connect-src 'self' ${provider.url};`), policy);
  assert.doesNotMatch(policy, /unsafe|\*/);
  const other = (await fetch(`${site.url}/docs/api`)).headers.get('content-security-policy');
  assert.ok(other.includes("connect-src 'self';"), other);
});

test('by mouse, to where one wanted to go; a role hides and forbids; signing out ends it there, too', {skip}, async () => {
  const {page, strange, close} = await open('/accounts/acme?on=2025-11-20#history');
  await button(page).waitFor();
  await assertAccessible(page, 'signing in');
  await picture(page, 'oidc-sign-in');
  await signIn(page, 'rea');
  await page.getByText('Not for your role').first().waitFor();
  assert.equal(page.url(), `${site.url}/accounts/acme?on=2025-11-20#history`);
  await page.getByRole('region', {name: 'Overrides'}).waitFor();
  assert.equal(await page.getByRole('button', {name: 'Overrule…'}).count(), 0);
  await page.getByRole('button', {name: 'Settings'}).click();
  const settings = page.getByRole('dialog');
  await settings.getByText('May look at accounts, alerts and rules').waitFor();
  assert.match(await settings.innerText(), /rea/);
  await page.keyboard.press('Escape');

  // Of this tab alone, kept when the page is loaded again, and in no address.
  await page.reload();
  await page.getByText('Not for your role').first().waitFor();
  assert.deepEqual(await page.evaluate(() => [Object.values(localStorage), Object.keys(sessionStorage).sort()]), [
    ['system'], ['bellwether.grant', 'bellwether.token'],
  ]);
  const [query] = asked('/authorize').map((entry) => entry.query);
  assert.equal(query.get('scope'), 'openid profile');
  assert.equal(query.get('redirect_uri'), `${site.url}/`);

  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByRole('button', {name: 'Sign out'}).click();
  await button(page).waitFor();
  assert.equal(asked('/end').length, 1);
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  // There, too: one is asked again.
  await button(page).click();
  await page.getByRole('heading', {name: 'Who are you?'}).waitFor();
  assert.deepEqual(strange(), []);
  await close();
});

test('by keyboard, with tokens of the other algorithm, in the dark', {skip}, async () => {
  const {page, strange, close} = await open('/accounts/aster', {algorithm: 'ES256'}, {colorScheme: 'dark', viewport: {width: 360, height: 740}});
  await button(page).waitFor();
  await assertAccessible(page, 'signing in, dark and narrow');
  await assertFits(page, 'signing in');
  await picture(page, 'oidc-sign-in-360-dark');
  const toButton = async (name) => {
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement.textContent) === name) return;
    }
    assert.fail(`no way to ${name} by Tab`);
  };
  await toButton('Sign in with Example Login');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', {name: 'Who are you?'}).waitFor();
  await toButton('ada');
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: 'Overrule…'}).waitFor();
  assert.equal(page.url(), `${site.url}/accounts/aster`);
  assert.deepEqual(strange(), []);
  await close();
});

test('a token signs in as before', {skip}, async () => {
  const {page, strange, close} = await open('/accounts');
  await page.getByText('With a token instead').click();
  await page.getByLabel('Token').fill('a-token-that-nobody-knows-0123456789abcdef');
  await page.keyboard.press('Enter');
  await page.getByText('does not know this token').waitFor();
  await assertAccessible(page, 'a refused token');
  await page.getByLabel('Token').fill(site.token('pasted'));
  await page.keyboard.press('Enter');
  await page.getByRole('table').waitFor();
  const ends = asked('/end').length;
  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByRole('button', {name: 'Sign out'}).click();
  await button(page).waitFor();
  assert.equal(asked('/end').length, ends);
  assert.deepEqual(strange(), []);
  await close();
});

test('a token that is about to end is renewed without a word', {skip}, async () => {
  const {page, strange, close} = await open('/accounts', {lifetime: 4});
  await signIn(page, 'ada');
  await page.getByRole('table').waitFor();
  const before = await page.evaluate(() => sessionStorage.getItem('bellwether.token'));
  await page.waitForTimeout(4500);
  await page.getByRole('link', {name: 'Rules', exact: true}).first().click();
  await page.getByRole('heading', {level: 1, name: 'Rules'}).waitFor();
  await page.getByRole('link', {name: 'Accounts', exact: true}).first().click();
  await page.getByRole('table').waitFor();
  assert.notEqual(await page.evaluate(() => sessionStorage.getItem('bellwether.token')), before);
  const renewals = asked('/token').filter(({form}) => form.get('grant_type') === 'refresh_token');
  assert.ok(renewals.length > 0);
  // Each refresh token is good once, and was used once.
  assert.deepEqual(renewals.filter(({answer}) => answer.error), []);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(strange(), []);
  await close();
});

// The server takes tokens for another audience from now on: those that are there are over.
async function takeTokensFor(audience) {
  const file = join(site.folder, 'access.yaml');
  const inForce = () => site.log().split('access file in force').length;
  const before = inForce();
  writeFileSync(file, readFileSync(file, 'utf8').replace(/audience: \w+/, `audience: ${audience}`));
  for (let i = 0; inForce() === before; i++) {
    assert.ok(i < 600, 'the access file is not followed');
    await new Promise((done) => setTimeout(done, 50));
  }
  provider.audience = audience;
}

test('where none can be had the person signs in again, and loses nothing', {skip}, async () => {
  const {page, strange, close} = await open('/accounts/aster', {refreshes: false});
  await signIn(page, 'ada');
  await page.getByRole('button', {name: 'Overrule…'}).click();
  const form = page.getByRole('dialog', {name: /verrule/});
  await form.getByRole('button', {name: /How/}).click();
  await page.getByRole('option', {name: 'the score is'}).click();
  await form.getByLabel('Points').fill('64');
  await form.getByLabel('Why').fill('typed before the sign-in ended');
  await takeTokensFor('later');
  await form.getByRole('button', {name: 'Overrule'}).click();
  const ended = page.getByRole('dialog', {name: 'Your sign-in has ended'});
  await ended.waitFor();
  await assertAccessible(page, 'a sign-in that has ended');
  await picture(page, 'oidc-ended');
  // Who still is signed in at the provider need do nothing there.
  const [window] = await Promise.all([page.context().waitForEvent('page'), ended.getByRole('button', {name: 'Sign in with Example Login'}).click()]);
  await Promise.all([ended.waitFor({state: 'detached'}), window.isClosed() || window.waitForEvent('close')]);
  assert.equal(await form.getByLabel('Why').inputValue(), 'typed before the sign-in ended');
  await form.getByRole('button', {name: 'Overrule'}).click();
  await form.waitFor({state: 'detached'});
  await page.getByRole('region', {name: 'Overrides'}).getByText('typed before the sign-in ended').waitFor();
  assert.match(await page.getByRole('region', {name: 'Overrides'}).innerText(), /ada/);
  await takeTokensFor('bellwether');
  assert.deepEqual(strange(), []);
  await close();
});

test('a page that is loaded again after the end asks for signing in, and says why', {skip}, async () => {
  const {page, close} = await open('/accounts', {lifetime: 12, refreshes: false});
  await signIn(page, 'rea');
  await page.getByRole('table').waitFor();
  const left = await page.evaluate(() => JSON.parse(sessionStorage.getItem('bellwether.grant')).expires - Date.now());
  await page.waitForTimeout(left + 1000);
  await page.reload();
  await page.getByText('Your sign-in has ended').waitFor();
  await button(page).waitFor();
  await close();
});

// What the provider does, who signs in, and what is said to that.
const wrong = [
  {name: 'no consent', who: 'Cancel', says: 'Example Login did not let you in'},
  {name: 'another audience', how: {audience: 'something-else'}, says: 'The sign-in is meant for another program'},
  {name: 'no role', who: 'noone', says: 'You have no role here'},
  {name: 'a clock that is off', how: {idExpires: -600}, says: 'The clocks do not agree'},
  {name: 'a token that is over', how: {late: 900}, says: 'The clocks do not agree'},
  {name: 'a code that is over', how: {refuses: 'invalid_grant'}, says: 'This sign-in was used already, or is too old'},
  {name: 'an error of the provider', how: {refuses: 'unauthorized_client'}, says: 'Example Login refused the sign-in'},
  {name: 'an error with words', how: {answer: ({state, iss}) => ({error: 'server_error', error_description: '<b>down</b>', state, iss})}, says: '<b>down</b>'},
  {name: 'no leave to ask', how: {origins: []}, begins: true, says: 'Example Login does not answer'},
  {name: 'another origin', how: {elsewhere: 'https://elsewhere.example/token'}, begins: true, says: 'wants to be asked at another address'},
];

for (const {name, who, how, begins, says} of wrong) {
  test(`what goes wrong is said in words: ${name}`, {skip}, async () => {
    const {page, strange, close} = await open('/accounts', how);
    if (begins) await button(page).click();
    else await signIn(page, who ?? 'ada');
    await page.getByText(says).first().waitFor();
    await assertAccessible(page, name);
    await picture(page, `oidc-${name.replaceAll(' ', '-')}`);
    assert.equal(new URL(page.url()).search, '');
    if (who !== 'noone') assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
    assert.deepEqual(strange(), []);
    await close();
  });
}

test('it is said in Indonesian and in Malay, too', {skip}, async () => {
  for (const [locale, go, says] of [['id-ID', 'Masuk dengan Example Login', 'tidak mengizinkan Anda masuk'], ['ms-MY', 'Log masuk dengan Example Login', 'tidak membenarkan anda masuk']]) {
    const {page, close} = await open('/accounts', {}, {locale});
    await page.getByRole('button', {name: go}).click();
    await page.getByRole('button', {name: 'Cancel'}).click();
    await page.getByText(says).waitFor();
    await assertAccessible(page, locale);
    assert.equal(asked('/authorize').at(-1).query.get('ui_locales'), locale.slice(0, 2));
    await close();
  }
});

test('a provider without an end of sessions: it is said that one is still signed in there', {skip}, async () => {
  const {page, close} = await open('/accounts', {endsSessions: false});
  await signIn(page, 'rea');
  await page.getByRole('table').waitFor();
  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByRole('button', {name: 'Sign out'}).click();
  await page.getByText('You are signed out here').waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  await close();
});

test('an answer with another state, or without one that was asked for, is not taken', {skip}, async () => {
  const {page, strange, close} = await open('/accounts', {answer: (told) => ({...told, state: 'another-state-than-was-sent'})});
  await signIn(page, 'ada');
  await page.getByText('This answer is of no sign-in of this tab').waitFor();
  await assertAccessible(page, 'a foreign answer');
  // Nothing of it is shown, nor asked for at the provider.
  const before = provider.log.length;
  await page.goto(`${site.url}/?code=stolen&state=invented&error_description=call+0800`);
  await page.getByText('This answer is of no sign-in of this tab').waitFor();
  await page.goto(`${site.url}/?error=access_denied&state=invented&error_description=call+0800`);
  await page.getByText('This answer is of no sign-in of this tab').waitFor();
  assert.doesNotMatch(await page.innerText('body'), /0800|stolen|invented/);
  assert.equal(page.url(), `${site.url}/`);
  assert.equal(provider.log.length, before);

  // Whoever is signed in stays so, as who they are. The provider knows the person by now.
  provider.answer = undefined;
  await button(page).click();
  await page.waitForFunction(() => sessionStorage.getItem('bellwether.token'));
  await page.goto(`${site.url}/?code=stolen&state=invented`);
  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByRole('dialog').getByText('ada', {exact: true}).waitFor();
  assert.deepEqual(strange(), []);
  await close();
});

test('an answer of another issuer is not taken', {skip}, async () => {
  let code;
  const answer = (told) => {
    code = told.code;
    return {...told, iss: 'https://evil.example'};
  };
  const {page, close} = await open('/accounts', {answer});
  await signIn(page, 'ada');
  await page.getByText('This answer is of no sign-in of this tab').waitFor();
  assert.ok(code);
  assert.equal(asked('/token').some(({form}) => form.get('code') === code), false);
  await close();
});

test('a code is good once, and with what only this tab knows', {skip}, async () => {
  const {page, close} = await open('/accounts');
  await signIn(page, 'rea');
  await page.getByRole('table').waitFor();
  const {form} = asked('/token').findLast((entry) => entry.form?.get('grant_type') === 'authorization_code');
  const {query} = asked('/authorize').findLast((entry) => entry.query.has('state'));
  // To the browser, as an address out of somebody's history.
  const other = await page.context().newPage();
  await other.goto(`${site.url}/?code=${form.get('code')}&state=${query.get('state')}&iss=${encodeURIComponent(provider.url)}`);
  await other.getByText('This answer is of no sign-in of this tab').waitFor();
  // And to the provider.
  const again = await fetch(`${provider.url}/token`, {method: 'POST', body: form});
  assert.deepEqual([again.status, await again.json()], [400, {error: 'invalid_grant'}]);
  await close();

  // A code that was given for a sign-in elsewhere, slipped into one of this tab.
  const thief = await open('/accounts');
  await button(thief.page).click();
  await thief.page.getByRole('heading', {name: 'Who are you?'}).waitFor();
  let stolen;
  provider.answer = (told) => {
    stolen = told.code;
    return {error: 'access_denied', state: told.state, iss: told.iss};
  };
  await thief.page.getByRole('button', {name: 'ada', exact: true}).click();
  await thief.page.getByText('Example Login did not let you in').waitFor();
  await thief.close();
  const victim = await open('/accounts', {answer: (told) => ({...told, code: stolen})});
  await signIn(victim.page, 'rea');
  await victim.page.getByText('This sign-in was used already').waitFor();
  assert.deepEqual(await victim.page.evaluate(() => Object.keys(sessionStorage)), []);
  await victim.close();
});

test('nobody is led anywhere else by signing in', {skip}, async () => {
  for (const path of ['//evil.example/accounts', '/accounts/%5C%5Cevil.example', '/accounts?next=//evil.example&return_to=https://evil.example']) {
    const {page, strange, close} = await open(path);
    await signIn(page, 'rea');
    await page.getByRole('navigation', {name: 'Main'}).waitFor();
    assert.equal(new URL(page.url()).origin, site.url, path);
    assert.deepEqual(strange(), [], path);
    await close();
  }
  // What the address says of where to go means nothing; nor does what a page of somebody else could put there.
  const {page, close} = await open('/accounts');
  await page.evaluate(() => sessionStorage.setItem('bellwether.sign-in', JSON.stringify({state: 'known-state', nonce: 'n', verifier: 'v', wanted: '//evil.example/x'})));
  await page.goto(`${site.url}/?code=c&state=known-state&wanted=https://evil.example`);
  await page.waitForFunction(() => document.querySelector('.sign-in'));
  assert.equal(new URL(page.url()).origin, site.url);
  await close();
});

test('a window that brings an answer for nobody says so, and takes nothing', {skip}, async () => {
  const {page, strange, close} = await open('/accounts');
  await page.goto(`${site.url}/?code=stolen&state=w.invented`);
  await page.getByRole('heading', {name: 'Signing in goes on elsewhere'}).waitFor();
  await assertAccessible(page, 'a window that is done');
  assert.equal(page.url(), `${site.url}/`);
  assert.deepEqual(strange(), []);
  await close();
});

test('a server that takes anybody is entered, whatever the address says', {skip}, async () => {
  const free = await startConsole({store: false});
  const {page, faults, close} = await openPage(browser, free.url);
  await page.goto(`${free.url}/?code=stolen&state=invented`);
  await page.getByRole('navigation', {name: 'Main'}).waitFor();
  assert.equal(new URL(page.url()).search, '');
  assert.deepEqual(await (await fetch(`${free.url}/console/settings.json`)).json(), {});
  assert.deepEqual(faults, []);
  await close();
  await free.end();
});

test('no token, code or verifier stands in a log, nor in what the provider is asked by address', {skip}, () => {
  assert.ok(provider.secrets.size > 20);
  const addresses = provider.log.map(({path, query}) => `${path}?${query}`).join('\n');
  for (const secret of [...provider.secrets, site.token('pasted')]) {
    assert.ok(!site.log().includes(secret), 'the log of the server');
    assert.ok(!said.join('\n').includes(secret), 'the log of a browser');
    assert.ok(!addresses.includes(secret), 'an address of the provider');
  }
  // The log was read, and knows who asked.
  assert.match(site.log(), /caller=rea/);
});
