// The portfolio, as leaders and CSMs use it: to see where it goes wrong, why, and whom to call.
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
const folder = mkdtempSync(join(tmpdir(), 'bellwether-portfolio-'));

before(async () => {
  browser = await openBrowser();
  // Beside the small book one that is large enough to judge.
  const trial = join(folder, 'trial');
  const parameters = join(source, 'rules/simulation/saas.yaml');
  execFileSync(process.env.BELLWETHER, ['book', 'generate', '--accounts', '150', '--parameters', parameters, '--output', trial]);
  site = await startConsole({records: ['rules/saas/book'], books: {main: 'rules/saas/book', trial}});
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
  rmSync(folder, {recursive: true, force: true});
});

// Days on which the books are full.
const day = 'on=2026-03-01';
const trialDay = 'book=trial&on=2025-12-31';

async function open(path, options) {
  const opened = await openPage(browser, site.url, options);
  await opened.page.goto(site.url + path);
  await whole(opened.page);
  return opened;
}

// Everything has arrived: what the answer rests on comes last.
async function whole(page) {
  await page.getByRole('region', {name: /^(What this rests on|Dasar jawaban ini|Asas jawapan ini)$/}).waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
}

const section = (page, name) => page.getByRole('region', {name, exact: true});
const card = (page, name) => page.locator('.metric-card', {has: page.getByRole('link', {name, exact: true})});

test('it is the first screen, and says of which book it speaks', async () => {
  const {page, faults, close} = await openPage(browser, site.url);
  await page.goto(site.url);
  await page.waitForURL(/\/portfolio\/dashboards\/executive$/);
  assert.equal(await page.getByRole('heading', {level: 1}).innerText(), 'Portfolio');
  const line = page.locator('.book-line');
  await line.waitFor();
  assert.match(await line.innerText(), /Book main, given when the server was started: 26 accounts, 4,129 records[\s\S]*in the server’s memory/);
  await whole(page);
  assert.deepEqual(faults, []);
  await close();
});

test('the executive’s dashboard: each number with how sure it is', async () => {
  const {page, faults, close} = await open(`/portfolio/dashboards/executive?${day}`);
  assert.equal(await page.locator('.metric-card').count(), 13);
  assert.match(await card(page, 'nrr').innerText(), /97\.2%\s*95% interval 68% – 126\.3%, n 14\s*warning[\s\S]*within noise/);
  // Few cases are counted, not told in per cent.
  assert.match(await card(page, 'completion rate').innerText(), /7 of 9[\s\S]*too few to judge/);
  assert.match(await section(page, 'Look here first').innerText(), /account nps\s*poor/);
  const steps = section(page, 'Monthly revenue, from start to end');
  assert.match(await steps.getByRole('img').getAttribute('aria-label'), /at the start 56,861, new \+22,150,.*at the end 78,614/);
  await assertAccessible(page, 'the executive dashboard');
  await assertFits(page, 'the executive dashboard');
  await picture(page, 'portfolio-executive');
  assert.deepEqual(faults, []);
  await close();
});

test('a leader finds the bottleneck, and the accounts behind it', async () => {
  const {page, faults, close} = await open(`/portfolio/dashboards/executive?${day}`);
  await page.getByRole('link', {name: 'CS leadership and operations'}).click();
  await whole(page);
  const held = section(page, 'Bottlenecks');
  assert.match(await held.innerText(), /Most delay comes from value achievement: 50% late, by \(45\.8 days\) on average/);
  const rows = held.getByRole('table').first().locator('tbody tr');
  assert.deepEqual((await rows.locator('th').allInnerTexts()).map((name) => name.trim()), [
    'value achievement critical', 'integration live critical', 'training critical', 'kickoff critical',
  ]);
  assert.match(await rows.first().innerText(), /our process 3/);
  await picture(page, 'portfolio-operations');
  await assertAccessible(page, 'the operations dashboard');

  await held.getByRole('link', {name: 'milestone completion'}).click();
  await page.waitForURL(/\/portfolio\/metrics\/milestone_completion/);
  await whole(page);
  assert.match(await section(page, 'Value').innerText(), /66\.7%[\s\S]*51% – 79\.4%[\s\S]*39[\s\S]*good[\s\S]*days of grace[\s\S]*P14/);
  const behind = section(page, 'Accounts behind it');
  const worst = behind.locator('tbody tr').first();
  assert.match(await worst.innerText(), /reed\s+value_achievement open, 113 days past its plan/);
  await assertAccessible(page, 'a metric');
  await picture(page, 'portfolio-metric');
  await worst.getByRole('link').click();
  await page.waitForURL(/\/accounts\/reed\?on=2026-03-01/);
  await page.locator('#score').waitFor();
  assert.equal(await page.getByRole('heading', {level: 1}).innerText(), 'reed');
  assert.deepEqual(faults, []);
  await close();
});

