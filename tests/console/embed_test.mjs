// The badge and the card in a page of another product: another origin, with a policy that allows the script and the
// calls alone. What serves the page here is no server of ours.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, source, startConsole} from './server.mjs';

// The console in front of a server that speaks gRPC alone has no JSON.
const skip = process.env.BELLWETHER_CONSOLE ? false : 'needs a server with HTTP: BELLWETHER_CONSOLE';
const example = readFileSync(join(source, 'clients/console/examples/embed.html'), 'utf8');

let browser;
let product;
let site;
let folder;

// Serves one page, whatever is asked: the example, or what `show` gave it.
async function startProduct() {
  let page = '';
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', `default-src 'none'; script-src ${site.url} 'self'; connect-src ${site.url}`);
    if (request.url === '/token.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(`document.querySelector('bellwether-badge').token = ${JSON.stringify(site.token('page'))};`);
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    show: (text) => (page = text.replaceAll('https://scores.example', site.url).replaceAll('TOKEN', site.token('page'))),
    end: () => new Promise((done) => server.close(done)),
  };
}

before(async () => {
  if (skip) return;
  browser = await openBrowser();
  product = await startProduct();
  folder = mkdtempSync(join(tmpdir(), 'bellwether-records-'));
  const records = join(folder, 'records.jsonl');
  writeFileSync(records, book().map((line) => JSON.stringify(line)).join('\n'));
  site = await startConsole({
    tokens: {
      writer: {role: 'admin', tenant: 'north'},
      page: {role: 'score', tenant: 'north'},
      reader: {role: 'read', tenant: 'north'},
      stranger: {role: 'score', tenant: 'south'},
    },
    pack: 'rules/examples/alerts',
    records: [records],
    more: ['--http-cors-origins', product.url],
  });
});
after(async () => {
  await browser?.close();
  await product?.end();
  await site?.end();
  await endAll();
  if (folder) rmSync(folder, {recursive: true, force: true});
});

// One that does badly, with a flag, and one that does well.
function book() {
  const of = {kind: 'account', at: new Date().toISOString().slice(0, 10), segment: 'mid_market', stage: 'onboarding'};
  const bad = {weekly_active_ratio: 0.2, champion_sentiment: 'nervous', customer_feedback: 'negative', missed_meetings: 2};
  const good = {weekly_active_ratio: 0.68, champion_sentiment: 'positive', customer_feedback: 'positive', missed_meetings: 0};
  return [{...of, id: 'a1', account: 'acme', signals: bad}, {...of, id: 'a2', account: 'aster', signals: good}];
}

async function open(text, options) {
  product.show(text);
  const opened = await openPage(browser, product.url, options);
  await opened.page.goto(product.url);
  // Another origin is what this is about; nothing else may be asked.
  const {faults} = opened;
  return {...opened, others: () => faults.filter((fault) => !fault.startsWith(`asks ${site.url}/`))};
}

const body = (inner, attributes = '') =>
  `<!doctype html><html lang="en" ${attributes}><head><title>Another product</title><script src="https://scores.example/embed.js" async></script></head><body><main><h1>A page</h1>${inner}</main></body></html>`;

