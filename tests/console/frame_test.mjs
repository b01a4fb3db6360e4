// What is around every screen: signing in, roles, language and appearance, and servers that cannot answer.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, startConsole} from './server.mjs';

let browser;
before(async () => (browser = await openBrowser()));
after(async () => {
  await browser?.close();
  await endAll();
});

test('signing in by a token, which the tab forgets when it is closed', async () => {
  const site = await startConsole({records: ['rules/saas/book'], tokens: {writer: 'admin', reader: 'read'}});
  const {page, faults, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/accounts/acme`);
  await page.getByRole('heading', {name: 'Sign in'}).waitFor();
  await assertAccessible(page, 'signing in');
  await picture(page, 'sign-in');
  await page.getByRole('button', {name: 'Sign in'}).click();
  await page.getByText('Paste a token first.').waitFor();
  await page.getByLabel('Token').fill('not-a-token-that-anybody-knows-0123456789');
  await page.getByRole('button', {name: 'Sign in'}).click();
  await page.getByText('does not know this token').waitFor();
  assert.doesNotMatch(await page.content(), /not-a-token-that/);

  // Who may read alone sees the list, and where the role ends.
  await page.getByLabel('Token').fill(site.token('reader'));
  await page.keyboard.press('Enter');
  await page.getByText('Not for your role').first().waitFor();
  await assertAccessible(page, 'forbidden');
  assert.match(await page.getByRole('region', {name: 'Milestones'}).innerText(), /kickoff/);
  await picture(page, 'forbidden');
  // What would be refused is not offered.
  await page.getByRole('region', {name: 'Overrides'}).waitFor();
  for (const name of ['Overrule…', 'Done…']) assert.equal(await page.getByRole('button', {name}).count(), 0, name);
  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByText('May look at accounts, alerts and rules').waitFor();
  assert.match(await page.getByRole('dialog').innerText(), /reader/);
  assert.doesNotMatch(await page.getByRole('dialog').innerText(), /May change things/);
  await assertAccessible(page, 'who one is');
  await page.keyboard.press('Escape');
  await page.getByRole('link', {name: 'Accounts', exact: true}).first().click();
  await page.getByRole('table').waitFor();

  // Kept when the page is loaded again; in no storage that other tabs see, and in no address.
  await page.reload();
  await page.getByRole('table').waitFor();
  assert.equal(await page.evaluate(() => Object.values(localStorage).join()), 'system');
  assert.doesNotMatch(page.url(), new RegExp(site.token('reader')));
  const other = await page.context().newPage();
  await other.goto(`${site.url}/accounts`);
  await other.getByRole('heading', {name: 'Sign in'}).waitFor();

  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByRole('button', {name: 'Sign out'}).click();
  await page.getByRole('heading', {name: 'Sign in'}).waitFor();
  assert.deepEqual(faults, []);
  await close();
  await site.end();
});

test('nothing there yet, no store, and no server', async () => {
  const bare = await startConsole({store: false});
  const first = await openPage(browser, bare.url);
  await first.page.goto(`${bare.url}/accounts`);
  await first.page.getByText('Not served here').waitFor();
  await assertAccessible(first.page, 'not served');
  await first.close();
  await bare.end();

  const empty = await startConsole();
  const {page, close} = await openPage(browser, empty.url);
  await page.goto(`${empty.url}/accounts`);
  await page.getByText('No accounts yet').waitFor();
  await assertAccessible(page, 'empty');
  await empty.stopServer();
  await page.getByLabel('CSM').fill('dana');
  await page.keyboard.press('Enter');
  await page.getByText('The server does not answer').waitFor();
  await assertAccessible(page, 'unreachable');
  await picture(page, 'unreachable');
  await close();
  await empty.end();
});

test('language and appearance are chosen by keyboard, and remembered', async () => {
  const site = await startConsole({records: ['rules/saas/book']});
  const {page, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/accounts`);
  await page.getByRole('table').waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  await page.getByRole('button', {name: 'Settings'}).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: /Language/}).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', {name: 'Bahasa Melayu'}).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('button', {name: /Paparan/}).waitFor();
  await page.getByRole('button', {name: /Paparan/}).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await assertAccessible(page, 'settings');
  await picture(page, 'settings');
  await page.reload();
  await page.getByRole('heading', {name: 'Akaun'}).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ms');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(233, 239, 236)');
  await close();
  await site.end();
});

// Texts that an account can carry, which are scripts in a page that is careless.
const payloads = [
  '<img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', "javascript:alert(1)", '{{constructor.constructor("alert(1)")()}}',
  '</script><script>alert(1)</script>', '%3Cscript%3Ealert(1)%3C/script%3E', '=cmd()|calc', '../../../etc/passwd', '🐑\u202Egreen',
  '.', '..', '~.',
];

test('whatever an account is called stays a text', async () => {
  const site = await startConsole();
  const file = join(site.folder, 'records.jsonl');
  writeFileSync(file, payloads.map((text, index) => JSON.stringify({
    kind: 'account', id: `r${index}`, account: text, at: '2026-01-05', segment: 'smb', stage: 'customer', csm: text,
  })).join('\n'));
  site.put(file);
  const {page, faults, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/accounts`);
  await page.getByRole('table').waitFor();
  const shown = await page.locator('tbody th').allInnerTexts();
  assert.deepEqual([...shown].sort(), [...payloads].sort());
  const opened = async (text) => {
    await page.waitForFunction(() => document.querySelector('#history'));
    assert.equal(await page.getByRole('heading', {level: 1}).innerText(), text);
  };
  for (const [index, text] of shown.entries()) {
    await page.goto(`${site.url}/accounts`);
    await page.locator('tbody th a').nth(index).click();
    await opened(text);
    // The address leads there, too, and to what is below it.
    await page.reload();
    await opened(text);
    await page.goto(`${page.url()}/review`);
    await page.locator('.crumbs').waitFor();
    assert.equal(await page.locator('.crumbs a').last().innerText(), text);
  }
  await page.waitForLoadState('networkidle');
  assert.deepEqual(faults, []);
  await close();
  await site.end();
});

test('the page says what it may load, and nobody may frame it', async () => {
  const site = await startConsole();
  const response = await fetch(`${site.url}/accounts`, {headers: {accept: 'text/html'}});
  const policy = response.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  const page = await response.text();
  assert.doesNotMatch(page, /<script(?![^>]*src=)|<style|style=|\son[a-z]+=/);
  await site.end();
});
