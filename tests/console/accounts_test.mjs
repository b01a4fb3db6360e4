// The list of accounts, as people use it: to find, to sort, to turn pages, to take along.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, source, startConsole} from './server.mjs';

let browser;
let site;
// With a book that reaches until today: of what was told long ago nothing has a score.
let current;
const folder = mkdtempSync(join(tmpdir(), 'bellwether-accounts-'));

before(async () => {
  browser = await openBrowser();
  site = await startConsole({records: ['rules/saas/book']});
  const now = new Date();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 11, 1)).toISOString().slice(0, 10);
  execFileSync(process.env.BELLWETHER, [
    'book', 'generate', '--accounts', '40', '--start', first, '--months', '12', '--parameters', join(source, 'rules/simulation/saas.yaml'), '--output', join(folder, 'book'),
  ]);
  current = await startConsole({records: [join(folder, 'book')]});
  execFileSync(process.execPath, [join(import.meta.dirname, 'evaluated.mjs'), current.url]);
});
after(async () => {
  await browser?.close();
  await site?.end();
  await current?.end();
  await endAll();
  rmSync(folder, {recursive: true, force: true});
});

async function open(path, options) {
  const opened = await openPage(browser, site.url, options);
  await opened.page.goto(site.url + path);
  await opened.page.getByRole('table').waitFor();
  return opened;
}

const names = (page) => page.locator('tbody th').allInnerTexts();

test('all accounts, by name, each with its band in words', async () => {
  const {page, faults, close} = await open('/accounts');
  assert.equal(await page.getByRole('heading', {level: 1}).innerText(), 'Accounts');
  assert.equal(new URL(page.url()).pathname, '/accounts');
  const shown = await names(page);
  assert.equal(shown.length, 25);
  assert.deepEqual(shown, [...shown].sort());
  await page.waitForFunction(() => document.querySelectorAll('tbody .band').length === 25);
  const bands = await page.locator('tbody .band').allInnerTexts();
  assert.ok(bands.every((band) => /^(green|yellow|red|no band)/.test(band)), bands.join());
  await assertAccessible(page, 'the list');
  await picture(page, 'accounts');
  assert.deepEqual(faults, []);
  await close();
});

// One question for a page: with the list comes how each account stands.
test('accounts that were evaluated are not asked about one by one', async () => {
  const {page, close} = await open('/accounts');
  let asked = [];
  page.on('request', (request) => {
    const [, call] = /\/bellwether\.v1\.\w+\/(\w+)/.exec(request.url()) ?? [];
    if (call) asked.push(call);
  });
  // The last of the book may not be evaluated yet.
  for (let look = 0; look < 60; ++look) {
    asked = [];
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll('tbody .band').length === 25);
    if (!asked.includes('EvaluateAccount')) break;
    await page.waitForTimeout(500);
  }
  assert.deepEqual(asked.sort(), ['GetCaller', 'GetPack', 'ListAccounts']);
  await close();
});

test('the worst come first by their score, and a band is found by its name', async () => {
  const {page, faults, close} = await openPage(browser, current.url);
  await page.goto(`${current.url}/accounts?order=score`);
  await page.waitForFunction(() => document.querySelectorAll('tbody .band').length === 25);
  const scores = (await page.locator('tbody .band-score').allInnerTexts()).map(Number);
  assert.ok(scores.length > 5, scores.join());
  assert.deepEqual(scores, [...scores].sort((a, b) => a - b));
  // On the first days of a month nobody may be red: what the worst one is, is looked for.
  const [worst] = /^(green|yellow|red)/.exec((await page.locator('tbody .band').allInnerTexts())[0]);
  // Accounts without a score are the last, either way.
  const bands = () => page.locator('tbody .band').allInnerTexts();
  await page.getByRole('button', {name: 'Sort by Health'}).click();
  await page.waitForURL(/order=score\+desc|order=score%20desc/);
  await page.waitForFunction((least) => Number(document.querySelector('tbody .band-score')?.innerText ?? 0) > least, scores[0]);
  await page.getByLabel('Band', {exact: true}).fill(worst);
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`band=${worst}`));
  await page.waitForFunction(() => document.querySelectorAll('tbody .band').length > 0 && document.querySelectorAll('tbody tr').length < 25);
  assert.ok((await bands()).every((band) => band.startsWith(worst)), (await bands()).join());
  assert.deepEqual(faults, []);
  await close();
});

