// Texts that mean harm, in every place where an account, a record, a pack, a caller or an address can carry one,
// on every screen: nothing of them is run, asked or gone to, all of them are read as they are, and no screen
// comes apart. And a page of somebody else, which has the reader's browser ask.
import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {openBrowser, picture} from './browser.mjs';
import {hostilePack, inherited, judge, makeFolder, marked, name, odd, openHostile, plain, scripts, templates, unseen} from './hostile.mjs';
import {endAll, startConsole} from './server.mjs';

// The console in front of a server that speaks gRPC alone has no JSON to put things in by.
const skip = process.env.BELLWETHER_CONSOLE ? false : 'needs a server with HTTP: BELLWETHER_CONSOLE';
const payloads = [...scripts, ...templates, ...odd];
const phone = {viewport: {width: 360, height: 800}};

let browser;
let site;
let pack;
let home;
let accounts;
let product;

const today = Date.now();
const day = (from) => new Date(today + from * 86_400_000).toISOString().slice(0, 10);

async function call(method, message, at = site, headers = {}) {
  const response = await fetch(`${at.url}/bellwether.v1.${method}`, {
    method: 'POST', headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(message),
  });
  return {status: response.status, said: await response.json()};
}

async function done(method, message, at, headers) {
  const {status, said} = await call(method, message, at, headers);
  assert.equal(status, 200, `${method}: ${JSON.stringify(said)}`);
  return said;
}

// Account `k` has the payload `k + i` in its place `i`: with as many accounts as payloads each stands once in each.
const places = [
  'id', 'csm', 'industry', 'specialist', 'origin', 'milestone', 'contract', 'cause', 'outcome', 'metric', 'purpose', 'ticket', 'occasion', 'arm',
  'override.reason', 'override.author', 'decision.reason', 'decision.author', 'escalation', 'note', 'doer', 'acknowledged', 'acknowledger',
  'resolution', 'resolver',
];
// In bytes, as the server takes them.
function longest(place) {
  if (place === 'milestone') return 100;
  if (/author|escalation|doer|acknowledger|resolver/.test(place)) return 128;
  return /^id$|reason|note|acknowledged|resolution/.test(place) ? 1000 : 4000;
}
const textsOf = (k) => Object.fromEntries(places.map((place, i) => [place, marked(payloads[(k + i) % payloads.length], place, longest(place))]));
// As long as texts may be, with and without places to break.
const longTexts = (text) => Object.fromEntries(places.map((place) => [place, marked(text, place, longest(place))]));

function recordsOf(texts, k) {
  const {id} = texts;
  const of = (kind, at, more) => ({kind, id: `${kind}-${k}-${at}`, account: id, at: day(at), ...more});
  return [
    of('account', -60, {
      segment: 'smb', cadence: 'daily', stage: 'onboarding', csm: texts.csm, industry: texts.industry, specialist: texts.specialist,
      source: texts.origin, acv: 20000 + k, seats: 50, contract_signed_at: day(-60), kickoff_at: day(-55), first_login_at: day(-54),
      target_graduation_at: day(k % 2 ? 3 : -3), renewal_at: day(40), graduated_at: 'not_yet', first_value_at: k % 2 ? day(-9) : 'not_yet',
      signals: {missed_meetings: 3, meeting_attendance_ratio: 0.4, weekly_active_ratio: 0.4, champion_sentiment: 'nervous', customer_busy: true},
    }),
    of('milestone', -50, {key: texts.milestone, planned_at: day(-20)}),
    of('milestone', -49, {key: 'training', planned_at: day(-30), completed_at: day(-28), known_at: day(-28)}),
    of('value', -9, {outcome: texts.outcome, confirmed_by: texts.csm, metric: texts.metric}),
    of('activity', -8, {type: 'meeting', held: true, csm: texts.csm, purpose: texts.purpose}),
    of('ticket', -7, {type: texts.ticket, opened_at: day(-7)}),
    of('survey', -6, {instrument: 'nps', scale: 10, score: 3, occasion: texts.occasion}),
    of('revenue', -58, {movement: 'new', mrr: 900, cause: texts.cause}),
    of('contract', -60, {term_start: day(-60), term_end: day(300), value: 10_800, reason: texts.contract}),
    of('assignment', -50, {experiment: 'preparation_video', arm: texts.arm, assigned_at: day(-50)}),
  ];
}

