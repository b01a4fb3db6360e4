// The inbox, as a CSM works through it: told of what happens while it is open, by mouse and by keyboard alone.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, source, startConsole} from './server.mjs';

const payload = '<img src=x onerror=alert(1)>';
let browser;
let packs;

// The example, but that it is told at once, and that a CSM is shown one yellow account at a time. `more` is added to
// the rule of red accounts.
function quickPack(more = '') {
  const folder = join(packs, 'alerts');
  cpSync(join(source, 'rules/examples/alerts'), folder, {recursive: true});
  // They are of how the example is told.
  rmSync(join(folder, 'tests'), {recursive: true, force: true});
  const file = join(folder, 'alerts.yaml');
  const text = readFileSync(file, 'utf8')
    .replaceAll(/\n {4}(for|quiet_hours|cooldown): .*/g, '')
    .replace('capacity: 5', 'capacity: 1')
    .replace('escalate_after: 2d', `escalate_after: 2d${more}`);
  writeFileSync(file, text);
  return folder;
}

before(async () => {
  browser = await openBrowser();
  packs = mkdtempSync(join(tmpdir(), 'bellwether-packs-'));
});
after(async () => {
  await browser?.close();
  await endAll();
  rmSync(packs, {recursive: true, force: true});
});

const red = {weekly_active_ratio: 0.05, champion_sentiment: 'unresponsive', customer_feedback: 'negative'};
const yellow = {weekly_active_ratio: 0.35, champion_sentiment: 'neutral', customer_feedback: 'neutral'};
const book = [
  {account: 'acme', csm: 'dana', acv: 48000, signals: red},
  {account: 'birch', csm: 'dana', acv: 20000, signals: yellow},
  {account: 'cedar', csm: 'dana', acv: 90000, segment: 'enterprise', signals: yellow},
  {account: 'delta', csm: 'dana', signals: yellow},
  {account: 'elm', csm: payload, signals: red},
];

function recordsFile(site, accounts = book) {
  const file = join(site.folder, `${accounts.map(({account}) => account).join('-')}.jsonl`);
  const at = new Date().toISOString().slice(0, 10);
  writeFileSync(file, accounts.map(({signals, ...of}, index) =>
    JSON.stringify({kind: 'account', id: `${of.account}-${index}`, at, segment: 'smb', stage: 'onboarding', ...of, signals})).join('\n'));
  return file;
}

async function startInbox(options, more) {
  const site = await startConsole({pack: quickPack(more), ...options});
  return {...site, putBook: () => site.put(recordsFile(site))};
}

// `bellwether remote`, as somebody else who works with the same alerts.
const remote = (site, ...words) =>
  execFileSync(process.env.BELLWETHER, ['remote', ...words.slice(0, 2), '--server', site.address, ...words.slice(2)], {encoding: 'utf8'});

const card = (page, account) => page.getByRole('article', {name: account, exact: true});
const section = (page, name) => page.getByRole('region', {name});

async function openInbox(site, path = '/alerts', options) {
  const opened = await openPage(browser, site.url, options);
  await opened.page.goto(site.url + path);
  await opened.page.getByRole('heading', {name: 'Alerts', level: 1}).waitFor();
  return opened;
}

