// scripts/demo, with a small book: it serves the console, ends by Ctrl-C, and begins at once the second time.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {openBrowser, openPage} from './browser.mjs';
import {source} from './server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bellwether-demo-test-'));
const running = new Set();
after(() => {
  for (const child of running) process.kill(-child.pid, 'SIGKILL');
  rmSync(folder, {recursive: true, force: true});
});

// In a group of its own, as a shell starts it: Ctrl-C goes to all of the group.
function start(given, environment = {}) {
  const child = spawn(join(source, 'scripts/demo'), given, {
    detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...environment},
  });
  running.add(child);
  const demo = {said: '', child};
  demo.over = new Promise((done) => child.once('exit', (code) => {
    running.delete(child);
    done(code);
  }));
  demo.url = new Promise((done, failed) => {
    const read = (chunk) => {
      demo.said += chunk;
      const ready = /^ready (http:\S+)$/m.exec(demo.said);
      if (ready) done(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void demo.over.then((code) => failed(new Error(`it ended with ${code}: ${demo.said}`)));
  });
  return demo;
}

async function interrupted(demo) {
  process.kill(-demo.child.pid, 'SIGINT');
  return demo.over;
}

async function asks(url, method, body) {
  const answer = await fetch(`${url}bellwether.v1.${method}`, {
    method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, method);
  return answer.json();
}

test('a portfolio with a past, alerts, and something to decide', async () => {
  const demo = start(['--accounts', '60', '--folder', join(folder, 'kept')]);
  const url = await demo.url;
  assert.match(demo.said, /inventing 60 accounts[\s\S]*the console: http/);
  const {accounts} = await asks(url, 'AccountsService/ListAccounts', {pageSize: 1000});
  assert.equal(accounts.length, 60);
  const today = new Date().toISOString();
  assert.ok(accounts.every((each) => each.changedAt <= today));
  assert.ok(accounts.some((each) => each.stage === 'onboarding') && accounts.some((each) => each.stage === 'customer'));
  const {moments} = await asks(url, 'AccountsService/GetHistory', {accountId: accounts[0].accountId, stepDays: 28});
  assert.ok(moments.length > 2, `${moments.length} moments`);
  let alerts;
  for (let tries = 0; tries < 120 && !alerts?.length; ++tries) {
    ({alerts} = await asks(url, 'AlertsService/ListAlerts', {}));
    await new Promise((done) => setTimeout(done, 500));
  }
  assert.ok(alerts.length > 0, 'no alert is raised');
  const {books} = await asks(url, 'PortfolioService/ListBooks', {});
  assert.deepEqual(books.map(({name, accounts: count}) => [name, count]), [['books/store', 60]]);

  const browser = await openBrowser();
  const {page, faults, close} = await openPage(browser, url.slice(0, -1));
  await page.goto(url);
  await page.getByRole('table').waitFor();
  assert.deepEqual(faults, []);
  await close();
  await browser.close();
  assert.equal(await interrupted(demo), 0);
  await assert.rejects(fetch(url));
});

test('the second time it is there at once, at the port that is asked for', async () => {
  const demo = start(['--folder', join(folder, 'kept'), '--port', '0']);
  const url = await demo.url;
  assert.doesNotMatch(demo.said, /inventing/);
  const {accounts} = await asks(url, 'AccountsService/ListAccounts', {pageSize: 1000});
  assert.equal(accounts.length, 60);
  assert.equal(await interrupted(demo), 0);
});

test('without a folder it leaves nothing behind', async () => {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const demo = start(['--accounts', '3'], {TMPDIR: temporary});
  await demo.url;
  assert.equal(readdirSync(temporary).length, 1);
  assert.equal(await interrupted(demo), 0);
  assert.deepEqual(readdirSync(temporary), []);
});

test('what it does not understand it says how to write', async () => {
  for (const given of [['--accounts', 'many'], ['--prot', '1'], ['--accounts'], ['--port', '-1'], ['--accounts', '0']]) {
    const demo = start(given);
    demo.url.catch(() => undefined);
    assert.equal(await demo.over, 2, given.join(' '));
    assert.match(demo.said, /--accounts N {6}how many/);
  }
});