async function raised(all) {
  for (let tries = 0; tries < 240; ++tries) {
    const {alerts = []} = (await done('AlertsService/ListAlerts', {pageSize: 1000}));
    if (new Set(alerts.map((each) => each.accountId)).size >= all) return alerts;
    await new Promise((later) => setTimeout(later, 500));
  }
  throw new Error('not all alerts are there');
}

// What people write about an account, by the calls that screens make.
async function write(texts, alerts) {
  const accountId = texts.id;
  const context = (reason, author) => ({reason, author});
  await done('DecisionsService/SetOverride', {accountId, model: 'onboarding', kind: 'OVERRIDE_KIND_CAP', value: 60, context: context(texts['override.reason'], texts['override.author'])});
  const decided = context(texts['decision.reason'], texts['decision.author']);
  await done('DecisionsService/RecordDecision', {accountId, extension: {outcome: 'EXTENSION_OUTCOME_GRANTED', days: 3}, context: decided});
  await done('DecisionsService/RecordDecision', {accountId, escalation: {escalation: texts.escalation}, context: decided});
  await done('DecisionsService/RecordDecision', {accountId, graduation: {}, context: decided});
  const [first, second] = alerts.filter((each) => each.accountId === accountId);
  const {tasks = []} = await done('AlertsService/ListTasks', {accountId});
  await done('AlertsService/CompleteTask', {number: tasks[0].number, context: context(texts.note, texts.doer)});
  await done('AlertsService/AcknowledgeAlert', {number: first.number, context: context(texts.acknowledged, texts.acknowledger)});
  if (second) await done('AlertsService/ResolveAlert', {number: second.number, context: context(texts.resolution, texts.resolver)});
}

before(async () => {
  if (skip) return;
  browser = await openBrowser();
  home = mkdtempSync(join(tmpdir(), 'bellwether-hostile-'));
  pack = hostilePack(join(home, 'pack'));
  accounts = [...payloads.map((_, k) => textsOf(k)), longTexts('Unbroken'.repeat(600)), longTexts('Many words '.repeat(400))];
  const records = accounts.flatMap(recordsOf);
  for (const word of inherited) {
    records.push({kind: 'account', id: word, account: word, at: day(-1), segment: 'constructor', stage: 'customer', csm: word, industry: word, signals: {missed_meetings: 2, active_user_ratio: 0.1}});
  }
  const book = makeFolder(home, 'book');
  writeFileSync(join(book, 'records.jsonl'), records.map((each) => JSON.stringify(each)).join('\n'));
  product = await startProduct();
  site = await startConsole({
    pack: pack.folder, records: [join(book, 'records.jsonl')], books: {main: book}, state: true, more: ['--http-cors-origins', product.url],
  });
  const alerts = await raised(accounts.length);
  for (const texts of accounts) await write(texts, alerts);
});
after(async () => {
  await browser?.close();
  await site?.end();
  await product?.end();
  await endAll();
  if (home) rmSync(home, {recursive: true, force: true});
});