test('a CSM is told while looking on, acknowledges, completes a task, and resolves', async () => {
  const site = await startInbox();
  const {page, faults, close} = await openInbox(site);
  await page.getByText('Nobody has to be told of anything').waitFor();
  await assertAccessible(page, 'nothing to be told');
  await page.locator('.live-state.live').waitFor();
  site.putBook();
  // By itself: the page is not loaded again.
  await card(page, 'acme').waitFor();
  await card(page, 'elm').waitFor();
  await section(page, /^Held back \(2\)/).waitFor();
  await assertAccessible(page, 'the inbox');
  await assertFits(page, 'the inbox');
  await picture(page, 'alerts');
  assert.match(await card(page, 'acme').innerText(), /red[\s\S]*The account is red, and likely to leave[\s\S]*dana/);
  assert.match(await card(page, 'elm').innerText(), /<img src=x/);

  const dialog = page.getByRole('dialog');
  await card(page, 'acme').getByRole('button', {name: 'Acknowledge…'}).click();
  await dialog.getByRole('button', {name: 'Acknowledge'}).click();
  await dialog.getByText('Say who you are.').waitFor();
  await dialog.getByLabel('Your name').fill('dana');
  await assertAccessible(page, 'acknowledging');
  await dialog.getByRole('button', {name: 'Acknowledge'}).click();
  await dialog.waitFor({state: 'detached'});
  await card(page, 'acme').getByText('acknowledged', {exact: true}).waitFor();
  assert.equal(await card(page, 'acme').getByRole('button', {name: 'Acknowledge…'}).count(), 0);

  // Why, what happened, what to do; and the address leads to it.
  await card(page, 'acme').getByRole('button', {name: /Why, what happened/}).click();
  await card(page, 'acme').locator('.course li', {hasText: 'acknowledged · by dana'}).waitFor();
  assert.match(await card(page, 'acme').locator('.course').innerText(), /acknowledged · by dana[\s\S]*raised · turned red · to csm/i);
  // What the pack says of it.
  await card(page, 'acme').getByText("health.primary.band == 'red'").waitFor();
  assert.match(page.url(), /alert=\d+/);
  const task = card(page, 'acme').locator('tbody tr', {hasText: 'Tell management what happened'});
  await task.getByRole('button', {name: 'Done…'}).click();
  await dialog.getByLabel('What came of it').fill('They know');
  await dialog.getByRole('button', {name: 'Done', exact: true}).click();
  await dialog.waitFor({state: 'detached'});
  await task.getByText('done by dana').waitFor();
  await assertAccessible(page, 'an alert that is open');
  await picture(page, 'alert-open');

  await card(page, 'acme').getByRole('button', {name: 'Resolve…'}).click();
  await dialog.getByRole('button', {name: 'Resolve'}).click();
  await dialog.getByText('Say why').waitFor();
  await dialog.getByLabel('Why').fill('The sponsor is back');
  await dialog.getByRole('button', {name: 'Resolve'}).click();
  await dialog.waitFor({state: 'detached'});
  await card(page, 'acme').waitFor({state: 'detached'});

  await page.getByRole('button', {name: /State/}).click();
  await page.getByRole('option', {name: 'resolved', exact: true}).click();
  await page.getByRole('button', {name: 'Show', exact: true}).click();
  await card(page, 'acme').getByRole('button', {name: /Why, what happened/}).click();
  await card(page, 'acme').locator('.alert-done', {hasText: /resolved · by dana[\s\S]*The sponsor is back/}).waitFor();
  assert.match(page.url(), /state=resolved/);
  assert.deepEqual(faults, []);
  await close();
  await site.end();
});

test('what is held back stands by its stake, and comes up when there is room', async () => {
  const site = await startInbox();
  site.putBook();
  const {page, close} = await openInbox(site, '/alerts?csm=dana&severity=yellow');
  const held = section(page, /^Held back/);
  await section(page, /^Held back \(2\)/).waitFor();
  const names = await held.getByRole('heading', {level: 3}).allInnerTexts();
  // Whose record is looked at first is shown; of the others the highest stake is first.
  assert.deepEqual(names, ['cedar', 'birch', 'delta'].filter((name) => names.includes(name)));
  assert.match(await held.innerText(), /At stake: [\d,]+[^\n]* · place 1 of 2 to come up[\s\S]*place 2 of 2 to come up/);
  // Tasks are made when it comes up; until then the playbook says what it will ask for.
  await card(page, names[0]).getByRole('button', {name: /Why, what happened/}).click();
  await card(page, names[0]).getByText('asks for').waitFor();
  await card(page, names[0]).locator('.course li', {hasText: 'Comes up when there is room: place 1 of 2'}).waitFor();
  await card(page, names[0]).locator('.course li', {hasText: 'held back · at place'}).waitFor();
  await assertAccessible(page, 'held back and open');
  const shown = await section(page, /^To look at \(1\)/).getByRole('heading', {level: 3}).innerText();
  await picture(page, 'alerts-held-back');
  await card(page, shown).getByRole('button', {name: 'Resolve…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('Agreed on a plan');
  await dialog.getByLabel('Your name').fill('dana');
  await dialog.getByRole('button', {name: 'Resolve'}).click();
  await section(page, /^To look at \(1\)/).getByRole('heading', {name: names[0]}).waitFor();
  await section(page, /^Held back \(1\)/).waitFor();
  await close();
  await site.end();
});

// Tab by Tab, as somebody without a mouse goes.
async function tabTo(page, name) {
  for (let steps = 0; steps < 80; ++steps) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute('aria-label') ?? at?.labels?.[0]?.innerText ?? at?.innerText ?? '';
    });
    if (focused.startsWith(name)) return;
  }
  assert.fail(`Tab does not lead to ${name}`);
}

