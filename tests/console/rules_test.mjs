// The rules, as an admin reads and changes them: what they say, what is wrong with a change, whom it
// touches, how it is activated and taken back, and that two have to want it where the server says so.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, startConsole} from './server.mjs';

// A pack small enough that everybody sees what it comes to: 3 parts usage, 1 part support.
const files = {
  'pack.yaml': `pack: shop
version: 1.0.0
segments: [smb, enterprise]
stages: [onboarding, customer]
severities: [red, yellow]
signals:
  usage: {type: ratio, description: Users who came this week}
  support: {type: ratio, description: Requests that were solved}
`,
  'health.yaml': `health:
  customer:
    description: How an account does
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 3, of: usage, source: Ours, description: Is the product used}
      support: {weight: 1, of: support, source: Ours, description: Are people helped}
flags:
  unused:
    severity: red
    when: "usage < 0.3"
    reason: Hardly anybody uses it
    description: Usage below three in ten
    source: Ours
`,
  'tests/health_test.yaml': `as_of: 2026-03-01
cases:
  - name: full marks are green whatever the weights
    account: {signals: {usage: 1, support: 1}}
    expect: {health.customer.band: green}
  - name: hardly used
    account: {signals: {usage: 0.1, support: 1}}
    expect: {flag.unused: raised}
`,
};

// Four that are well used and badly helped, four that are well in both, one that is not used.
function records() {
  const account = (id, usage, support, segment) =>
    JSON.stringify({
      kind: 'account', id, account: id, at: '2026-01-05', segment, stage: 'customer', csm: 'dana', acv: 12000,
      signals: {usage, support},
    });
  return [
    ...['alder', 'ash', 'aspen', 'azalea'].map((id) => account(id, 1, 0.4, 'smb')),
    ...['beech', 'birch', 'bramble', 'broom'].map((id) => account(id, 0.9, 0.9, 'enterprise')),
    account('cedar', 0.2, 0.6, 'smb'),
  ].join('\n');
}

let browser;
let site;
let home;

before(async () => {
  home = mkdtempSync(join(tmpdir(), 'bellwether-rules-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(home, 'shop', name, '..'), {recursive: true});
    writeFileSync(join(home, 'shop', name), text);
  }
  writeFileSync(join(home, 'records.jsonl'), records());
  browser = await openBrowser();
  site = await startConsole({pack: join(home, 'shop'), records: [join(home, 'records.jsonl')], state: true});
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
  rmSync(home, {recursive: true, force: true});
});

async function open(path, options, at = site.url) {
  const tab = await openPage(browser, at, options);
  await tab.page.goto(at + path);
  return tab;
}

const section = (page, name) => page.getByRole('region', {name, exact: true});
const code = (page) => page.getByRole('textbox', {name: /^Text of/});

// The rules that answer are opened unasked.
const opened = (page) => code(page).waitFor();

async function openFolder(page) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', {name: 'Open a folder…'}).click(),
  ]);
  await chooser.setFiles(join(home, 'shop'));
  await code(page).waitFor();
}

// The line that says so, typed anew behind its indentation, as a person would.
async function type(page, file, before, now) {
  await page.getByRole('navigation', {name: 'Files'}).getByRole('link', {name: new RegExp(`^${file}`)}).click();
  await page.getByRole('heading', {name: new RegExp(`^${file}`)}).waitFor();
  await page.locator('.cm-line', {hasText: before}).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type(now);
}

test('the rules in words, with their figures, sources and the accounts that they touch', async () => {
  const {page, faults, close} = await open('/rules');
  const health = section(page, 'Health');
  await health.getByRole('table').waitFor();
  assert.equal(await page.getByRole('heading', {level: 1}).innerText(), 'Rules');
  assert.match(await section(page, 'Answers now').innerText(), /shop 1\.0\.0/);
  assert.match(await health.innerText(), /green\s*≥ 80[\s\S]*yellow\s*≥ 50[\s\S]*red\s*≥ 0/);
  const usage = await health.locator('tbody tr', {hasText: 'usage'}).innerText();
  assert.match(usage, /Is the product used\s+75 of 100\s+3\s+the value × 100[\s\S]*Ours[\s\S]*health\.yaml:6/);
  assert.match(await section(page, 'Flags').locator('tbody tr').innerText(), /Usage below three in ten[\s\S]*red[\s\S]*usage < 0\.3/);
  await page.getByRole('button', {name: /Count the accounts/}).click();
  await page.getByText('9 accounts were evaluated').waitFor();
  assert.match(await health.innerText(), /green\s*8[\s\S]*red\s*1/);
  assert.match(await health.locator('tbody tr', {hasText: 'usage'}).innerText(), /75 of 100\s+9\s+3/);
  assert.match(await section(page, 'Flags').locator('tbody tr').innerText(), /red\s+1\s+usage < 0\.3/);
  await assertAccessible(page, 'the rules, read');
  await assertFits(page, 'the rules, read');
  await picture(page, 'rules');
  // A place leads to the editor.
  assert.match(await health.getByRole('link', {name: 'health.yaml, line 6'}).getAttribute('href'), /\/rules\/edit\?file=health\.yaml&line=6/);
  assert.deepEqual(faults, []);
  await close();
});