// A page of another product, with the script of the server and a policy that allows that and its calls.
async function startProduct() {
  const server = createServer((_, response) => {
    response.setHeader('content-security-policy', `default-src 'none'; script-src ${site.url}; connect-src ${site.url}`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Another product</title><body><main></main><script src="${site.url}/embed.js"></script>`);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  return {url: `http://127.0.0.1:${server.address().port}`, end: () => server.closeAllConnections()};
}

async function settled(page) {
  await page.getByRole('heading', {level: 1}).first().waitFor();
  // Some screens are told of changes for as long as they are open: that the network is silent says nothing.
  await page.waitForFunction(() => {
    const text = document.body.textContent;
    const same = globalThis.before === text && !document.querySelector('main .skeleton, main [aria-busy=true]');
    globalThis.before = text;
    return same;
  }, undefined, {polling: 150, timeout: 60_000});
}

// To each path, one after the other, as by links from elsewhere.
async function visit(opened, paths, look = async () => {}) {
  for (const path of paths) {
    try {
      await opened.page.goto(site.url + path);
      await settled(opened.page);
      await look(opened.page, path);
    } catch (failed) {
      throw new Error(`${path.slice(0, 200)} is not there`, {cause: failed});
    }
    await judge(opened, path.slice(0, 80));
    assert.ok(opened.page.url().startsWith(`${site.url}/`), opened.page.url());
  }
}

const accountPath = (texts) => `/accounts/${encodeURIComponent(texts.id)}`;

test('every text of an account, of its records, and of what people write about it', {skip}, async () => {
  const opened = await openHostile(browser, site.url, phone);
  const {page, faults, texts, close} = opened;
  await visit(opened, accounts.map(accountPath), async () => {
    await page.getByText('With those that are over').click();
    await page.locator('#tasks tbody tr', {hasText: '·doer'}).waitFor();
    assert.equal(plain(await page.getByRole('heading', {level: 1}).innerText()), plain(decodeURIComponent(new URL(page.url()).pathname.split('/')[2])));
  });
  const shown = ['id', 'csm', 'milestone', 'override.reason', 'override.author', 'decision.reason', 'decision.author', 'escalation', 'note', 'doer'];
  assert.deepEqual(unseen(texts, accounts.flatMap((each) => shown.map((place) => each[place]))), []);
  await picture(page, 'hostile-account');
  assert.deepEqual(faults, []);
  await close();
});

test('the review of each, and the documents that it leaves', {skip}, async () => {
  const opened = await openHostile(browser, site.url, phone);
  const {page, faults, close} = opened;
  const handedOver = [];
  await visit(opened, accounts.filter((_, k) => k % 4 === 0 || k >= payloads.length).map((each) => `${accountPath(each)}/review`), async () => {
    for (const field of await page.getByRole('textbox').all()) {
      if (await field.getAttribute('type') !== 'date') await field.fill(marked(payloads[handedOver.length % payloads.length], 'typed'));
    }
    for (const form of ['Handoff as Markdown', 'Handoff as HTML']) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: form}).click()]);
      const file = download.suggestedFilename();
      assert.match(file, /^handoff-.*\.(md|html)$/);
      assert.doesNotMatch(file, /[\p{C}\\/:*?"<>|]/u, file);
      handedOver.push([file, readFileSync(await download.path(), 'utf8')]);
    }
  });
  // The pages, opened from a disk and from a server without any policy; the Markdown has no markup of theirs.
  const host = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(handedOver[Number(request.url.slice(1))]?.[1] ?? '');
  });
  await new Promise((ready) => host.listen(0, '127.0.0.1', ready));
  host.unref();
  const url = `http://127.0.0.1:${host.address().port}`;
  const reader = await openHostile(browser, url, phone);
  for (const [index, [file, text]] of handedOver.entries()) {
    if (file.endsWith('.md')) {
      assert.doesNotMatch(text.replaceAll(/\\[^]/g, 'x'), /[<>]|\]\(|^(?!- \*\*|- |#+ |\|)[ ]*[#=+*>-]/m, text);
      continue;
    }
    await reader.page.goto(`${url}/${index}`);
    await judge(reader, 'a handoff');
    assert.equal(await reader.page.locator('script, img, svg, iframe, object, form, a, base, link').count(), 0);
  }
  assert.deepEqual(reader.faults.filter((fault) => !/favicon/.test(fault)), []);
  await reader.close();
  host.close();
  assert.deepEqual(faults, []);
  await close();
});

test('every text of a pack, and names of its rules', {skip}, async () => {
  const opened = await openHostile(browser, site.url, phone);
  const {page, faults, texts, close} = opened;
  await visit(opened, ['/rules', `/rules?segment=${encodeURIComponent(name('segment'))}`], async () => {
    await page.getByRole('button', {name: /Count the accounts/}).click();
    await page.getByText(/accounts were evaluated/).waitFor();
    for (const details of await page.locator('details:not([open]) > summary').all()) await details.click();
  });
  await visit(opened, ['/rules/history', '/portfolio/metrics', '/portfolio/cohorts', '/portfolio/drivers',
    ...['executive', 'operations', 'csm', 'constructor', 'toString'].map((each) => `/portfolio/dashboards/${encodeURIComponent(each)}`),
    ...['nrr', 'time_to_value', 'milestone_completion', '__proto__'].map((each) => `/portfolio/metrics/${encodeURIComponent(each)}`),
    '/accounts/constructor?model=constructor', '/accounts/__proto__',
  ]);
  const named = ['segment', 'severity', 'band', 'owner'].map(name);
  const told = ['model.description', 'component.source', 'component.description', 'step', 'turned step', 'dashboard.title', 'rhythm', 'metric.description', 'metric.source'];
  const all = plain([...texts].join('\n'));
  assert.deepEqual(named.filter((each) => !all.includes(plain(each))), []);
  assert.deepEqual(told.filter((place) => !all.includes(`·${place}`)), []);
  // Of texts that stand many times in the pack, some of each kind. Its descriptions are in languages.
  for (const key of ['source', 'en']) {
    assert.notEqual(unseen(texts, pack.texts.get(key)).length, pack.texts.get(key).length, key);
  }
  await picture(page, 'hostile-rules');
  assert.deepEqual(faults, []);
  await close();
});