test('by keyboard alone', async () => {
  const site = await startInbox();
  site.putBook();
  const {page, close} = await openInbox(site, '/alerts?csm=dana&severity=red');
  await card(page, 'acme').waitFor();
  await tabTo(page, 'Acknowledge… acme');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Note');
  await page.keyboard.type('I call them');
  await tabTo(page, 'Your name');
  await page.keyboard.type('dana');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  await card(page, 'acme').getByText('acknowledged', {exact: true}).waitFor();
  // What had the focus is gone; it is not lost to the top of the page.
  await page.waitForFunction(() => document.activeElement !== document.body);

  await tabTo(page, 'Why, what happened');
  await page.keyboard.press('Enter');
  await card(page, 'acme').locator('tbody tr').first().waitFor();
  await tabTo(page, 'Done… Tell management');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'What came of it');
  await page.keyboard.type('They know');
  await tabTo(page, 'Done');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  await card(page, 'acme').getByText('done by dana').waitFor();

  await page.getByRole('link', {name: 'Skip to the content'}).focus();
  await tabTo(page, 'Resolve… acme');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Why');
  await page.keyboard.type('The sponsor is back');
  await tabTo(page, 'Resolve');
  await page.keyboard.press('Enter');
  await card(page, 'acme').waitFor({state: 'detached'});
  assert.match(await page.getByRole('status').first().innerText(), /acme: resolved/);
  await close();
  await site.end();
});

