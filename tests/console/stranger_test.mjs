// A page of somebody else, which has the reader's browser ask the server, or show it in a frame; and the token, which
// is where it is said to be and nowhere else.
import assert from 'node:assert/strict';
import {createHash, randomBytes} from 'node:crypto';
import {createServer} from 'node:http';
import {after, before, test} from 'node:test';
import {openBrowser} from './browser.mjs';
import {judge, openHostile, plain} from './hostile.mjs';
import {endAll, startConsole} from './server.mjs';

const skip = process.env.BELLWETHER_CONSOLE ? false : 'needs a server with HTTP: BELLWETHER_CONSOLE';
const put = 'bellwether.v1.AccountsService/PutRecords';
const record = {
  kind: 'account', id: 'r1', account: 'planted', at: {date: {year: 2026, month: 1, day: 5}},
  fields: [{name: 'segment', text: 'smb'}, {name: 'stage', text: 'customer'}],
};
let browser;

before(async () => {
  if (!skip) browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await endAll();
});

// Serves pages of another origin: `show` says what.
async function startStranger() {
  let page = '';
  const asked = [];
  const server = createServer((request, response) => {
    response.setHeader('connection', 'close');
    asked.push(request.url);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`, asked,
    show: (body) => (page = `<!doctype html><html lang="en"><title>Somebody else</title><body>${body}`),
    end: () => new Promise((ended) => {
      server.close(ended);
      server.closeAllConnections();
    }),
  };
}

async function accountsOf(site) {
  const response = await fetch(`${site.url}/bellwether.v1.AccountsService/ListAccounts`, {method: 'POST', headers: {'content-type': 'application/json'}, body: '{}'});
  return (await response.json()).accounts ?? [];
}

test('a page of somebody else changes nothing and reads nothing', {skip}, async () => {
  const stranger = await startStranger();
  const site = await startConsole();
  const target = `${site.url}/${put}`;
  const body = JSON.stringify({records: [record]});
  const context = await browser.newContext();
  const page = await context.newPage();
  // What the browser sends of it, seen from outside: a page is not told.
  const answers = [];
  page.on('response', (response) => response.url().startsWith(site.url) && answers.push([response.request().method(), response.status()]));
  stranger.show('<p>Win something</p>');
  await page.goto(stranger.url);
  const read = await page.evaluate(async ({target, body, origin}) => {
    const found = [];
    const ask = async (what, asked) => {
      try {
        const response = await asked();
        const text = await response.text();
        if (text) found.push(`${what}: ${text.slice(0, 40)}`);
      } catch {
        // The browser does not allow it, or does not tell.
      }
    };
    // Kinds of bodies that need no leave, said in each way that a browser lets a page say them.
    const kinds = ['text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', 'text/plain;a=application/json'];
    for (const mode of ['no-cors', 'cors']) {
      for (const kind of [...kinds, 'application/json', 'application/connect+json', 'application/grpc-web+json', 'application/grpc-web-text']) {
        for (const credentials of ['include', 'omit']) await ask(`${mode} ${kind}`, () => fetch(target, {method: 'POST', mode, credentials, headers: {'content-type': kind}, body}));
      }
      for (const each of [new Blob([body]), new Blob([body], {type: 'text/plain'}), new URLSearchParams({message: body}), new TextEncoder().encode(body)]) {
        await ask(`${mode} ${each.constructor.name}`, () => fetch(target, {method: 'POST', mode, keepalive: true, body: each}));
      }
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) await ask(`${mode} ${method}`, () => fetch(`${target}?encoding=json&message=${encodeURIComponent(body)}`, {method, mode}));
      await ask(`${mode} list`, () => fetch(`${origin}/bellwether.v1.RulesService/ListPacks?encoding=json&message=%7B%7D`, {mode}));
    }
    for (const kind of ['text/plain', 'application/json', '']) navigator.sendBeacon(target, new Blob([body], {type: kind}));
    const form = new FormData();
    form.set('records', body);
    navigator.sendBeacon(target, form);
    await new Promise((over) => {
      const request = new XMLHttpRequest();
      request.open('POST', target);
      request.withCredentials = true;
      request.setRequestHeader('content-type', 'text/plain');
      request.onloadend = () => {
        if (request.responseText) found.push('XMLHttpRequest');
        over();
      };
      request.send(body);
    });
    return found;
  }, {target, body, origin: site.url});
  assert.deepEqual(read, []);
  // Forms, as they are sent without any script, whose text is JSON with an equals sign within a name.
  for (const kind of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    for (const method of ['post', 'get']) {
      const [before, behind] = JSON.stringify({records: [record], x: '='}).split('=');
      stranger.show(`<form action="${target}" method="${method}" enctype="${kind}"><input name='${before}' value='${behind}'><button>Win</button></form>`);
      await page.goto(stranger.url);
      const [answered] = await Promise.all([page.waitForResponse((response) => response.url().startsWith(target)), page.getByRole('button').click()]);
      assert.ok([403, 405, 415].includes(answered.status()), `${method} ${kind}: ${answered.status()}`);
      assert.doesNotMatch(answered.headers()['content-type'], /html/);
    }
  }
  // Links, pictures and scripts of a page: they ask by GET, and what is answered is no script.
  stranger.show(`<img src="${target}"><script src="${target}"></script><script src="${site.url}/openapi.json"></script><link rel=stylesheet href="${target}">`);
  await page.goto(stranger.url);
  await page.waitForLoadState('load');
  assert.ok(answers.length > 25, `${answers.length} answers`);
  assert.deepEqual(answers.filter(([method, status]) => method === 'POST' && status === 200), []);
  assert.deepEqual(await accountsOf(site), []);
  await context.close();
  await stranger.end();
  await site.end();
});

test('no page of the server stands in a page of somebody else', {skip}, async () => {
  const stranger = await startStranger();
  const site = await startConsole({records: ['rules/saas/book']});
  const {page, close} = await openHostile(browser, stranger.url);
  for (const path of ['/', '/accounts', '/accounts/acme', '/alerts', '/rules/edit', '/docs/api', '/openapi.json', '/embed.js', '/nowhere']) {
    for (const frame of [`<iframe src="${site.url}${path}"></iframe>`, `<iframe sandbox="allow-scripts allow-same-origin" src="${site.url}${path}"></iframe>`, `<object data="${site.url}${path}"></object>`, `<embed src="${site.url}${path}">`]) {
      stranger.show(frame);
      await page.goto(stranger.url);
      await page.waitForLoadState('load');
      const refused = page.frames().slice(1).map((shown) => shown.url());
      // A file is shown as the text that it is: there is nothing in it to press.
      if (!/\.(js|json)$/.test(path)) assert.ok(refused.every((url) => !url.startsWith(site.url)), `${path} in ${frame}: ${refused}`);
    }
  }
  await close();
  await stranger.end();
  await site.end();
});

// An access file whose callers are called as they are here, and a token for each.
function accessOf(callers) {
  const tokens = callers.map(() => `bwt_${randomBytes(32).toString('base64url')}`);
  const hash = (text) => createHash('sha256').update(text).digest('hex');
  const lines = callers.map((caller, index) => `  - {name: ${JSON.stringify(caller)}, sha256: ${hash(tokens[index])}, roles: [score, read, admin]}`);
  return {access: `tokens:\n${lines.join('\n')}\n`, tokens};
}

test('a token is kept by the tab, sent in one header to its own server, and told to nobody', {skip}, async () => {
  const callers = ['<img src=x onerror=hurt(1)>', '"onfocus=hurt(2) autofocus x="', 'constructor', 'dana \u202Eeulb\u2066', '=1+1', 'x'.repeat(150)];
  const {access, tokens} = accessOf(callers);
  const site = await startConsole({access, state: true, pack: 'rules/examples/alerts', more: ['--log-level', 'debug', '--slow-call', '1ms']});
  const api = (method, message, token) => fetch(`${site.url}/bellwether.v1.${method}`, {
    method: 'POST', headers: {'content-type': 'application/json', authorization: `Bearer ${token}`}, body: JSON.stringify(message),
  });
  const at = new Date().toISOString().slice(0, 10).split('-').map(Number);
  const planted = {
    ...record, account: 'acme', at: {date: {year: at[0], month: at[1], day: at[2]}},
    signals: [{name: 'weekly_active_ratio', number: 0.1}, {name: 'missed_meetings', number: 3}],
  };
  assert.equal((await api('AccountsService/PutRecords', {records: [planted]}, tokens[0])).status, 200);
  for (const [index, token] of tokens.entries()) {
    // Each stands for something, by the name that the server knows.
    const context = {reason: `by ${index}`};
    const answer = await api('DecisionsService/SetOverride', {accountId: 'acme', model: 'onboarding', kind: 'OVERRIDE_KIND_CAP', value: 50 + index, context}, token);
    assert.equal(answer.status, 200, await answer.text());
  }
  const opened = await openHostile(browser, site.url, {viewport: {width: 360, height: 800}});
  const {page, faults, texts, close} = opened;
  const sent = [];
  page.on('request', async (request) => sent.push([request.url(), await request.allHeaders()]));
  for (const [index, token] of tokens.entries()) {
    await page.goto(`${site.url}/accounts/acme`);
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await page.locator('#overrides tbody tr').first().waitFor();
    await page.getByRole('button', {name: 'Settings'}).click();
    assert.ok(plain(await page.getByRole('dialog').innerText()).includes(plain(callers[index])));
    await judge(opened, callers[index]);
    await page.keyboard.press('Escape');
    for (const path of index === 0 ? ['/accounts', '/alerts', '/rules', '/rules/history', '/portfolio', '/accounts/acme/review', '/accounts/nobody', '/docs/api'] : []) {
      await page.goto(site.url + path);
      await page.getByRole('heading', {level: 1}).first().waitFor();
      await page.waitForFunction(() => !document.querySelector('main .skeleton, main [aria-busy=true]'));
      await judge(opened, path);
    }
    const kept = await page.evaluate(async () => ({
      local: Object.keys(localStorage), session: Object.entries(sessionStorage), cookie: document.cookie, name: window.name,
      databases: (await indexedDB.databases()).map((each) => each.name), caches: await caches.keys().catch(() => []),
      workers: (await navigator.serviceWorker?.getRegistrations?.().catch(() => []) ?? []).length, history: JSON.stringify(history.state),
      asked: performance.getEntries().map((each) => each.name).join(), page: document.documentElement.outerHTML,
    }));
    assert.deepEqual(kept.session.filter(([, value]) => value.includes(token)).map(([key]) => key), ['bellwether.token']);
    assert.deepEqual(kept.local.filter((key) => !['bellwether.theme', 'bellwether.language'].includes(key)), []);
    assert.deepEqual([kept.cookie, kept.databases, kept.caches, kept.workers], ['', [], [], 0]);
    assert.ok(![kept.name, kept.history, kept.asked, kept.page, page.url(), JSON.stringify(await page.context().cookies())].some((text) => text.includes(token)));
    await page.goto(`${site.url}/accounts/acme`);
    await page.getByRole('button', {name: 'Settings'}).click();
    await page.getByRole('button', {name: 'Sign out'}).click();
    await page.getByRole('heading', {name: 'Sign in'}).waitFor();
    assert.ok(!(await page.evaluate(() => JSON.stringify([{...sessionStorage}, {...localStorage}]))).includes(token));
  }
  for (const [url, headers] of sent) {
    for (const token of tokens) {
      assert.ok(!url.includes(token), url);
      const holding = Object.entries(headers).filter(([, value]) => value.includes(token)).map(([key]) => key);
      if (holding.length > 0) assert.deepEqual([holding, url.startsWith(`${site.url}/bellwether.v1.`)], [['authorization'], true]);
    }
    assert.equal(headers.referer, undefined, url);
    assert.equal(headers.cookie, undefined, url);
  }
  assert.ok(sent.some(([, headers]) => headers.authorization));
  for (const text of texts) assert.ok(!tokens.some((token) => text.includes(token)));

  // What is no token is not sent, or refused; nobody is locked out by it, and it is not repeated.
  await page.goto(`${site.url}/accounts`);
  for (const text of ['naïve ☃', 'two words that are none', 'a\tb', `${tokens[0]}\u200b`, `Bearer ${tokens[0]}x`, '<script>hurt(3)</script>', 'x'.repeat(20_000)]) {
    await page.getByLabel('Token').fill(text);
    await page.getByRole('button', {name: 'Sign in'}).click();
    await page.getByText('does not know this token').waitFor();
    assert.ok(!(await page.locator('body').innerText()).includes(text));
    await page.getByLabel('Token').fill('');
  }
  await page.getByLabel('Token').fill(`  Bearer ${tokens[0]}\n`);
  await page.getByRole('button', {name: 'Sign in'}).click();
  await page.getByRole('table').waitFor();
  assert.deepEqual(faults, []);
  await close();
  await site.end();
  const log = site.log();
  assert.match(log, /ListAccounts/);
  for (const token of tokens) {
    assert.ok(!log.includes(token));
    assert.ok(!log.includes(createHash('sha256').update(token).digest('hex')));
  }
  // A caller's name makes no line of its own.
  assert.doesNotMatch(log, /^=1\+1/m);
});