test('the same by keyboard alone', async () => {
  const {page, close} = await open(`/portfolio/dashboards/operations?${day}`);
  await page.getByRole('link', {name: 'milestone completion', exact: true}).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/metrics\/milestone_completion/);
  await whole(page);
  await section(page, 'Accounts behind it').getByRole('link', {name: 'reed'}).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/accounts\/reed/);
  await close();
});

test('filters are in the address, and a group narrows to its accounts', async () => {
  const {page, close} = await open(`/portfolio/metrics/time_to_value?${day}`);
  await page.getByRole('button', {name: /Segment/}).click();
  await page.getByRole('option', {name: 'smb'}).click();
  await page.waitForURL(/segment=smb/);
  await page.waitForFunction(() => /\(21 days\)/.test(document.querySelector('#value')?.innerText ?? ''));
  const address = page.url();
  await page.getByRole('button', {name: 'Clear filters'}).click();
  await page.waitForURL((url) => !url.search.includes('segment'));
  await page.goto(address);
  await whole(page);
  assert.match(await section(page, 'Value').innerText(), /\(21 days\)[\s\S]*too few to judge/);

  // By another attribute, with a comparison.
  await page.goto(`${site.url}/portfolio/metrics/nrr?${day}&compare=3`);
  await whole(page);
  assert.match(await section(page, 'Value').innerText(), /Compared with 1 Dec 2025/i);
  await page.getByRole('button', {name: /^(?!Save).*By/}).click();
  await page.getByRole('option', {name: 'industry'}).click();
  await page.waitForURL(/by=industry/);
  await whole(page);
  await page.getByRole('heading', {name: 'By industry'}).waitFor();
  await section(page, 'Broken down').getByRole('link', {name: 'logistics'}).click();
  await page.waitForURL(/industry=logistics/);
  await whole(page);
  await assertAccessible(page, 'a metric of a part');
  await close();
});

test('a trend has its numbers behind it, saved as CSV', async () => {
  const {page, close} = await open(`/portfolio/metrics/green_share?${day}`);
  const trend = section(page, 'Trend');
  assert.match(await trend.innerText(), /no trend: within noise/);
  await trend.getByText('Numbers').click();
  assert.equal(await trend.locator('tbody tr').count(), 6);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    trend.getByRole('button', {name: 'Save as CSV'}).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'green_share-trend.csv');
  assert.match(readFileSync(await download.path(), 'utf8'), /2026-03-01,0\.68/);
  await close();
});

