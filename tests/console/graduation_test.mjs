// The end of an onboarding, as a CSM and a leader go through it: the scorecard filled in by hand, more time
// granted and refused, the review with its documents.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {assertAccessible, assertFits, openBrowser, openPage, picture} from './browser.mjs';
import {endAll, startConsole} from './server.mjs';

let browser;
let site;

const dayMs = 86_400_000;
const day = (from) => new Date(Date.now() + from * dayMs).toISOString().slice(0, 10);

// An account near its end: all that graduation asks for is known and holds, but `without`.
function nearTheEnd(account, target, changed = {}, dates = {}) {
  const at = day(-1);
  const signals = {
    users_with_access_ratio: 1, integration_success_ratio: 0.99, data_accuracy_ratio: 0.99, core_workflow_ready: true,
    performance_acceptable: true, security_requirements_met: true, open_security_concern: false,
    admin_training: 'demonstrated', training_completion_ratio: 0.9, training_quiz_ratio: 0.9, key_users_work_alone: true,
    admins_know_help: true, customer_documentation_exists: true, super_users: 2,
    weekly_active_ratio: 0.86, daily_active_ratio: 0.58, core_feature_adoption_ratio: 0.8, core_workflow_in_use: true,
    real_process_in_production: true, login_frequency_as_expected: true,
    outcome_achieved: true, success_metric_positive: true, success_criteria_met: true, customer_articulates_value: true,
    use_case_in_production: true, roi_path: 'validated',
    sponsor_sentiment: 'satisfied', champion_sentiment: 'positive', customer_feedback: 'positive', stakeholders_engaged: true,
    stakeholders_supportive: true, customer_adoption_plan: true, decision_maker_objection: false, champion_leaving: false,
    internal_resistance: false, competing_priority: false, last_response_at: at,
    sponsor_signed_off: true, customer_signed_off: true,
    scope_dispute: false, unsolvable_blocker: false, doubt_expressed: false, churn_risk: false,
    timeline_underestimated: false, external_blocker: false, scope_added: false, action_plan_agreed: false,
    ...changed,
  };
  const weeks = [5, 4, 3, 2, 1].map((week, index) => ({
    kind: 'account', id: `week-${week}`, account, at: day(-7 * week + 1), signals: {weekly_active_history: 0.6 + 0.05 * index},
  }));
  return [
    {
      kind: 'account', id: 'start', account, at: day(-70), segment: 'mid_market', cadence: 'daily', stage: 'onboarding', csm: 'dana',
      acv: 30000, seats: 60, contract_signed_at: day(-70), kickoff_at: day(-63), first_login_at: day(-62), target_graduation_at: target,
      graduated_at: 'not_yet', ...dates,
    },
    ...weeks,
    {kind: 'account', id: 'now', account, at, signals},
    ...[['training', -30, -28], ['first_production_usage', -20, -20], ['graduation', 5, undefined]].map(([key, planned, done]) => ({
      kind: 'milestone', id: `${account}-${key}`, account, at: day(-63), key, planned_at: day(planned),
      ...(done === undefined ? {} : {known_at: day(done), completed_at: day(done)}),
    })),
  ];
}

before(async () => {
  browser = await openBrowser();
  site = await startConsole({records: ['rules/saas/book']});
  const value = {first_value_at: day(-10)};
  const records = [
    ...nearTheEnd('ready', day(5), {}, value),
    ...nearTheEnd('close', day(5), {roi_path: 'questionable'}, value),
    ...nearTheEnd('late', day(-2), {customer_busy: true, weekly_active_ratio: 0.6, sponsor_signed_off: false}),
    ...nearTheEnd('hot', day(-2), {doubt_expressed: true}),
  ];
  const file = join(site.folder, 'records.jsonl');
  writeFileSync(file, records.map((each) => JSON.stringify(each)).join('\n'));
  site.put(file);
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
});

async function open(path, options) {
  const opened = await openPage(browser, site.url, options);
  await opened.page.goto(site.url + path);
  await opened.page.getByRole('heading', {level: 1}).waitFor();
  return opened;
}

const section = (page, name) => page.getByRole('region', {name});

test('the scorecard: each dimension with its weight, what it needs, and how far it is', async () => {
  const {page, faults, close} = await open('/accounts/ready');
  const card = section(page, 'Graduation scorecard');
  await card.getByText('reached').first().waitFor();
  const row = (name) => card.locator('tbody tr', {has: page.locator('th', {hasText: new RegExp(`^${name}`)})});
  assert.match(await row('value').innerText(), /30%[\s\S]*10[\s\S]*7[\s\S]*reached/);
  assert.match(await card.locator('.outcome').innerText(), /Decision: graduate[\s\S]*of 10[\s\S]*needed 8/);
  assert.deepEqual(faults, []);
  await close();
});

