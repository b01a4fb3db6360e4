// What keeps the console fast over 10,000 accounts, counted and not timed: what is sent, which calls are made, how much
// is on the page. scripts/console_speed measures the times.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {openBrowser, openPage} from './browser.mjs';
import {endAll, startConsole} from './server.mjs';
import {watchTimes} from './timing.mjs';

const accounts = 10_000;
const KiB = 1024;
let browser;
let site;
let folder;

function records() {
  const segments = ['plg', 'smb', 'mid_market', 'enterprise'];
  return Array.from({length: accounts}, (_, index) => {
    const account = `a${String(index).padStart(5, '0')}`;
    const signals = {weekly_active_ratio: (index % 100) / 100, champion_sentiment: index % 7 ? 'positive' : 'unresponsive'};
    const stage = index % 5 ? 'customer' : 'onboarding';
    return JSON.stringify({
      kind: 'account', id: account, account, at: '2026-01-05', segment: segments[index % 4], stage, csm: `csm ${index % 60}`, acv: 12000, signals,
    });
  }).join('\n');
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellwether-speed-'));
  mkdirSync(join(folder, 'book'));
  writeFileSync(join(folder, 'book/accounts.jsonl'), records());
  browser = await openBrowser();
  site = await startConsole({records: [join(folder, 'book'), 'rules/saas/book'], books: {main: join(folder, 'book')}});
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
  rmSync(folder, {recursive: true, force: true});
});

const quiet = (page) => page.waitForFunction(() => {
  const main = document.querySelector('main');
  return main && !main.querySelector('[aria-busy=true], .skeleton') && main.innerText.length > 80;
}, undefined, {timeout: 60_000});

async function open(path) {
  const opened = await openPage(browser, site.url);
  const sent = await watchTimes(opened.page);
  await opened.page.goto(site.url + path);
  await quiet(opened.page);
  return {...opened, sent};
}

const elements = (page) => page.evaluate(() => document.querySelectorAll('*').length);
// Calls, and how often each.
function counted(calls) {
  const times = {};
  for (const call of calls) times[call] = (times[call] ?? 0) + 1;
  return times;
}

test('a list of 10,000 accounts is one call, and as many rows as are seen', async () => {
  const {page, sent, close} = await open('/accounts');
  assert.equal(await page.locator('tbody tr').count(), 25);
  assert.ok(await elements(page) < 1000, `${await elements(page)} elements`);
  const {EvaluateAccount: evaluated = 0, ...others} = counted(sent.calls);
  assert.deepEqual(others, {GetCaller: 1, GetPack: 1, ListAccounts: 1});
  // Of those on the page that the server did not evaluate yet.
  assert.ok(evaluated <= 25, `${evaluated} evaluations`);

  sent.calls.length = 0;
  await page.getByRole('searchbox').first().pressSequentially('a0012');
  assert.deepEqual(sent.calls, [], 'typing asks nothing');
  await page.keyboard.press('Enter');
  await page.waitForURL(/account=a0012/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 10);
  assert.equal(counted(sent.calls).ListAccounts, 1);
  await close();
});

test('the portfolio over them: each thing asked once, and no row for each account', async () => {
  const {page, sent, close} = await open('/portfolio/dashboards/operations?on=2026-03-01');
  assert.ok(Object.values(counted(sent.calls)).every((times) => times === 1), JSON.stringify(counted(sent.calls)));
  assert.ok(await elements(page) < 4000, `${await elements(page)} elements`);
  await page.goto(`${site.url}/portfolio/metrics/green_share?on=2026-03-01`);
  await quiet(page);
  assert.ok(await page.locator('tbody tr').count() < 200, `${await page.locator('tbody tr').count()} rows`);
  await page.goto(`${site.url}/portfolio/dashboards/csm?on=2026-03-01`);
  await quiet(page);
  assert.ok(await elements(page) < 4000, `${await elements(page)} elements`);
  await close();
});

test('a slider that moves asks where it rests, and a text where typing rests', async () => {
  const {page, sent, close} = await open('/accounts/acme?on=2026-03-01');
  assert.ok(await elements(page) < 5000, `${await elements(page)} elements`);
  sent.calls.length = 0;
  const slider = page.locator('#what-if input[type=range]').first();
  await slider.focus();
  for (let step = 0; step < 20; ++step) await page.keyboard.press('ArrowLeft');
  await page.locator('#what-if .outcome dd').nth(1).waitFor();
  assert.ok(sent.calls.length < 20, `${sent.calls.length} calls for 20 steps`);
  await close();
});

test('what is sent first is little, and comes from the cache the second time', {skip: !process.env.BELLWETHER_CONSOLE}, async () => {
  const {page, close} = await openPage(browser, site.url);
  const answers = [];
  page.on('response', (response) => answers.push(response));
  const bytes = async (path) => {
    answers.length = 0;
    await page.goto(site.url + path);
    await quiet(page);
    const files = answers.filter((each) => each.request().resourceType() === 'script' || each.request().resourceType() === 'stylesheet');
    const packed = await Promise.all(files.map((each) => each.headerValue('content-encoding')));
    assert.deepEqual([...new Set(packed)], ['br'], 'files are sent packed');
    const sizes = await Promise.all(files.map(async (each) => (await each.request().sizes()).responseBodySize));
    return sizes.reduce((sum, each) => sum + each, 0);
  };
  const first = await bytes('/portfolio?on=2026-03-01');
  assert.ok(first < 260 * KiB, `the first screen takes ${first} bytes`);
  await page.reload();
  await quiet(page);
  const kept = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter(({name}) => name.includes('/assets/')).map(({transferSize}) => transferSize));
  assert.ok(kept.length > 3);
  assert.deepEqual(kept.filter((size) => size > 0), []);
  await close();
});