test('cohorts: what is too young is marked, and groups are told apart', async () => {
  const {page, faults, close} = await open(`/portfolio/cohorts?${trialDay}`);
  assert.match(await page.locator('.book-line').innerText(), /Book trial, given when the server was started: 150 accounts/);
  const months = section(page, 'By the month of the start');
  assert.ok(await months.locator('.heat.kept').count() > 20);
  assert.match(await months.locator('.heat.immature').first().innerText(), /^\[.*\]/);
  await page.getByRole('button', {name: /Compare groups by/}).click();
  await page.getByRole('option', {name: 'segment'}).click();
  await page.waitForURL(/by=segment/);
  await section(page, 'By group').waitFor();
  assert.deepEqual((await section(page, 'By group').locator('tbody th').allInnerTexts()).sort(), ['enterprise', 'mid market', 'plg', 'smb']);
  const stay = section(page, 'How many stay, by days since the start');
  // A group that lost nobody has no curve to draw; its number is in the table.
  const drawn = stay.getByRole('img');
  if (await drawn.count() > 0) assert.match(await drawn.getAttribute('aria-label'), /(enterprise|mid market|plg|smb) \d+%/);
  else assert.match(await stay.innerText(), /Nobody was lost/);
  await stay.getByText('Numbers').click();
  assert.match(await stay.locator('tbody tr').first().innerText(), /0\s+\w+.*\s+100%/);
  await whole(page);
  await assertAccessible(page, 'cohorts');
  await picture(page, 'portfolio-cohorts');
  assert.deepEqual(faults, []);
  await close();
});

test('a cell of the cohorts opens those who stayed and those who left', async () => {
  const {page, faults, close} = await open(`/portfolio/cohorts?${trialDay}`);
  const months = section(page, 'By the month of the start');
  // One that says how many, of how many: "7 of 9".
  const cell = months.locator('a.heat.kept:not(.immature)', {hasText: /^\d+ of \d+$/}).first();
  const [, stayed, all] = /^(\d+) of (\d+)$/.exec(await cell.innerText());
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/row=20\d\d-\d\d&column=day/);
  await whole(page);
  const behind = page.locator('#number');
  assert.match(await behind.innerText(), new RegExp(`${stayed} of ${all}`));
  const said = await behind.locator('tbody tr td:nth-child(2)').allInnerTexts();
  assert.equal(said.length, Number(all));
  assert.equal(said.filter((text) => text === 'Stayed').length, Number(stayed));
  await assertAccessible(page, 'the accounts behind a cell');
  await assertFits(page, 'the accounts behind a cell');
  const [download] = await Promise.all([page.waitForEvent('download'), behind.getByRole('button', {name: /Save as CSV/}).click()]);
  assert.equal(readFileSync(await download.path(), 'utf8').trim().split('\n').length, Number(all) + 1);
  await behind.getByRole('link', {name: 'The whole metric'}).click();
  await page.waitForURL((url) => !url.search.includes('row='));
  await section(page, 'Value').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('a step of the waterfall opens what each account adds', async () => {
  const {page, faults, close} = await open(`/portfolio/dashboards/executive?${day}`);
  const steps = section(page, 'Monthly revenue, from start to end');
  await steps.locator('g.leads', {hasText: 'expansion'}).click();
  await page.waitForURL(/metrics\/mrr_movement\?.*line=expansion.*counted=yes/);
  await whole(page);
  const behind = page.locator('#number');
  await behind.locator('tbody tr').first().waitFor();
  const numbers = (texts) => texts.map((text) => Number(text.replace(/[^\d.−-]/g, '').replace('−', '-')));
  const amounts = numbers(await behind.locator('tbody td.number').allInnerTexts());
  const [total] = numbers([await behind.locator('.metric-value').innerText()]);
  assert.ok(amounts.length > 0);
  // Each is shown in whole units.
  assert.ok(Math.abs(amounts.reduce((sum, each) => sum + each, 0) - total) <= amounts.length, `${amounts} ${total}`);
  await page.goBack();
  await whole(page);
  // By keyboard, from the table behind the chart.
  await steps.getByText('Numbers').click();
  await steps.getByRole('link', {name: 'churn', exact: true}).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/line=churn/);
  await whole(page);
  assert.deepEqual(faults, []);
  await close();
});

