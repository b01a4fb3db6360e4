// The page of an account, as a CSM uses it: to see why, to ask what would help, to overrule.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, startConsole} from './server.mjs';

let browser;
let site;

before(async () => {
  browser = await openBrowser();
  site = await startConsole({records: ['rules/saas/book']});
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
});

async function open(path, options) {
  const opened = await openPage(browser, site.url, options);
  await opened.page.goto(site.url + path);
  await opened.page.locator('#score').waitFor();
  return opened;
}

// A day on which the account was known well.
const acme = '/accounts/acme?on=2025-11-20';
const section = (page, name) => page.getByRole('region', {name});

test('why the score is what it is: lines that sum to it', async () => {
  const {page, faults, close} = await open(acme);
  assert.match(await page.locator('.account-head .band').innerText(), /green\s*92/);
  const rows = section(page, 'Why the score is what it is').locator('tbody tr');
  const lines = await rows.evaluateAll((all) =>
    all.map((row) => ({
      name: row.querySelector('th').innerText.trim(),
      depth: row.querySelector('[class^=depth-]').className,
      points: Number(row.querySelectorAll('td')[3].innerText.replace('\u2212', '-').replace('–', '0').replace('+', '')),
    })));
  const total = lines.pop();
  assert.equal(total.name, 'Score');
  const sum = lines.filter((line) => line.depth === 'depth-0').reduce((before, line) => before + line.points, 0);
  assert.ok(Math.abs(sum - total.points) < 0.02, `${sum} is not ${total.points}`);
  await page.waitForLoadState('networkidle');
  await assertAccessible(page, 'the account');
  await assertFits(page, 'the account');
  await picture(page, 'account');
  assert.deepEqual(faults, []);
  await close();
});

test('the table of the score is as wide as its frame, from a phone to a large screen', async () => {
  for (const [width, language] of [[360, 'en'], [1280, 'en'], [1280, 'id'], [1280, 'ms'], [1920, 'en']]) {
    const {page, close} = await openPage(browser, site.url, {viewport: {width, height: 900}});
    await page.addInitScript((chosen) => localStorage.setItem('bellwether.language', chosen), language);
    await page.goto(site.url + acme);
    const folded = page.locator('#score details');
    await folded.waitFor();
    if ((await folded.getAttribute('open')) === null) await folded.locator('summary').click();
    const [content, frame, source] = await folded.locator('.table-scroll').evaluate((scroll) => [
      scroll.scrollWidth, scroll.clientWidth, scroll.querySelector('tbody td:last-child').innerText,
    ]);
    assert.ok(content <= frame, `${width} ${language}: ${content} in ${frame}`);
    assert.match(source, /health\/\w+\.yaml:\d+/);
    await close();
  }
});

test('how sure it is, and what to ask first', async () => {
  const {page, close} = await open(acme);
  const sure = section(page, 'How sure it is');
  assert.match(await sure.innerText(), /75%[\s\S]*70\.4 – 95\.4/);
  const first = sure.locator('tbody tr').first();
  assert.match(await first.innerText(), /can change the band/);
  await close();
});

test('where each change comes from', async () => {
  const {page, close} = await open(acme);
  const history = section(page, 'How it came to this');
  await history.getByRole('table').waitFor();
  const newest = await history.locator('tbody tr').first().innerText();
  assert.match(newest, /13 Nov 2025[\s\S]*−7[\s\S]*champion_sentiment positive → neutral/);
  await history.getByRole('button', {name: /6 months/}).click();
  await page.getByRole('option', {name: '3 months'}).click();
  await page.waitForURL(/since=quarter/);
  await page.waitForFunction(() => !/Jul 2025/.test(document.querySelector('#history').innerText));
  await close();
});

test('what if: a slider moved by keyboard, answered by the server, and nothing kept', async () => {
  const {page, close} = await open(acme);
  const whatIf = section(page, 'What if');
  const slider = whatIf.getByRole('slider', {name: 'meeting attendance ratio'});
  await slider.focus();
  await page.keyboard.press('Home');
  await whatIf.getByText('engagement.meetings').waitFor();
  assert.match(await whatIf.locator('.outcome').innerText(), /green\s*92[\s\S]*Then[\s\S]*83/);
  await whatIf.getByRole('button', {name: 'As it is', exact: true}).click();
  await whatIf.getByText('Move something').waitFor();
  await page.reload();
  assert.match(await page.locator('.account-head .band').innerText(), /92/);
  await close();
});

test('paths to another goal', async () => {
  const {page, close} = await open(acme);
  const paths = section(page, 'Paths to the goal');
  await paths.getByText('The goal is reached already.').waitFor();
  await paths.getByRole('button', {name: /The next better band/}).click();
  await page.getByRole('option', {name: /Something else/}).click();
  await paths.getByLabel('Band or condition').fill('health.customer.score >= 95');
  await page.keyboard.press('Enter');
  await paths.getByRole('table').first().waitFor();
  assert.match(await paths.innerText(), /One change[\s\S]*→/);
  await paths.getByLabel('Band or condition').fill('health.nobody.score >= 95');
  await page.keyboard.press('Enter');
  await paths.getByRole('alert').waitFor();
  await close();
});

test('milestones in the order of the plan', async () => {
  const {page, close} = await open(acme);
  const milestones = section(page, 'Milestones');
  assert.deepEqual(await milestones.locator('tbody th').allInnerTexts(), [
    'kickoff', 'integration live', 'training', 'value achievement',
  ]);
  assert.match(await milestones.innerText(), /3 days late/);
  await close();
});