test('lists, alerts and tasks, and what is saved of them', {skip}, async () => {
  const opened = await openHostile(browser, site.url, phone);
  const {page, faults, texts, close} = opened;
  const csvs = [];
  const save = async () => {
    for (const button of await page.getByRole('button', {name: 'Save as CSV'}).all()) {
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      csvs.push(readFileSync(await download.path(), 'utf8'));
    }
  };
  await visit(opened, ['/accounts', '/accounts?order=account_id+desc', `/accounts?csm=${encodeURIComponent(scripts[0])}`], save);
  await visit(opened, ['/alerts', `/alerts?severity=${encodeURIComponent(name('severity'))}`, '/alerts?severity=constructor', '/alerts?state=resolved'], async () => {
    for (const trigger of await page.locator('.alert .disclosure').all().then((all) => all.slice(0, 8))) await trigger.click();
    await settled(page);
    await save();
  });
  const all = plain([...texts].join('\n'));
  for (const place of ['id', 'csm', 'resolution', 'resolver', 'alert.reason']) assert.ok(all.includes(`·${place}`), place);
  assert.ok(csvs.length > 8, `${csvs.length} files`);
  for (const csv of csvs) {
    for (const separator of [',', ';', '\t']) assert.deepEqual(cellsOf(csv, separator).filter((cell) => /^[=+\-@＝＋－＠]/.test(cell) && Number.isNaN(Number(cell))), []);
  }
  await picture(page, 'hostile-alerts');
  assert.deepEqual(faults, []);
  await close();
});

// As a spreadsheet reads it that parts cells at `separator`: a quote opens a cell at its beginning alone.
function cellsOf(csv, separator) {
  const cells = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < csv.length; ++at) {
    const letter = csv[at];
    if (isQuoted && letter === '"' && csv[at + 1] === '"') cell += csv[++at];
    else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (!isQuoted && (letter === separator || letter === '\n' || letter === '\r')) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}

test('badge and card, and their attributes', {skip}, async () => {
  const opened = await openHostile(browser, product.url, phone);
  const {page, faults, texts, close} = opened;
  await page.goto(product.url);
  const servers = ['javascript:hurt(41)', 'data:text/html,hurt(42)', '//evil.example', '', '"><script>hurt(43)</script>'];
  // Some of the accounts, and of the payloads all: each element asks, and all at once.
  const some = accounts.filter((_, k) => k % 4 === 0 || k >= payloads.length);
  const shown = some.map(({id}, k) => ({
    account: id, name: marked(payloads.slice(4 * k, 4 * k + 4).join(' '), 'name'), lang: inherited[k % 4], link: '',
  }));
  const misused = servers.map((server, k) => ({account: scripts[k], name: marked(scripts[k], 'misused'), server}));
  await page.evaluate((all) => {
    for (const attributes of all) {
      for (const kind of ['badge', 'card']) {
        const made = document.createElement(`bellwether-${kind}`);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        document.querySelector('main').append(made);
      }
    }
  }, [...shown, ...misused, ...inherited.map((word) => ({account: word, name: word}))]);
  await page.waitForFunction(() => !document.querySelector('[aria-busy]'), undefined, {timeout: 120_000});
  await judge(opened, 'elements of another product');
  assert.deepEqual(unseen(texts, [...shown, ...misused].map((each) => each.name)), []);
  for (const link of await page.locator('bellwether-card a').all()) {
    assert.match(await link.evaluate((each) => each.href), new RegExp(`^${site.url}/accounts/`));
  }
  assert.equal(await page.locator('bellwether-card a').count(), shown.length);
  await picture(page, 'hostile-embed');
  assert.deepEqual(faults.filter((fault) => !fault.startsWith(`asks ${site.url}/`)), []);
  await close();
});