test('a weight is changed: four accounts turn yellow; it is activated, and taken back', async () => {
  const {page, faults, close} = await open('/rules/edit');
  await page.getByRole('heading', {level: 1, name: 'Rules'}).waitFor();
  await opened(page);
  await page.getByText('These are the rules that answer now.').waitFor();
  await assertAccessible(page, 'an opened pack');

  await type(page, 'health.yaml', 'usage: {weight: 3', 'usage: {weight: 1, of: usage, source: Ours, description: Is the product used}');
  const impact = section(page, 'What it does to the accounts');
  await impact.getByText('4 of 9 accounts are decided otherwise').waitFor();
  assert.match(await impact.innerText(), /worth 48,000[\s\S]*health\s+green\s+yellow\s+4\s+48,000/);
  const decided = impact.locator('table', {hasText: 'Accounts that are decided otherwise'}).locator('tbody th a');
  assert.deepEqual((await decided.allInnerTexts()).sort(), ['alder', 'ash', 'aspen', 'azalea']);
  assert.match(await impact.innerText(), /usage\s+customer\s+3 → 1/);

  const tests = section(page, 'Tests of the pack');
  await tests.getByRole('button', {name: 'Run the tests'}).click();
  await tests.getByText('All 2 tests hold.').waitFor();
  await assertAccessible(page, 'a changed pack');
  await assertFits(page, 'a changed pack');
  await picture(page, 'rules-edit');

  await page.getByRole('button', {name: 'Activate…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', {name: 'Activate'}).click();
  await dialog.getByText('Say why.').waitFor();
  await dialog.getByLabel('Why').fill('support <b>counts</b> as much');
  await assertAccessible(page, 'before activating');
  await dialog.getByRole('button', {name: 'Activate'}).click();
  await dialog.waitFor({state: 'detached'});
  await page.getByText('Activated: the server answers by these rules.').waitFor();
  await section(page, 'Answers now').getByText('support <b>counts</b> as much').waitFor();
  await impact.getByText('Nothing is changed').waitFor();
  // Accounts are judged by them at once.
  await page.goto(`${site.url}/accounts/alder`);
  await page.locator('.account-head .band', {hasText: /yellow\s*70/}).waitFor();

  await page.goto(`${site.url}/rules/history`);
  const history = section(page, 'What was changed');
  await history.getByRole('table').waitFor();
  assert.match(await history.locator('tbody tr').first().innerText(), /in the place of shop 1\.0\.0[\s\S]*support <b>counts<\/b> as much/);
  await assertAccessible(page, 'the history');
  await picture(page, 'rules-history');
  // What it changed in the text, by an address of its own.
  await history.getByRole('link', {name: /says otherwise than/}).first().click();
  const text = section(page, /^What shop/);
  await text.locator('ins').waitFor();
  await page.reload();
  await text.locator('ins').waitFor();
  assert.match(await text.locator('del').innerText(), /−\s+usage: \{weight: 3/);
  assert.match(await text.locator('ins').innerText(), /6 \+\s+usage: \{weight: 1/);
  assert.equal(await text.locator('figcaption').innerText(), 'health.yaml');
  await assertAccessible(page, 'what changed in the text');
  await assertFits(page, 'what changed in the text');
  await picture(page, 'rules-text');
  await history.getByRole('button', {name: 'Roll back…'}).click();
  await dialog.getByLabel('Why').fill('too many turned yellow');
  await dialog.getByRole('button', {name: 'Roll back'}).click();
  await dialog.waitFor({state: 'detached'});
  await history.getByText(/^Done: shop/).waitFor();
  await history.locator('tbody tr', {hasText: 'back to shop 1.0.0'}).waitFor();
  await page.goto(`${site.url}/accounts/alder`);
  await page.locator('.account-head .band', {hasText: /green\s*85/}).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('the same by keyboard alone', async () => {
  const {page, faults, close} = await open('/rules');
  const press = async (target) => {
    await target.waitFor();
    await target.focus();
    await page.keyboard.press('Enter');
  };
  // From the rule in words to its line, where the cursor is then.
  await press(section(page, 'Health').getByRole('link', {name: 'health.yaml, line 6'}));
  await page.locator('.cm-activeLine', {hasText: 'usage: {weight: 3'}).waitFor();
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.cm-content'));
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('usage: {weight: 1, of: usage, source: Ours, description: Is the product used}');
  await section(page, 'What it does to the accounts').getByText('4 of 9 accounts are decided otherwise').waitFor();
  // Tab leaves the text.
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.matches('.cm-content') ?? false), false);
  await press(page.getByRole('button', {name: 'Activate…'}));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').focus();
  await page.keyboard.type('as much');
  await press(dialog.getByRole('button', {name: 'Activate'}));
  await page.getByText('Activated: the server answers by these rules.').waitFor();
  await press(page.getByRole('link', {name: 'History'}));
  const history = section(page, 'What was changed');
  await press(history.getByRole('button', {name: 'Roll back…'}));
  await dialog.getByLabel('Why').focus();
  await page.keyboard.type('too many');
  await press(dialog.getByRole('button', {name: 'Roll back'}));
  await history.getByText(/^Done: shop/).waitFor();
  // The editor follows what answers: nothing of it is changed.
  await press(page.getByRole('link', {name: 'Change'}));
  await page.locator('.cm-line', {hasText: 'pack: shop'}).waitFor();
  await page.getByText('These are the rules that answer now.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('a mistake is shown at its line while it is typed, and led to by keyboard', async () => {
  const {page, faults, close} = await open('/rules/edit');
  await opened(page);
  await type(page, 'health.yaml', 'support: {weight: 1', 'support: {wieght: 1, of: support}');
  const problems = section(page, 'Problems');
  const row = problems.locator('tbody tr', {hasText: 'wieght'});
  await row.waitFor();
  assert.match(await row.innerText(), /health\.yaml:7[\s\S]*error[\s\S]*unknown key[\s\S]*did you mean `weight`/);
  await page.locator('.cm-lintRange-error', {hasText: /^wieght$/}).waitFor();
  assert.equal(await page.locator('.cm-gutter-lint .cm-lint-marker-error').count(), 1);
  await page.getByText('The rules have errors.').waitFor();
  assert.equal(await page.getByRole('button', {name: 'Activate…'}).isDisabled(), true);
  assert.match(await page.getByRole('navigation', {name: 'Files'}).innerText(), /health\.yaml\s+changed\s+\d errors/);
  await assertAccessible(page, 'a mistake');
  await picture(page, 'rules-mistake');

  // Elsewhere, and back to the line by the list.
  await page.getByRole('navigation', {name: 'Files'}).getByRole('link', {name: /^pack\.yaml/}).click();
  await page.getByRole('heading', {name: /^pack\.yaml/}).waitFor();
  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/file=health\.yaml&line=7/);
  await page.locator('.cm-activeLine', {hasText: 'wieght'}).waitFor();
  // Mended by undoing, as everywhere.
  await page.getByRole('button', {name: 'Undo changes to this file'}).click();
  await problems.getByText('No problems.').waitFor();
  assert.equal(await page.locator('.cm-lintRange-error').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('a change that breaks a test of the pack is said, and not activated', async () => {
  const {page, close} = await open('/rules/edit');
  await opened(page);
  await type(page, 'health.yaml', 'when: "usage', 'when: "usage < 0.05"');
  const tests = section(page, 'Tests of the pack');
  await page.getByText('These are not the rules that answer now').waitFor();
  await tests.getByRole('button', {name: 'Run the tests'}).click();
  await tests.getByText('1 problems').waitFor();
  assert.match(await tests.innerText(), /hardly used/);
  await page.getByRole('button', {name: 'Activate…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('whatever');
  await dialog.getByRole('button', {name: 'Activate'}).click();
  await dialog.getByText('The server refused this').waitFor();
  await dialog.getByRole('button', {name: 'Cancel'}).click();
  await dialog.waitFor({state: 'detached'});
  // Nothing is lost by mistake.
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  await dialog.getByRole('button', {name: 'Keep'}).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Save this file'}).click()]);
  assert.equal(download.suggestedFilename(), 'health.yaml');
  assert.match(readFileSync(await download.path(), 'utf8'), /usage < 0\.05/);
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  await dialog.getByRole('button', {name: 'Close and lose them'}).click();
  await page.getByText('Open rules to change them').waitFor();
  await assertAccessible(page, 'nothing is open');
  await openFolder(page);
  await page.getByText('These are the rules that answer now.').waitFor();
  await page.getByRole('button', {name: 'Close', exact: true}).click();
  await page.getByRole('button', {name: 'Open the rules that answer now'}).click();
  await opened(page);
  await close();
});

test('keys are completed with what they mean', async () => {
  const {page, faults, close} = await open('/rules/edit');
  await opened(page);
  await page.locator('.cm-line', {hasText: 'stages:'}).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('bench');
  const option = page.getByRole('option', {name: /benchmark_set/});
  await option.waitFor();
  await page.getByText('The benchmark set in force').first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('two have to want it: asked for by one, approved by another', async () => {
  const guarded = await startConsole({
    pack: join(home, 'shop'), records: [join(home, 'records.jsonl')], state: true, more: ['--activation-approvals', '2'],
    tokens: {ann: ['admin', 'read', 'score'], bob: ['admin', 'read'], eve: 'read', writer: 'admin'},
  });
  const enter = async (name, path) => {
    const tab = await open(path, {}, guarded.url);
    await tab.page.getByLabel(/token/i).fill(guarded.token(name));
    await tab.page.keyboard.press('Enter');
    return tab;
  };
  const ann = await enter('ann', '/rules/edit');
  const {page} = ann;
  await opened(page);
  await type(page, 'health.yaml', 'usage: {weight: 3', 'usage: {weight: 2, of: usage}');
  await page.getByText('These are not the rules that answer now').waitFor();
  await page.getByRole('button', {name: 'Activate…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('two to one');
  await dialog.getByRole('button', {name: 'Activate'}).click();
  await page.getByText('1 more must approve').waitFor();
  await section(page, 'Answers now').getByText('Waits for approval').waitFor();
  await assertAccessible(page, 'a pending change');

  const bob = await enter('bob', '/rules/history');
  const pending = section(bob.page, 'Waits for approval');
  await pending.getByText('two to one').waitFor();
  await pending.getByRole('link', {name: /says otherwise than/}).click();
  await section(bob.page, /^What shop/).locator('ins', {hasText: 'weight: 2'}).waitFor();
  await pending.getByRole('button', {name: 'Approve'}).click();
  await bob.page.getByRole('dialog').getByRole('button', {name: 'Approve'}).click();
  await bob.page.getByText(/^Done: shop/).waitFor();
  const first = section(bob.page, 'What was changed').locator('tbody tr').first();
  await first.getByText('bob').waitFor();
  assert.match(await first.innerText(), /in the place of[\s\S]*two to one[\s\S]*ann[\s\S]*bob/);
  // Whoever asked sees it without asking again.
  await section(page, 'Answers now').getByText('two to one').waitFor();

  // A reader reads and changes nothing, and is told so.
  const eve = await enter('eve', '/rules/history');
  await eve.page.getByRole('button', {name: 'Roll back…'}).click();
  await eve.page.getByRole('dialog').getByLabel('Why').fill('because');
  await eve.page.getByRole('dialog').getByRole('button', {name: 'Roll back'}).click();
  await eve.page.getByText('Not for your role').waitFor();
  await assertAccessible(eve.page, 'not for a reader');
  for (const each of [ann, bob, eve]) {
    assert.deepEqual(each.faults, []);
    await each.close();
  }
  await guarded.end();
});

test('on a phone, in the dark, in Indonesian and in Malay', async () => {
  for (const [locale, title] of [['id-ID', 'Aturan'], ['ms-MY', 'Peraturan']]) {
    const {page, faults, close} = await open('/rules', {viewport: {width: 360, height: 740}, colorScheme: 'dark', locale});
    await page.getByRole('table').first().waitFor();
    assert.equal(await page.getByRole('heading', {level: 1}).innerText(), title);
    await assertFits(page, locale);
    await assertAccessible(page, locale);
    await picture(page, `rules-${locale}`);
    await page.getByRole('link', {name: 'Ubah'}).click();
    await page.locator('.cm-content').waitFor();
    await page.locator('#problems [role=status]').waitFor();
    await assertFits(page, `${locale}: the editor`);
    await assertAccessible(page, `${locale}: the editor`);
    await picture(page, `rules-edit-${locale}`);
    assert.deepEqual(faults, []);
    await close();
  }
});