test('a score moved by keyboard changes the decision at once, and is not kept', async () => {
  const {page, faults, close} = await open('/accounts/ready#graduation');
  const card = section(page, 'Graduation scorecard');
  await card.getByRole('slider', {name: 'value'}).focus();
  await page.keyboard.press('Home');
  const outcome = card.locator('.outcome');
  await outcome.getByText('Then').waitFor();
  assert.match(await outcome.innerText(), /Then[\s\S]*Decision: not yet[\s\S]*value 0\.0, needed 7\.0/);
  const row = card.locator('tbody tr', {has: page.locator('th', {hasText: /^value/})});
  assert.match(await row.innerText(), /given by hand[\s\S]*7 short/);
  await section(page, 'Extension decision').getByText('This is with what you have tried above.').waitFor();
  await assertAccessible(page, 'a score that is tried');
  await picture(page, 'scorecard');
  await card.getByRole('button', {name: 'As it is', exact: true}).click();
  await outcome.getByText('Then').waitFor({state: 'detached'});
  await page.reload();
  await card.getByText('Decision: graduate').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('evidence filled in by hand, with the mouse', async () => {
  const {page, faults, close} = await open('/accounts/close');
  const card = section(page, 'Graduation scorecard');
  await card.getByText('Decision: not yet').waitFor();
  await card.getByRole('button', {name: 'Evidence'}).click();
  assert.match(await card.innerText(), /The return on the investment is questionable/);
  await card.getByRole('button', {name: /roi path/}).click();
  await page.getByRole('option', {name: 'validated'}).click();
  await card.locator('.outcome').getByText('Decision: graduate').waitFor();
  await assertAccessible(page, 'the evidence');
  await picture(page, 'evidence');
  assert.deepEqual(faults, []);
  await close();
});

test('what the server does not take is said at its place', async () => {
  const {page, close} = await open('/accounts/late');
  const card = section(page, 'Graduation scorecard');
  await card.getByRole('button', {name: 'Evidence'}).click();
  await card.getByLabel('First value confirmed by the customer on').fill(day(-90));
  await card.locator('.outcome').getByRole('alert').waitFor();
  await card.getByLabel('First value confirmed by the customer on').fill(day(-9));
  await card.locator('.outcome').getByRole('alert').waitFor({state: 'detached'});
  await close();
});

test('more time: the message ready to send, and days granted with a reason', async () => {
  const {page, faults, close} = await open('/accounts/late', {permissions: ['clipboard-read', 'clipboard-write']});
  const extension = section(page, 'Extension decision');
  await extension.getByText('Give 14 days more').waitFor();
  assert.match(await extension.innerText(), /legitimately busy[\s\S]*0 of 30 days granted, 30 left/);
  await extension.getByRole('button', {name: 'Copy: Message, ready to send'}).click();
  await extension.getByText('Copied.').waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^late: we suggest moving the end of your onboarding/);
  await page.waitForLoadState('networkidle');
  await assertAccessible(page, 'the extension');
  await picture(page, 'extension');

  await extension.getByLabel('Days that the customer asks for').fill('20');
  await extension.getByText('Give 20 days more').waitFor();
  await extension.getByRole('button', {name: 'Grant…'}).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByLabel('Days').inputValue(), '20');
  await dialog.getByLabel('Days').fill('40');
  await dialog.getByText('That is 10 more than the budget has').waitFor();
  await dialog.getByLabel('Days').fill('14');
  await dialog.getByLabel('Why').fill('');
  await dialog.getByRole('button', {name: 'Grant'}).click();
  assert.match(await dialog.innerText(), /Say why[\s\S]*Say who you are/);
  await assertAccessible(page, 'the form with its errors');
  await dialog.getByLabel('Why').fill('their <b>season</b> ends next week');
  await dialog.getByLabel('Your name').fill('ruth');
  await dialog.getByRole('button', {name: 'Grant'}).click();
  await dialog.waitFor({state: 'detached'});
  await extension.getByText('14 of 30 days granted, 16 left').waitFor();
  assert.match(await extension.innerText(), /14 days granted\s+their <b>season<\/b> ends next week\s+ruth/);
  assert.deepEqual(faults, []);
  await close();
});

test('an escalation is answered, and more time is refused', async () => {
  const {page, close} = await open('/accounts/hot');
  const extension = section(page, 'Extension decision');
  await extension.getByText('Let leadership decide', {exact: true}).waitFor();
  const dialog = page.getByRole('dialog');
  await extension.getByRole('button', {name: 'Answer the escalation…'}).click();
  await dialog.getByLabel('The answer').fill('I have called their sponsor: they stay');
  await dialog.getByLabel('Your name').fill('ruth');
  await dialog.getByRole('button', {name: 'Answer'}).click();
  await dialog.waitFor({state: 'detached'});
  await extension.getByText('escalation answered').waitFor();
  await extension.getByRole('button', {name: 'Refuse…'}).click();
  await dialog.getByLabel('Why').fill('the scope is the one that was agreed');
  await dialog.getByRole('button', {name: 'Refuse'}).click();
  await dialog.waitFor({state: 'detached'});
  await extension.getByText('more time refused').waitFor();
  await close();
});