test('addresses that somebody else made', {skip}, async () => {
  const opened = await openHostile(browser, site.url, phone);
  const {page, faults, close} = opened;
  const values = [...scripts, ...templates, ...odd.slice(0, 14), 'Unbroken'.repeat(400)];
  const screens = ['/portfolio?book=', '/portfolio/dashboards/', '/portfolio/metrics/', '/accounts?filter=', '/accounts?order=', '/accounts/',
    '/alerts?state=', '/alerts?alert=', '/alerts?csm=', '/rules?segment=', '/rules/edit?line=1&file=', '/docs/api?', '/docs/api#', '/accounts?account='];
  // Each value on one screen, each screen with several.
  for (const [index, value] of values.entries()) {
    const screen = screens[index % screens.length];
    await page.goto(site.url + screen + encodeURIComponent(value));
    await settled(page);
    await judge(opened, `${screen}${value.slice(0, 40)}`);
  }
  // Ones that no program writes: parts are as they are.
  for (const path of ['//evil.example/accounts', '/accounts//evil.example', '/%2F%2Fevil.example', '/\\evil.example/', '/javascript:hurt(1)', '/%', '/accounts/%', '/accounts/%E0%A4%A',
    '/accounts/%00', '/portfolio/%2e%2e/x', '/accounts/../accounts', '/accounts/acme%2F..%2F..', '/portfolio//', '/;/<script>hurt(1)</script>']) {
    const response = await page.goto(site.url + path);
    // What is no page of the console is no page at all.
    if (response.status() !== 200) {
      assert.equal(response.status(), 404, path);
      assert.doesNotMatch(response.headers()['content-type'], /html/);
      continue;
    }
    await settled(page);
    await judge(opened, path);
    for (const link of await page.getByRole('main').getByRole('link').all()) {
      assert.match(await link.evaluate((each) => each.href), new RegExp(`^${site.url}/`), path);
    }
  }
  assert.deepEqual(faults, []);
  await close();
});

test('a pack that somebody sent, opened in the editor', {skip}, async () => {
  const sent = makeFolder(home, 'sent');
  cpSync(pack.folder, sent, {recursive: true});
  for (const [index, text] of ['<img src=x onerror=hurt(31)>.yaml', '"onload=hurt(32) x=".yaml', '\u202Erab.exe.yaml', '__proto__.yaml', '=1+1.yaml'].entries()) {
    writeFileSync(join(sent, text), `flags:\n  odd_${index}:\n    ${'<svg onload=hurt(33)>'}: ${'x'.repeat(3000)}\n    reason: "\u202E <script>hurt(34)</script>\n`);
  }
  const opened = await openHostile(browser, site.url, phone);
  const {page, faults, texts, close} = opened;
  await page.goto(`${site.url}/rules/edit`);
  // The rules that answer are open, unasked.
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', {name: 'Open a folder…'}).click()]);
  await chooser.setFiles(sent);
  await page.locator('#problems tbody tr').first().waitFor();
  await judge(opened, 'a pack with mistakes');
  for (const link of await page.getByRole('navigation', {name: 'Files'}).getByRole('link').all()) {
    await link.click();
    await settled(page);
    await judge(opened, await link.innerText());
  }
  assert.ok([...texts].some((text) => text.includes('<img src=x onerror=hurt(31)>.yaml')));
  await picture(page, 'hostile-edit');
  assert.deepEqual(faults, []);
  await close();
});

test('what no text may hold is refused, and harms nobody', {skip}, async () => {
  for (const text of ['a\0b', '\u0001', '\u007F\u009B', '\r\nX: y', '.', '..', '\uFFFE\uFFFF', '\u{10FFFF}']) {
    const {status, said} = await call('AccountsService/PutRecords', {records: [{
      kind: 'account', id: `odd-${text}`, account: text, at: {date: {year: 2026, month: 1, day: 5}}, fields: [{name: 'segment', text: 'smb'}, {name: 'stage', text: 'customer'}, {name: 'csm', text}],
    }]});
    assert.ok(status === 200 || status === 400, `${JSON.stringify(text)}: ${status} ${JSON.stringify(said)}`);
  }
  const lone = await fetch(`${site.url}/bellwether.v1.AccountsService/GetAccount`, {method: 'POST', headers: {'content-type': 'application/json'}, body: '{"accountId": "\\ud800"}'});
  assert.equal(lone.status, 400);
  const opened = await openHostile(browser, site.url, phone);
  await visit(opened, ['/accounts', '/accounts?order=account_id', '/accounts?filter=account_id%20%3D%20%22a%00b%22']);
  assert.deepEqual(opened.faults, []);
  await opened.close();
});