test('overruled with a reason and an end, seen at once, and removed', async () => {
  const {page, faults, close} = await open('/accounts/aster');
  const overrides = section(page, 'Overrides');
  await overrides.getByText('Nobody has overruled').waitFor();
  await overrides.getByRole('button', {name: 'Overrule…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', {name: 'Overrule'}).click();
  assert.match(await dialog.innerText(), /A number from 0 to 100[\s\S]*Say why[\s\S]*Say who you are/);
  await assertAccessible(page, 'the form with its errors');
  await picture(page, 'override');
  await dialog.getByRole('button', {name: /How/}).click();
  await page.getByRole('option', {name: 'the score is'}).click();
  await dialog.getByLabel('Points').fill('71');
  await dialog.getByLabel('Why').fill('<b>the sponsor</b> came back');
  await dialog.getByLabel('Until').fill('2099-01-01');
  await dialog.getByLabel('Your name').fill('dana');
  await dialog.getByRole('button', {name: 'Overrule'}).click();
  await dialog.waitFor({state: 'detached'});
  await overrides.getByText('stands', {exact: true}).waitFor();
  await page.locator('.account-head .band', {hasText: '71'}).waitFor();
  assert.match(await overrides.innerText(), /the score is 71[\s\S]*<b>the sponsor<\/b> came back[\s\S]*dana[\s\S]*1 Jan 2099/);

  await overrides.getByRole('button', {name: 'Remove…'}).click();
  await dialog.getByLabel('Why').fill('enough');
  await dialog.getByRole('button', {name: 'Remove'}).click();
  await dialog.waitFor({state: 'detached'});
  await overrides.getByText('removed', {exact: true}).waitFor();
  await page.waitForFunction(() => !document.querySelector('.account-head').innerText.includes('71'));
  assert.deepEqual(faults, []);
  await close();
});

test('whoever was slower is told, and loses nothing', async () => {
  const first = await open('/accounts/birch');
  const second = await open('/accounts/birch');
  const overrule = async ({page}, points) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Points').fill(points);
    await dialog.getByLabel('Why').fill('as agreed');
    await dialog.getByLabel('Your name').fill('dana');
    await dialog.getByRole('button', {name: 'Overrule'}).click();
    return dialog;
  };
  for (const {page} of [first, second]) await section(page, 'Overrides').getByRole('button', {name: 'Overrule…'}).click();
  await (await overrule(first, '40')).waitFor({state: 'detached'});
  const dialog = await overrule(second, '50');
  await dialog.getByText('Somebody was faster').waitFor();
  assert.equal(await dialog.getByLabel('Points').inputValue(), '50');
  await assertAccessible(second.page, 'a conflict');
  await first.close();
  await second.close();
});

test('a red account has tasks, and one is done with a note', async () => {
  const alarmed = await startConsole({pack: 'rules/examples/alerts'});
  const file = join(alarmed.folder, 'records.jsonl');
  writeFileSync(file, JSON.stringify({
    kind: 'account', id: '1', account: 'acme', at: new Date().toISOString().slice(0, 10), segment: 'smb', stage: 'onboarding',
    csm: 'dana', signals: {weekly_active_ratio: 0.05, champion_sentiment: 'unresponsive', customer_feedback: 'negative'},
  }));
  alarmed.put(file);
  const {page, faults, close} = await openPage(browser, alarmed.url);
  await page.goto(`${alarmed.url}/accounts/acme`);
  assert.match(await page.locator('.account-head .band').innerText(), /red/);
  const tasks = section(page, 'Tasks');
  const first = tasks.locator('tbody tr', {hasText: 'Tell management what happened'});
  // It is evaluated by the server a moment after the record came.
  for (let tries = 0; tries < 40 && (await first.count()) === 0; ++tries) {
    await page.waitForTimeout(250);
    await page.reload();
    await tasks.locator('tbody, p').first().waitFor();
  }
  await first.getByRole('button', {name: 'Done…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What came of it').fill('They know, and call tomorrow');
  await dialog.getByLabel('Your name').fill('dana');
  await assertAccessible(page, 'completing a task');
  await picture(page, 'task');
  await dialog.getByRole('button', {name: 'Done', exact: true}).click();
  await dialog.waitFor({state: 'detached'});
  await first.waitFor({state: 'detached'});
  await tasks.getByText('With those that are over').click();
  await tasks.getByText('They know, and call tomorrow').waitFor();
  assert.deepEqual(faults, []);
  await close();
  await alarmed.end();
});

test('an account that nobody knows, and a page that is none', async () => {
  const {page, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/accounts/nobody`);
  await page.getByText('Not found').waitFor();
  await assertAccessible(page, 'not found');
  await page.goto(`${site.url}/nowhere`);
  await page.getByText('There is no such page').first().waitFor();
  await assertAccessible(page, 'nowhere');
  await close();
});

test('in all three languages, light and dark, from 360 pixels to 4k', async () => {
  for (const [locale, width, colorScheme] of [
    ['id-ID', 360, 'dark'], ['ms-MY', 768, 'light'], ['en-GB', 3840, 'dark'],
  ]) {
    const {page, faults, close} = await open(acme, {viewport: {width, height: 900}, colorScheme, locale});
    await page.waitForLoadState('networkidle');
    await assertFits(page, `${locale} ${width}`);
    await assertAccessible(page, `${locale} ${width} ${colorScheme}`);
    await picture(page, `account-${locale}-${width}`);
    assert.deepEqual(faults, []);
    await close();
  }
});
