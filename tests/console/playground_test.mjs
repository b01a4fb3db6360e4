// The playground: rules and an account, changed by hand, and the engine's answer in the browser. Once as a page of a
// server's console, once as files of a web server that knows nothing: neither is asked anything but for files.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createServer} from 'node:http';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, source, startConsole} from './server.mjs';

const types = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm'};

let browser;
let site;
let folder;
let files;

// Any web server: a folder, by its names.
function serveFiles(from) {
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url, 'http://files');
    try {
      const body = readFileSync(join(from, pathname === '/' ? 'index.html' : pathname.replaceAll('..', '')));
      response.setHeader('content-type', types[extname(pathname)] ?? 'text/html');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

before(async () => {
  browser = await openBrowser();
  site = await startConsole({store: false});
  folder = mkdtempSync(join(tmpdir(), 'bellwether-playground-'));
  execFileSync(join(source, 'scripts/console'), ['alone'], {env: {...process.env, BELLWETHER_CONSOLE_FOLDER: folder}, stdio: 'ignore'});
  files = await serveFiles(folder);
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
  files?.close();
  rmSync(folder, {recursive: true, force: true});
});

const section = (page, name) => page.getByRole('region', {name, exact: true});
const band = (page) => section(page, 'The answer').locator('.band').innerText();

// The page asks for files; whatever else it asks is listed.
async function open(url, path, options) {
  const opened = await openPage(browser, url, options);
  const calls = [];
  opened.page.on('request', (request) => {
    const {pathname} = new URL(request.url());
    if (!/^\/(assets\/|bell\.svg|playground|index\.html|$)/.test(pathname)) calls.push(pathname);
  });
  await opened.page.goto(url + path);
  await section(opened.page, 'The answer').locator('.band').waitFor();
  return {...opened, calls};
}

// A line of the text that is shown, typed anew behind its indentation.
async function type(page, label, before, now) {
  await page.getByRole('textbox', {name: label}).locator('.cm-line', {hasText: before}).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(now);
}

// Beside each line stands its number, also where nobody scrolled to it yet.
async function assertNumbered(page) {
  const beside = await page.locator('.code').evaluateAll((all) => all.map(({shadowRoot}) => {
    const tops = (of) => [...shadowRoot.querySelectorAll(of)].filter((each) => getComputedStyle(each).visibility !== 'hidden')
      .map((each) => each.getBoundingClientRect().top);
    return [tops('.cm-line'), tops('.cm-lineNumbers .cm-gutterElement')];
  }));
  assert.equal(beside.length, 2);
  for (const [lines, numbers] of beside) {
    assert.ok(lines.length > 3);
    assert.equal(numbers.length, lines.length);
    for (const [index, top] of lines.entries()) assert.ok(Math.abs(numbers[index] - top) < 2, `line ${index + 1} is at ${top}, its number at ${numbers[index]}`);
  }
}

async function tryIt(page) {
  await assertNumbered(page);
  const first = await band(page);
  assert.match(first, /\d/);
  await section(page, 'Why the score is what it is').waitFor();

  // A mistake in the rules, told at its place while it is typed; the account waits until it is mended.
  await page.getByRole('navigation', {name: 'Files'}).getByRole('link', {name: /^pack\.yaml/}).click();
  await page.getByRole('textbox', {name: 'Text of pack.yaml'}).locator('.cm-line', {hasText: 'version: 0.1.0'}).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('versoin: 0.1.0');
  await section(page, 'Problems').locator('tbody tr', {hasText: 'versoin'}).first().waitFor();
  await page.locator('.cm-lint-marker-error').first().waitFor();
  await section(page, 'The answer').getByText('Mend the errors of the rules first.').waitFor();
  await page.getByRole('button', {name: 'Undo changes to this file'}).click();
  await section(page, 'The answer').locator('.band').waitFor();
  assert.equal(await band(page), first);

  // The account by its form, by keyboard: another score, and the JSON says so.
  const slider = section(page, 'Form').getByRole('slider', {name: /active ratio/i});
  const was = await section(page, 'The answer').locator('.band').textContent();
  await slider.focus();
  await page.keyboard.press('Home');
  await page.waitForFunction((before) => {
    const now = document.querySelector('#answer .band')?.textContent;
    return now && now !== before;
  }, was);
  await page.getByRole('textbox', {name: 'The account as JSON'}).locator('.cm-line', {hasText: '"active_ratio": 0'}).waitFor();

  // By its JSON: what the rules do not know is refused, at its place, with what to write.
  await type(page, 'The account as JSON', '"open_tickets"', '"open_tickts": 3,');
  await section(page, 'The answer').getByText('open_tickts').first().waitFor();
  await type(page, 'The account as JSON', '"open_tickts"', '"open_tickets": 0,');
  await section(page, 'The answer').locator('.band').waitFor();
}

test('rules and an account are tried in the console, and the server is asked nothing', async () => {
  const {page, faults, calls, close} = await open(site.url, '/playground');
  assert.equal(await page.getByRole('heading', {level: 1}).innerText(), 'Playground');
  calls.length = 0;   // who is asking, which every screen wants to know
  await tryIt(page);
  assert.deepEqual(calls, []);
  await assertAccessible(page, 'playground');
  await picture(page, 'playground');
  assert.deepEqual(faults, []);
  await close();
});

test('the thread of the engine may compile WebAssembly, and the page may not', async () => {
  const {page, close} = await open(site.url, '/playground');
  const refused = await page.evaluate(() =>
    WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'compiled', (error) => error.name));
  assert.equal(refused, 'CompileError');
  const module = await page.evaluate(() => performance.getEntriesByType('resource').map(({name}) => name).find((name) => /playground_engine/.test(name)));
  const policy = (await fetch(module)).headers.get('content-security-policy');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /'unsafe-/);
  await close();
});

test('a link leads to a day and to a line; narrow, dark and in Malay it is the same page', async () => {
  const {page, faults, close} = await open(site.url, '/playground?file=health.yaml&line=4&on=2026-03-01', {
    viewport: {width: 360, height: 740}, colorScheme: 'dark',
  });
  await page.getByRole('textbox', {name: 'Text of health.yaml'}).waitFor();
  assert.equal(await page.getByLabel('On', {exact: true}).inputValue(), '2026-03-01');
  await assertFits(page, 'playground, narrow');
  await assertAccessible(page, 'playground, dark');
  await picture(page, 'playground-narrow-dark');
  await page.evaluate(() => localStorage.setItem('bellwether.language', 'ms'));
  await page.reload();
  await page.getByRole('heading', {level: 1, name: 'Tempat mencuba'}).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('the same as files of any web server', async () => {
  const url = `http://127.0.0.1:${files.address().port}`;
  const {page, faults, calls, close} = await open(url, '/');
  await tryIt(page);
  assert.deepEqual(calls, []);
  await assertAccessible(page, 'playground alone');
  await picture(page, 'playground-alone');
  assert.deepEqual(faults, []);
  await close();
});