test('the example of the documentation, opened from another origin', {skip}, async () => {
  const {page, others, close} = await open(example);
  const badge = page.locator('bellwether-badge [part=band]');
  const card = page.getByRole('article', {name: 'Acme Ltd'});
  await card.getByText(/^As of/).waitFor();
  await badge.waitFor();
  assert.match(await badge.innerText(), /acme:\s*red\s*\d+/);
  assert.match(await card.innerText(), /2 scheduled meetings were missed/);
  const standing = (await badge.innerText()).replace('acme:', '').replaceAll(/\s+/g, '');
  assert.equal((await card.locator('[part=band]').first().innerText()).replaceAll(/\s+/g, ''), standing);
  const direct = await fetch(`${site.url}/bellwether.v1.AccountsService/EvaluateAccount`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${site.token('page')}`},
    body: JSON.stringify({accountId: 'acme', options: {view: 'EVALUATION_VIEW_BASIC'}}),
  });
  const primary = (await direct.json()).evaluation.health.find((each) => each.primary).score;
  assert.equal(standing, `${primary.band}${primary.value}`);
  assert.equal(await card.getByRole('link').getAttribute('href'), `${site.url}/accounts/acme`);
  await assertAccessible(page, 'the example');
  await assertFits(page, 'the example');
  await picture(page, 'embed');
  assert.deepEqual(others(), []);
  await close();
});

test('dark, narrow, and in other languages', {skip}, async () => {
  for (const [language, colorScheme, said] of [['id-ID', 'dark', /^Per /], ['ms', 'light', /^Setakat /]]) {
    const {page, others, close} = await open(example.replace('lang="en"', `lang="${language}"`), {viewport: {width: 360, height: 800}, colorScheme});
    await page.getByText(said).waitFor();
    await assertAccessible(page, `${language} ${colorScheme}`);
    await assertFits(page, `${language} ${colorScheme}`);
    await picture(page, `embed-${language}`);
    assert.deepEqual(others(), []);
    await close();
  }
  // A page that is light, whatever the system says, has light elements; the attribute says otherwise.
  const {page, close} = await open(body('<bellwether-card account="acme" token="TOKEN"></bellwether-card><bellwether-card id="dark" theme="dark" account="acme" token="TOKEN"></bellwether-card>'), {colorScheme: 'dark'});
  await page.getByText(/^As of/).last().waitFor();
  const ground = (selector) => page.locator(selector).locator('[part=card]').evaluate((card) => getComputedStyle(card).backgroundColor);
  assert.equal(await ground('bellwether-card:not(#dark)'), 'rgb(255, 255, 255)');
  assert.equal(await ground('#dark'), 'rgb(24, 32, 29)');
  await close();
});

test('a token that a script gives, and another account later', {skip}, async () => {
  const {page, others, close} = await open(
    `${body('<bellwether-badge account="acme"></bellwether-badge>').replace('</main>', '</main><script src="/token.js" async></script>')}`,
  );
  const badge = page.locator('bellwether-badge');
  await badge.getByText('red').waitFor();
  assert.doesNotMatch(await page.content(), new RegExp(site.token('page')));
  await badge.evaluate((element) => {
    element.setAttribute('account', 'aster');
    element.setAttribute('name', '<b>Aster</b>');
  });
  await badge.getByText('<b>Aster</b>:').waitFor({state: 'attached'});
  await badge.getByText('green').waitFor();
  assert.deepEqual(others(), []);
  await close();
});

test('what fails is said, and nothing else of the page is harmed', {skip}, async () => {
  const cases = [
    ['Token not known', 'token="not-a-token-that-anybody-knows-0123456789"', 'acme'],
    ['Not allowed', `token="${site.token('reader')}"`, 'acme'],
    ['Not known', 'token="TOKEN"', 'nobody'],
    ['Not known', `token="${site.token('stranger')}"`, 'acme'],
    ['Not set up', 'token="TOKEN"', ''],
    ['Not set up', 'token="TOKEN" server="http://scores.example.org"', 'acme'],
  ];
  for (const [said, attributes, account] of cases) {
    const {page, others, close} = await open(body(
      `<p>Before <bellwether-badge account="${account}" ${attributes}></bellwether-badge></p><bellwether-card account="${account}" name="Somebody" ${attributes}></bellwether-card>`,
    ));
    await page.locator('bellwether-badge').getByText(said).waitFor();
    await page.locator('bellwether-card').getByText(said).waitFor();
    await assertAccessible(page, said);
    assert.deepEqual(others(), []);
    await close();
  }
});

test('a page that the server does not know, and one whose server comes back', {skip}, async () => {
  const stranger = await startStranger();
  const opened = await openPage(browser, stranger.url);
  await opened.page.goto(stranger.url);
  await opened.page.locator('bellwether-badge').getByText('Not reachable').waitFor();
  await opened.close();
  await stranger.end();

  const {page, close} = await open(body('<bellwether-card account="acme" token="TOKEN"></bellwether-card>'));
  await page.getByText(/^As of/).waitFor();
  await page.route('**/EvaluateAccount', (route) => route.abort());
  await page.locator('bellwether-card').evaluate((element) => element.refresh());
  await page.getByText('Not reachable').waitFor();
  await assertAccessible(page, 'not reachable');
  await picture(page, 'embed-unreachable');
  await page.unroute('**/EvaluateAccount');
  await page.getByRole('button', {name: 'Try again'}).click();
  await page.getByText(/^As of/).waitFor();
  await close();
});

// The same page at an origin that is not in --http-cors-origins.
async function startStranger() {
  const page = body('<bellwether-badge account="acme" token="TOKEN"></bellwether-badge>')
    .replaceAll('https://scores.example', site.url)
    .replaceAll('TOKEN', site.token('page'));
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {url: `http://127.0.0.1:${server.address().port}`, end: () => new Promise((done) => server.close(done))};
}

test('whoever takes the token out of the page can evaluate what they can name, and nothing else', {skip}, async () => {
  const call = async (method, message) => {
    const response = await fetch(`${site.url}/bellwether.v1.${method}`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${site.token('page')}`},
      body: JSON.stringify(message),
    });
    return response.status;
  };
  assert.equal(await call('AccountsService/EvaluateAccount', {accountId: 'acme'}), 200);
  for (const [method, message] of [
    ['AccountsService/ListAccounts', {}], ['AccountsService/GetAccount', {accountId: 'acme'}],
    ['AccountsService/DeleteAccount', {accountId: 'acme'}], ['AccountsService/PutRecords', {}],
    ['AlertsService/ListAlerts', {}], ['AlertsService/AcknowledgeAlert', {number: 1}], ['AlertsService/ListTasks', {}],
    ['DecisionsService/SetOverride', {accountId: 'acme'}], ['DecisionsService/ListOverrides', {accountId: 'acme'}],
    ['RulesService/ActivatePack', {}], ['PortfolioService/ListBooks', {}],
  ]) {
    assert.equal(await call(method, message), 403, method);
  }
});

test('the script is one file without parts, and small', {skip}, async () => {
  const response = await fetch(`${site.url}/embed.js`);
  assert.match(response.headers.get('content-type'), /^text\/javascript/);
  const text = await response.text();
  assert.ok(text.length <= 15 * 1024, `${text.length} bytes`);
  assert.doesNotMatch(text, /\bimport\b\s*[("'{*]|innerHTML|\beval\b|insertRule/);
  // What a page needs to know of it is in no global.
  assert.match(text, /^\(function|^\(\(\)=>|^!function/);
});