// The server's words for them, and its names where people take them along.
test('bands, segments and stages are called as the pack calls them in the reader’s language', async () => {
  for (const [locale, bands, segment, stage] of [
    ['id-ID', /^(hijau|kuning|merah|tanpa kategori)/, 'usaha kecil', 'pelanggan'],
    ['ms-MY', /^(hijau|kuning|merah|tanpa kategori)/, 'perniagaan kecil', 'pelanggan'],
    ['en-GB', /^(green|yellow|red|no band)/, 'smb', 'customer'],
  ]) {
    const {page, faults, close} = await openPage(browser, current.url, {locale});
    await page.goto(`${current.url}/accounts?order=score+desc`);
    await page.locator('tbody td', {hasText: new RegExp(`^${segment}$`)}).first().waitFor();
    await page.locator('tbody td', {hasText: new RegExp(`^${stage}$`)}).first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody .band').length === 25);
    const shown = await page.locator('tbody .band').allInnerTexts();
    assert.ok(shown.every((band) => bands.test(band)), `${locale}: ${shown.join()}`);
    assert.ok(shown.some((band) => /\d/.test(band)), `${locale}: ${shown.join()}`);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', {name: /CSV/}).click();
    const text = readFileSync(await (await saved).path(), 'utf8');
    assert.match(text, /,smb,customer,/, locale);
    assert.match(text, /,(green|yellow|red) \d+,/, locale);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('a filter is in the address, and leads there again', async () => {
  const {page, close} = await open('/accounts');
  await page.getByLabel('Account', {exact: true}).fill('borea');
  await page.keyboard.press('Enter');
  await page.waitForURL(/account=borea/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  assert.deepEqual(await names(page), ['borealis']);
  const address = page.url();
  await page.getByRole('button', {name: 'Show all'}).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 25);
  await page.goto(address);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  assert.equal(await page.getByLabel('Account', {exact: true}).inputValue(), 'borea');
  await close();
});

test('an expression that is wrong is said, with its place', async () => {
  const {page, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/accounts?filter=colour%20%3D%20blue`);
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /refused[\s\S]*colour/);
  await assertAccessible(page, 'a refusal');
  await page.goto(`${site.url}/accounts?filter=account_id%20%3D%20nobody`);
  await page.getByText('No account matches').waitFor();
  await assertAccessible(page, 'nothing found');
  await close();
});

test('headers sort, pages turn, and both by keyboard', async () => {
  const {page, close} = await open('/accounts');
  const first = await names(page);
  await page.getByRole('button', {name: 'Next page'}).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Page 2').waitFor();
  await page.waitForFunction((before) => document.querySelector('tbody th').innerText !== before, first[0]);
  const second = await names(page);
  assert.ok(second.every((name) => !first.includes(name)));
  const records = page.getByRole('button', {name: 'Sort by Records'});
  await records.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/order=records$/);
  await page.locator('th[aria-sort=ascending]', {hasText: 'Records'}).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/order=records(\+|%20)desc/);
  await page.waitForFunction(() => document.querySelector('[aria-sort=descending]'));
  await page.waitForFunction(() => document.querySelector('main [aria-busy]').getAttribute('aria-busy') === 'false');
  const counts = (await page.locator('tbody td:last-child').allInnerTexts()).map((text) => Number(text.replace(/,/g, '')));
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
  await close();
});

test('the table is saved as CSV', async () => {
  const {page, close} = await open('/accounts?account=acme');
  await page.waitForFunction(() => document.querySelectorAll('tbody .band').length === 1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', {name: 'Save as CSV'}).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'accounts.csv');
  const [header, row] = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '').split('\r\n');
  assert.equal(header, 'Account,Health,Segment,Stage,CSM,Last record,Records');
  assert.match(row, /^acme,.*,mid_market,customer,Ana,\d{4}-\d\d-\d\dT.*Z,\d+$/);
  await close();
});

test('on a phone, in the dark, in Indonesian and in Malay', async () => {
  for (const [locale, title] of [['id-ID', 'Akun'], ['ms-MY', 'Akaun']]) {
    const {page, faults, close} = await open('/accounts', {
      viewport: {width: 360, height: 740}, colorScheme: 'dark', locale,
    });
    assert.equal(await page.getByRole('heading', {level: 1}).innerText(), title);
    await assertFits(page, locale);
    await assertAccessible(page, locale);
    await picture(page, `accounts-${locale}`);
    assert.deepEqual(faults, []);
    await close();
  }
});