test('put off until a day, and no day that is over', async () => {
  const site = await startInbox();
  site.putBook();
  const {page, close} = await openInbox(site, '/alerts?severity=red&csm=dana');
  await card(page, 'acme').getByRole('button', {name: 'Snooze…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('dana');
  await dialog.getByLabel('Quiet until').fill('2020-01-01');
  await dialog.getByRole('button', {name: 'Snooze'}).click();
  await dialog.getByText('A day after today').waitFor();
  await picture(page, 'alert-snooze');
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Quiet until').fill(day);
  await dialog.getByRole('button', {name: 'Snooze'}).click();
  await dialog.waitFor({state: 'detached'});
  await card(page, 'acme').getByText(/^snoozed until .*09:00/).waitFor();
  await close();
  await site.end();
});

// Ends connections on demand, as networks do.
async function startProxy(url) {
  const {hostname, port} = new URL(url);
  const open = new Set();
  let refuses = false;
  const proxy = createServer((client) => {
    if (refuses) return client.destroy();
    const server = connect(Number(port), hostname);
    for (const [from, to] of [[client, server], [server, client]]) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    cut: () => {
      refuses = true;
      for (const each of open) each.destroy();
    },
    mend: () => (refuses = false),
    end: () => proxy.close(),
  };
}

test('what others do is seen at once, also after the connection was lost', async () => {
  const site = await startInbox();
  site.putBook();
  const proxy = await startProxy(site.url);
  const {page, faults, close} = await openInbox({url: proxy.url}, '/alerts?csm=dana&severity=red');
  await card(page, 'acme').waitFor();
  await page.locator('.live-state.live').waitFor();
  const [, number] = /#(\d+) acme/.exec(remote(site, 'alerts', 'list', '--severity', 'red'));
  remote(site, 'alerts', 'ack', number, '--author', 'kim');
  await card(page, 'acme').getByText('acknowledged', {exact: true}).waitFor();
  await page.getByText('acme: acknowledged by kim').waitFor();

  const watches = [];
  page.on('request', (request) => request.url().endsWith('/WatchAlerts') && watches.push(request.postDataBuffer()?.length ?? 0));
  proxy.cut();
  await page.getByText('Not connected').waitFor();
  // What is there stays, and can be read.
  await card(page, 'acme').waitFor();
  await assertAccessible(page, 'not connected');
  remote(site, 'alerts', 'resolve', number, '--author', 'kim', '--reason', 'the sponsor is back');
  proxy.mend();
  await card(page, 'acme').waitFor({state: 'detached', timeout: 40_000});
  await page.locator('.live-state.live').waitFor();
  await page.getByText('acme: resolved by kim').waitFor();
  // It went on where it ended: an envelope without a cursor has five bytes.
  assert.ok(watches.every((bytes) => bytes > 5), watches.join());
  assert.deepEqual(faults, []);
  await close();
  proxy.end();
  await site.end();
});

test('an address leads to what was seen, and says when that is gone', async () => {
  const site = await startInbox();
  site.putBook();
  const {page, close} = await openInbox(site, '/alerts?severity=red');
  await card(page, 'elm').waitFor();
  assert.equal(await card(page, 'cedar').count(), 0);
  await card(page, 'elm').getByRole('button', {name: /Why, what happened/}).click();
  await card(page, 'elm').getByText('What happened', {exact: true}).waitFor();
  const address = page.url();
  await page.goto(`${site.url}/alerts?severity=red&alert=4711`);
  await page.getByText('There is no alert 4711').waitFor();
  await assertAccessible(page, 'no such alert');
  await page.goto(address);
  await card(page, 'elm').getByText('Raised').first().waitFor();
  // To the account as it was known then, and back to its alerts.
  await card(page, 'elm').getByRole('link', {name: /as it was known/}).click();
  await page.locator('.account-head .band', {hasText: 'red'}).waitFor();
  await page.getByRole('link', {name: 'Its alerts'}).click();
  await card(page, 'elm').waitFor();
  const download = page.waitForEvent('download');
  await section(page, /^To look at/).getByRole('button', {name: 'Save as CSV'}).last().click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  assert.match(csv, /elm,red,open,"The account is red, and likely to leave"/);
  await close();
  await site.end();
});

test('filtered by segment, rule and who looks after it, in the order of what is at stake', async () => {
  const site = await startInbox();
  site.putBook();
  site.put(recordsFile(site, [{account: 'fir', acv: 70000, signals: red}]));
  const {page, close} = await openInbox(site);
  await card(page, 'fir').waitFor();
  await section(page, /^Held back \(2\)/).waitFor();
  const show = () => page.getByRole('button', {name: 'Show', exact: true}).click();
  await page.getByLabel('Segment').fill('enterprise');
  await show();
  await card(page, 'acme').waitFor({state: 'detached'});
  await card(page, 'cedar').waitFor();
  assert.match(page.url(), /segment=enterprise/);
  await page.getByRole('button', {name: 'Clear'}).click();
  await page.getByLabel('Rule').fill('turned_red');
  await page.getByRole('button', {name: /^newest first|Order/}).click();
  await page.getByRole('option', {name: 'most at stake first'}).click();
  await show();
  await card(page, 'cedar').waitFor({state: 'detached'});
  const shown = section(page, /^To look at \(3\)/);
  // What an account is worth is not known of elm.
  await page.waitForFunction(() => document.querySelectorAll('.alert h3').length === 3);
  assert.deepEqual((await shown.getByRole('heading', {level: 3}).allInnerTexts()).at(-1), 'elm');
  assert.match(page.url(), /rule=turned_red.*order=stake/);
  await page.getByRole('button', {name: 'Clear'}).click();
  await page.getByRole('checkbox', {name: 'nobody looks after it'}).press('Space');
  await show();
  await section(page, /^To look at \(1\)/).getByRole('heading', {name: 'fir'}).waitFor();
  // An address says all of it, and what it can be asked for is there to choose from.
  await page.goto(`${site.url}/alerts?segment=smb&csm=dana&rule=turned_red&severity=red`);
  await section(page, /^To look at \(1\)/).getByRole('heading', {name: 'acme'}).waitFor();
  assert.equal(await page.getByLabel('Segment').inputValue(), 'smb');
  const offered = await page.getByLabel('Segment').evaluate((input) => [...input.list.options].map(({value}) => value));
  assert.deepEqual(offered.sort(), ['enterprise', 'smb']);
  await assertAccessible(page, 'filtered');
  await assertFits(page, 'filtered');
  await close();
  await site.end();
});

test('the course of an alert, by keyboard: what comes next, what happened, and as a file', async () => {
  const site = await startInbox();
  site.putBook();
  const {page, faults, close} = await openInbox(site);
  await card(page, 'acme').waitFor();
  await tabTo(page, 'Segment');
  await page.keyboard.type('smb');
  await tabTo(page, 'CSM');
  await page.keyboard.type('dana');
  await page.keyboard.press('Enter');
  await card(page, 'elm').waitFor({state: 'detached'});
  await card(page, 'acme').getByText(/^Escalated to management unless somebody acts/).waitFor();
  await page.getByRole('link', {name: 'acme', exact: true}).first().focus();
  await tabTo(page, 'Why, what happened');
  await page.keyboard.press('Enter');
  const course = card(page, 'acme').locator('.course');
  await course.locator('li.ahead', {hasText: /Escalated, unless somebody acknowledges it · to management/}).waitFor();
  await course.locator('li:not(.ahead)', {hasText: 'raised · turned red · to csm'}).waitFor();
  const number = new URL(page.url()).searchParams.get('alert');
  // Others act meanwhile: the course goes on by itself, the last above what was before.
  remote(site, 'alerts', 'ack', number, '--author', 'kim', '--reason', 'I call them');
  await course.locator('li', {hasText: /acknowledged · by kim[\s\S]*I call them/}).waitFor();
  assert.equal(await course.locator('li.ahead').count(), 0);
  await card(page, 'acme').locator('.alert-done', {hasText: /acknowledged · by kim[\s\S]*I call them/}).waitFor();
  const download = page.waitForEvent('download');
  await tabTo(page, 'Save as CSV');
  await page.keyboard.press('Enter');
  const file = await download;
  assert.equal(file.suggestedFilename(), `alert-${number}.csv`);
  const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
  assert.match(lines[0], /At,Told,What happened,Rule/);
  assert.match(lines[1], /ACKNOWLEDGED,turned_red,red,.*kim,I call them/);
  assert.match(lines[2], /RAISED,turned_red,red,csm,dana/);
  await picture(page, 'alert-course');

  // Over, it is found by its address all the same.
  remote(site, 'alerts', 'resolve', number, '--author', 'kim', '--reason', 'the sponsor is back');
  await section(page, 'The alert of this address').getByText('the sponsor is back').first().waitFor();
  await page.reload();
  await section(page, 'The alert of this address').locator('.course li', {hasText: 'resolved · by kim'}).waitFor();
  await assertAccessible(page, 'the alert of this address');
  assert.deepEqual(faults, []);
  await close();
  await site.end();
});

test('raised in quiet hours, it says until when nobody is told', async () => {
  // All of the day but a minute.
  const site = await startInbox({}, '\n    quiet_hours: {from: "00:01", to: "00:00", weekends: true}');
  site.put(recordsFile(site, [book[0]]));
  const {page, close} = await openInbox(site);
  await card(page, 'acme').getByText(/^told after the quiet hours, /).waitFor();
  await card(page, 'acme').getByRole('button', {name: /Why, what happened/}).click();
  await card(page, 'acme').locator('.course li.ahead', {hasText: 'To be told, when the quiet hours are over · to csm'}).waitFor();
  await card(page, 'acme').locator('.course li:not(.ahead)', {hasText: /raised[\s\S]*to be told/}).waitFor();
  await card(page, 'acme').getByText('00:01–00:00, weekends').waitFor();
  await assertAccessible(page, 'in quiet hours');
  await close();
  await site.end();
});

test('roles, and a server without alerts', async () => {
  const site = await startConsole({pack: quickPack(), tokens: {writer: 'admin', reader: 'read', scorer: 'score'}});
  execFileSync(process.env.BELLWETHER, [
    'remote', 'put', '--server', site.address, '--token-file', join(site.folder, 'writer.token'), recordsFile(site, [book[0]]),
  ]);
  const signIn = async (name) => {
    const opened = await openPage(browser, site.url);
    await opened.page.goto(`${site.url}/alerts`);
    await opened.page.getByLabel('Token').fill(site.token(name));
    await opened.page.keyboard.press('Enter');
    return opened;
  };
  const reader = await signIn('reader');
  // What a role may not do is not offered.
  await card(reader.page, 'acme').waitFor();
  await section(reader.page, 'Tasks').getByRole('row').nth(1).waitFor();
  for (const name of ['Acknowledge…', 'Snooze…', 'Resolve…', 'Done…']) {
    assert.equal(await reader.page.getByRole('button', {name}).count(), 0, name);
  }
  await assertAccessible(reader.page, 'may read alone');
  await reader.close();
  const scorer = await signIn('scorer');
  await scorer.page.getByText('Not for your role').first().waitFor();
  await assertAccessible(scorer.page, 'may not read');
  await scorer.close();
  await site.end();

  const bare = await startConsole({store: false});
  const {page, close} = await openPage(browser, bare.url);
  await page.goto(`${bare.url}/alerts`);
  await page.getByText('Not served here').first().waitFor();
  await assertAccessible(page, 'not served');
  await close();
  await bare.end();
});

test('in all three languages, light and dark, from 360 pixels to 4k', async () => {
  const site = await startInbox();
  site.putBook();
  for (const [locale, width, colorScheme, title] of [
    ['id-ID', 360, 'dark', 'Peringatan'], ['ms-MY', 768, 'light', 'Amaran'], ['en-GB', 3840, 'dark', 'Alerts'],
  ]) {
    const {page, faults, close} = await openPage(browser, site.url, {viewport: {width, height: 900}, colorScheme, locale});
    await page.goto(`${site.url}/alerts`);
    await page.getByRole('heading', {name: title, level: 1}).waitFor();
    await card(page, 'acme').locator('.disclosure').click();
    await card(page, 'acme').locator('tbody tr').first().waitFor();
    await assertFits(page, `${locale} ${width}`);
    await assertAccessible(page, `${locale} ${width} ${colorScheme}`);
    await picture(page, `alerts-${locale}-${width}`);
    assert.deepEqual(faults, []);
    await close();
  }
  await site.end();
});