test('a curve opens all accounts that it is made of', async () => {
  const {page, faults, close} = await open(`/portfolio/cohorts?${trialDay}`);
  // By keyboard.
  await page.getByRole('link', {name: 'The accounts that it is made of'}).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/line=of\+all\+that\+started/);
  await whole(page);
  const behind = page.locator('#number');
  await behind.locator('tbody tr').first().waitFor();
  assert.match(await behind.locator('tbody tr').first().innerText(), /Stayed\s+a customer for \d+ days/);
  const counts = /All \((\d+)\)[\s\S]*Left \((\d+)\)[\s\S]*Stayed \((\d+)\)/.exec(await behind.innerText());
  const [all, left, stayed] = counts.slice(1).map(Number);
  assert.ok(stayed > 50 && all === left + stayed, counts[0]);
  // By the mouse, where the curve is.
  await page.goto(`${site.url}/portfolio/metrics/time_to_value?${day}`);
  await whole(page);
  const trace = page.getByRole('region', {name: 'time to value', exact: true}).locator('path.trace');
  await trace.scrollIntoViewIfNeeded();
  const [x, y] = await trace.evaluate((path) => {
    const {x, y} = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
    return [x, y];
  });
  await page.mouse.click(x, y);
  await page.waitForURL(/line=/);
  await whole(page);
  // Who waits now comes first.
  await behind.locator('tbody tr').first().waitFor();
  assert.match(await behind.locator('tbody tr').first().innerText(), /waits[\s\S]*without value for \d+ days/);
  assert.deepEqual(faults, []);
  await close();
});

test('a bottleneck opens who waits there, and for how long', async () => {
  const {page, faults, close} = await open(`/portfolio/dashboards/operations?${day}`);
  await section(page, 'Bottlenecks').getByRole('link', {name: 'value achievement'}).click();
  await page.waitForURL(/row=value_achievement.*column=late/);
  await whole(page);
  const first = page.locator('#number tbody tr').first();
  assert.match(await first.innerText(), /reed\s+Late\s+113 days\s+waits\s+value_achievement open, 113 days past its plan/);
  await first.getByRole('link').click();
  await page.waitForURL(/\/accounts\/reed\?on=2026-03-01/);
  assert.deepEqual(faults, []);
  await close();
});