test('whoever decides on an older state is told, and loses nothing', async () => {
  const pages = [await open('/accounts/close'), await open('/accounts/close')];
  const dialogs = [];
  for (const {page} of pages) {
    await section(page, 'Extension decision').getByRole('button', {name: 'Grant…'}).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Days').fill('7');
    await dialog.getByLabel('Why').fill('one more week');
    await dialog.getByLabel('Your name').fill('ruth');
    dialogs.push(dialog);
  }
  await dialogs[0].getByRole('button', {name: 'Grant'}).click();
  await dialogs[0].waitFor({state: 'detached'});
  await dialogs[1].getByRole('button', {name: 'Grant'}).click();
  await dialogs[1].getByText('Somebody was faster').waitFor();
  assert.equal(await dialogs[1].getByLabel('Why').inputValue(), 'one more week');
  for (const {close} of pages) await close();
});

test('the review on one page, with notes that go into the handoff', async () => {
  const {page, faults, close} = await open('/accounts/ready');
  await section(page, 'Graduation scorecard').getByRole('link', {name: 'Graduation review'}).click();
  await page.waitForURL(/\/accounts\/ready\/review$/);
  await page.getByText('67%: 2 of 3 milestones done').waitFor();
  for (const name of ['What was accomplished', 'Validate each dimension', 'Confirm the value', 'Open concerns', 'How it goes on', 'Handed over', 'Celebrate']) {
    await section(page, new RegExp(name)).first().waitFor();
  }
  const celebration = page.getByLabel('Message from CSM and leadership');
  assert.match(await celebration.inputValue(), /^Congratulations, ready[\s\S]*of 10 points/);
  await page.getByLabel('Stakeholder map').fill('Ana decides <i>all</i>');
  await page.getByLabel('Notes: value').fill('2.8 days, shown on 50 invoices');
  await page.waitForLoadState('networkidle');
  await assertAccessible(page, 'the review');
  await picture(page, 'review');

  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name}).click()]);
    return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
  };
  const [markdownName, markdown] = await saved('Handoff as Markdown');
  assert.equal(markdownName, 'handoff-ready.md');
  assert.match(markdown, /^# Handoff: ready[\s\S]*## Stakeholder map\n\nAna decides \\<i\\>all[\s\S]*shown on 50 invoices/);
  const [htmlName, html] = await saved('Handoff as HTML');
  assert.equal(htmlName, 'handoff-ready.html');
  assert.match(html, /Ana decides &lt;i&gt;all/);

  await page.emulateMedia({media: 'print'});
  assert.equal(await page.getByRole('button', {name: 'Handoff as HTML'}).isVisible(), false);
  assert.equal(await page.locator('.print-only', {hasText: 'shown on 50 invoices'}).isVisible(), true);
  await picture(page, 'review-print');
  await page.emulateMedia({media: 'screen'});
  assert.deepEqual(faults, []);
  await close();
});

test('the graduation is signed off with a reason', async () => {
  const {page, close} = await open('/accounts/ready/review');
  await page.getByRole('button', {name: 'Sign off…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill('they run it alone');
  await dialog.getByLabel('Your name').fill('ruth');
  await assertAccessible(page, 'signing off');
  await dialog.getByRole('button', {name: 'Sign off'}).click();
  await dialog.waitFor({state: 'detached'});
  await page.getByText(/Signed off by ruth on/).waitFor();
  await close();
});

test('an account that has graduated shows the day before', async () => {
  const {page, close} = await open('/accounts/acme/review');
  await page.getByRole('link', {name: 'Show the day before'}).click();
  await page.waitForURL(/on=2023-10-29/);
  await section(page, /Validate each dimension/).waitFor();
  await close();
});

test('whoever may read and not score is told', async () => {
  const guarded = await startConsole({
    records: ['rules/saas/book'], tokens: {writer: 'admin', reader: 'read'},
  });
  const {page, close} = await openPage(browser, guarded.url);
  await page.addInitScript(([key, token]) => sessionStorage.setItem(key, token), ['bellwether.token', guarded.token('reader')]);
  await page.goto(`${guarded.url}/accounts/acme/review`);
  await page.getByText('Not for your role').waitFor();
  await assertAccessible(page, 'forbidden');
  await close();
  await guarded.end();
});

test('in all three languages, light and dark, from 360 pixels to 4k', async () => {
  for (const [locale, width, colorScheme] of [['id-ID', 360, 'dark'], ['ms-MY', 768, 'light'], ['en-GB', 3840, 'dark']]) {
    for (const path of ['/accounts/close', '/accounts/close/review']) {
      const {page, faults, close} = await open(path, {viewport: {width, height: 900}, colorScheme, locale});
      await page.locator('.section').first().waitFor();
      await page.waitForLoadState('networkidle');
      await assertFits(page, `${path} ${locale} ${width}`);
      await assertAccessible(page, `${path} ${locale} ${width} ${colorScheme}`);
      await picture(page, `${path.endsWith('review') ? 'review' : 'decisions'}-${locale}-${width}`);
      assert.deepEqual(faults, []);
      await close();
    }
  }
});