test('a band opens the accounts that are in it', async () => {
  const {page, faults, close} = await open(`/portfolio/metrics/green_share?${day}`);
  const bands = section(page, 'Bands of health');
  const green = bands.getByRole('link', {name: /^green 68/i});
  await green.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/line=green&counted=yes/);
  await whole(page);
  const behind = page.locator('#number');
  await behind.locator('tbody tr').first().waitFor();
  assert.match(await behind.innerText(), /68\.2%/);
  assert.equal(await behind.locator('tbody tr', {hasText: 'Counted'}).count(), 15);
  assert.equal(await behind.locator('tbody tr').count(), 15);
  await page.goBack();
  await whole(page);
  // The worst of them, by the mouse.
  await bands.locator('rect.leads').last().click();
  await page.waitForURL(/line=red&counted=yes/);
  await behind.getByText('Counted').first().waitFor();
  await behind.locator('tbody tr').first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('what goes with staying, or that nothing can be said', async () => {
  const {page, close} = await open(`/portfolio/drivers?${trialDay}`);
  const drivers = page.locator('#drivers');
  assert.match(await drivers.innerText(), /Facts known on day 90[\s\S]*customer on day 365/);
  assert.ok(await drivers.locator('tbody tr').count() >= 12);
  await assertAccessible(page, 'drivers');
  await picture(page, 'portfolio-drivers');
  await page.goto(`${site.url}/portfolio/drivers?on=2001-01-01`);
  await page.getByText('No account was followed so long').waitFor();
  await close();
});

test('moves between bands, and all metrics of the pack', async () => {
  const {page, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/portfolio/metrics?${day}`);
  await page.getByRole('link', {name: 'health migration'}).click();
  await whole(page);
  assert.deepEqual(await page.locator('.heat-table tbody th').allInnerTexts(), ['green', 'yellow', 'red']);
  assert.ok(await page.locator('.heat.stayed').count() >= 2);
  // A move opens those who moved so.
  const moved = page.locator('.heat-table tbody tr').first().locator('a.heat').first();
  await moved.click();
  await page.waitForURL(/row=green&column=green&counted=yes/);
  await whole(page);
  const says = await page.locator('#number tbody tr').first().innerText();
  assert.match(says, /Counted\s+green → green/);
  await close();
});

test('a CSM’s morning', async () => {
  const {page, faults, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/portfolio/dashboards/csm?on=2025-11-20`);
  await page.getByRole('link', {name: 'Chi', exact: true}).click();
  await page.waitForURL(/csm=Chi/);
  await page.waitForFunction(() => document.querySelectorAll('main tbody').length > 3 && !document.querySelector('main .skeleton'));
  const health = section(page, 'Accounts by health');
  assert.match(await health.locator('tbody tr').first().innerText(), /iris\s+red/);
  assert.equal(await health.locator('tbody tr', {hasText: 'green'}).count(), 5);
  assert.match(await section(page, 'Milestones that are late').innerText(), /reed/);
  assert.match(await section(page, 'Renewals ahead').innerText(), /iris[\s\S]*92400 due on 2025-12-16, red/);
  assert.match(await section(page, 'Action items and follow-ups').innerText(), /Nothing is to be done|Save as CSV/);
  await assertAccessible(page, 'a worklist');
  await picture(page, 'portfolio-csm');
  assert.deepEqual(faults, []);
  await close();
});

test('a server with a store alone has a portfolio, which follows what it is told', async () => {
  const alone = await startConsole({more: ['--store-book-interval', '200ms']});
  const {page, faults, close} = await openPage(browser, alone.url);
  await page.goto(alone.url);
  await page.getByText('The store knows of no account yet').waitFor();
  await assertAccessible(page, 'an empty store');
  // It comes up by itself as soon as there is something to see.
  alone.put(join(source, 'rules/saas/book'));
  const line = page.locator('.book-line');
  await line.filter({hasText: '26 accounts'}).waitFor();
  await page.waitForURL(/\/portfolio\/dashboards\/executive$/);
  await whole(page);
  const books = () => execFileSync(process.env.BELLWETHER, ['remote', 'books', '--server', alone.address], {encoding: 'utf8'});
  while (!books().includes('26 accounts, 4,129 records')) await new Promise((done) => setTimeout(done, 100));
  await page.reload();
  await whole(page);
  assert.match(await line.innerText(), /Book store, all that the server’s store knows of its accounts: 26 accounts, 4,129 records, as known at[\s\S]*Everything that was stored by/);

  // The same numbers as of the same records in a book of files.
  const told = async (of, where, name) => {
    await of.goto(`${where}/portfolio/dashboards/${name}?${day}`);
    await whole(of);
    const cards = await of.locator('.metric-card').allInnerTexts();
    const pictures = await of.locator('main img, main [role=img]').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    return [cards, pictures];
  };
  const beside = await openPage(browser, site.url);
  for (const name of ['executive', 'operations']) {
    const [cards, pictures] = await told(page, alone.url, name);
    assert.ok(cards.length > 5 && pictures.length > 0);
    assert.deepEqual([cards, pictures], await told(beside.page, site.url, name), name);
  }
  await beside.close();
  await page.goto(`${alone.url}/portfolio/dashboards/executive?${day}`);
  await whole(page);
  await assertAccessible(page, 'the portfolio of a store');
  await assertFits(page, 'the portfolio of a store');
  await picture(page, 'portfolio-store');
  for (const path of ['cohorts', 'metrics/nrr', 'metrics/health_migration']) {
    await page.goto(`${alone.url}/portfolio/${path}?${day}`);
    await whole(page);
    assert.equal(await page.locator('.failed').count(), 0, path);
  }
  assert.deepEqual(faults, []);
  await close();
  await alone.end();
});

test('no book, no such book, nothing to count, and not for every role', async () => {
  const bare = await startConsole({store: false});
  const first = await openPage(browser, bare.url);
  await first.page.goto(bare.url);
  await first.page.getByText('No book to measure').waitFor();
  await assertAccessible(first.page, 'no book');
  await picture(first.page, 'portfolio-no-book');
  await first.close();
  await bare.end();

  const {page, close} = await openPage(browser, site.url);
  await page.goto(`${site.url}/portfolio?book=other`);
  await page.getByText('The server has no book other').waitFor();
  await page.getByRole('link', {name: 'main'}).click();
  await whole(page);
  await page.goto(`${site.url}/portfolio/dashboards/nobody`);
  await page.getByText('no such dashboard').waitFor();
  await page.goto(`${site.url}/portfolio/dashboards/executive?on=2001-01-01`);
  await page.getByText('Nothing happened to count').waitFor();
  await assertAccessible(page, 'nothing to count');
  await close();

  const guarded = await startConsole({books: {main: 'rules/saas/book'}, tokens: {scorer: 'score'}});
  const other = await openPage(browser, guarded.url);
  await other.page.goto(guarded.url);
  await other.page.getByLabel('Token').fill(guarded.token('scorer'));
  await other.page.keyboard.press('Enter');
  await other.page.getByText('Not for your role').waitFor();
  await assertAccessible(other.page, 'forbidden');
  await other.close();
  await guarded.end();
});

// Names stay in addresses.
test('metrics and dashboards are called as the pack calls them in the reader’s language', async () => {
  for (const [locale, metric, dashboard, counted] of [
    ['id-ID', 'retensi pendapatan bersih', 'Eksekutif', /Yang dihitung: akun dengan pendapatan/],
    ['ms-MY', 'pengekalan hasil bersih', 'Eksekutif', /Yang dikira: akaun dengan hasil/],
  ]) {
    const {page, faults, close} = await open(`/portfolio/dashboards/executive?${day}`, {locale});
    await page.getByRole('link', {name: dashboard, exact: true}).waitFor();
    await page.locator('.metric-card').getByRole('link', {name: metric, exact: true}).click();
    await page.waitForURL(/\/portfolio\/metrics\/nrr\?/);
    await page.getByRole('heading', {level: 1, name: metric, exact: true}).waitFor();
    await page.getByText(counted).waitFor();
    assert.deepEqual(faults, []);
    await close();
  }
});

// Ids, and what people typed, stay as they are.
test('what the server says of numbers, accounts and facts is in the reader’s language', async () => {
  const stillEnglish = (page) => page.evaluate(() => [...document.querySelectorAll('main [lang=en]')].map((each) => each.textContent));
  for (const [locale, waits, lateColumn, held] of [
    ['id-ID', 'masih menunggu', /hari ke-30/, /tanpa nilai selama \d+ hari/],
    ['ms-MY', 'masih menunggu', /hari ke-30/, /tanpa nilai selama \d+ hari/],
  ]) {
    for (const path of ['dashboards/executive', 'dashboards/operations', 'metrics/time_to_value', 'metrics/retention_90_days', 'drivers']) {
      const {page, faults, close} = await open(`/portfolio/${path}?${trialDay}`, {locale});
      assert.deepEqual(await stillEnglish(page), [], `${path} ${locale}`);
      if (path === 'metrics/time_to_value') {
        await page.getByRole('rowheader', {name: waits, exact: true}).first().waitFor();
        await page.getByText(held).first().waitFor();
      }
      if (path === 'metrics/retention_90_days') await page.getByRole('columnheader', {name: lateColumn}).first().waitFor();
      assert.deepEqual(faults, []);
      await close();
    }
  }
});

test('in all three languages, light and dark, from 360 pixels to 4k', async () => {
  for (const [path, locale, width, colorScheme] of [
    ['dashboards/operations', 'id-ID', 360, 'dark'], ['metrics/retention_90_days', 'ms-MY', 768, 'light'],
    ['dashboards/executive', 'en-GB', 3840, 'dark'], ['metrics/time_to_value', 'en-GB', 360, 'light'],
  ]) {
    const {page, faults, close} = await open(`/portfolio/${path}?${trialDay}`, {viewport: {width, height: 900}, colorScheme, locale});
    await assertFits(page, `${path} ${locale} ${width}`);
    await assertAccessible(page, `${path} ${locale} ${width} ${colorScheme}`);
    await picture(page, `portfolio-${path.replace('/', '-')}-${locale}-${width}`);
    assert.deepEqual(faults, []);
    await close();
  }
});
