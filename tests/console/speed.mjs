// Measures the console: node speed.mjs URL ROUNDS, of a console that is served there. Prints the tables of
// docs/performance.md. scripts/console_speed calls it.
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {cpus} from 'node:os';
import {openBrowser, openPage} from './browser.mjs';
import {interaction, loadTimes, median, watchTimes} from './timing.mjs';

const [, , url, rounds = '5'] = process.argv;
// Longer than anything takes; who waits so long has something to say.
const patience = 180_000;

// The share of the processors that was busy.
function busyTicks() {
  const [, ...ticks] = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).map(Number);
  return {busy: ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7], all: ticks.slice(0, 8).reduce((sum, each) => sum + each, 0)};
}
async function othersShare() {
  const before = busyTicks();
  await new Promise((done) => setTimeout(done, 3000));
  const after = busyTicks();
  return (after.busy - before.busy) / (after.all - before.all);
}

// A page of one word: what a paint costs at least, here.
function emptyPage() {
  return new Promise((done) => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<!doctype html><title>empty</title><p>word');
    });
    server.listen(0, '127.0.0.1', () => done({url: `http://127.0.0.1:${server.address().port}`, end: () => server.close()}));
  });
}

async function ask(call, body) {
  const answer = await fetch(`${url}/bellwether.v1.${call}`, {
    method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const quiet = (page) => page.waitForFunction(() => {
  const main = document.querySelector('main');
  return main && !main.querySelector('[aria-busy=true], .skeleton') && main.innerText.length > 80;
}, undefined, {timeout: patience});

const firstOf = async (filter) => (await ask('AccountsService/ListAccounts', {pageSize: 1, filter})).accounts[0].accountId;
const onboarding = await firstOf('stage = onboarding');
const customer = await firstOf('stage = customer');

const screens = [
  {name: 'Portfolio, executive', path: '/portfolio/dashboards/executive'},
  {name: 'Portfolio, operations', path: '/portfolio/dashboards/operations'},
  {name: 'Portfolio, a metric', path: '/portfolio/metrics/time_to_value'},
  {name: 'Accounts', path: '/accounts'},
  {name: 'An account', path: `/accounts/${customer}`},
  {name: 'An account in onboarding', path: `/accounts/${onboarding}`},
  {name: 'Graduation review', path: `/accounts/${onboarding}/review`},
  {name: 'Alerts', path: '/alerts'},
  {name: 'Rules', path: '/rules'},
  {name: 'Rules, change', path: '/rules/edit'},
];

async function load(browser, path, ready) {
  const {page, close} = await openPage(browser, path);
  const sent = await watchTimes(page);
  const begin = performance.now();
  await page.goto(path);
  await ready(page);
  const whole = performance.now() - begin;
  await page.waitForTimeout(300);
  const times = {...(await loadTimes(page)), worked: await sent.worked()};
  await close();
  return {...times, whole, bytes: sent.bytes, calls: sent.calls.length};
}

// Of the active pack, which the server gives.
const editor = (page) => page.getByRole('textbox', {name: /^Text of/});
const filter = (page) => page.getByRole('searchbox').first();
const interactions = [
  {
    name: 'Accounts: a letter in a filter',
    path: '/accounts',
    times: 6,
    act: async (page, turn) => {
      if (turn === 0) await filter(page).focus();
      await page.keyboard.press('acme42'[turn]);
    },
  },
  {
    name: 'Accounts: filter', path: '/accounts',
    prepare: (page) => filter(page).fill('1'),
    act: (page) => page.keyboard.press('Enter'),
    settled: async (page) => {
      await page.waitForURL(/account=/);
      await quiet(page);
    },
  },
  {
    name: 'Accounts: sort by a column', path: '/accounts',
    act: (page) => page.locator('th button.sort').last().click(),
    settled: async (page) => {
      await page.waitForURL(/order=/);
      await quiet(page);
    },
  },
  {
    name: 'Accounts: next page', path: '/accounts',
    act: (page) => page.getByRole('button', {name: 'Next page'}).click(),
    settled: async (page) => {
      await page.getByText('Page 2').waitFor();
      await quiet(page);
    },
  },
  {
    name: 'Accounts: open an account', path: '/accounts',
    act: (page) => page.locator('tbody th a').first().click(),
    settled: async (page) => {
      await page.locator('#score').waitFor();
      await quiet(page);
    },
  },
  {
    name: 'An account: a step of a slider', path: `/accounts/${customer}`, times: 8,
    act: async (page, turn) => {
      if (turn === 0) await page.locator('#what-if input[type=range]').first().focus();
      await page.keyboard.press(turn < 4 ? 'ArrowLeft' : 'ArrowRight');
    },
  },
  {
    name: 'An account: what the score would be', path: `/accounts/${customer}`,
    prepare: (page) => page.locator('#what-if input[type=range]').first().focus(),
    act: (page) => page.keyboard.press('PageDown'),
    settled: async (page) => {
      await page.locator('#what-if .outcome table, #what-if .outcome dd').nth(1).waitFor();
      await quiet(page);
    },
  },
  {
    name: 'Graduation: a step of a slider', path: `/accounts/${onboarding}`, times: 6,
    act: async (page, turn) => {
      if (turn === 0) await page.locator('#graduation input[type=range]').first().focus();
      await page.keyboard.press('ArrowLeft');
    },
  },
  {
    name: 'Portfolio: another dashboard', path: '/portfolio/dashboards/executive',
    act: (page) => page.locator('nav.tabs a').nth(1).click(),
    settled: quiet,
  },
  {
    name: 'Portfolio: the period, opened', path: '/portfolio/dashboards/executive',
    act: (page) => page.getByRole('button', {name: /Look back/}).first().click(),
    settled: (page) => page.getByRole('option').first().waitFor(),
  },
  {
    name: 'Portfolio: the period, changed', path: '/portfolio/dashboards/executive',
    prepare: async (page) => {
      await page.getByRole('button', {name: /Look back/}).first().click();
      await page.getByRole('option').first().waitFor();
    },
    act: (page) => page.getByRole('option').last().click(),
    settled: async (page) => {
      await page.waitForURL(/months=/);
      await quiet(page);
    },
  },
  {
    name: 'Alerts: open one', path: '/alerts',
    act: (page) => page.locator('#alerts button[aria-expanded]').first().click(),
    settled: (page) => page.waitForURL(/alert=/),
  },
  {
    name: 'Rules: a letter in the editor', path: '/rules/edit', times: 12,
    prepare: (page) => editor(page).click(),
    act: (page, turn) => page.keyboard.press(turn === 0 ? '#' : 'a'),
  },
  {
    name: 'Rules: another file', path: '/rules/edit', times: 1,
    prepare: (page) => editor(page).waitFor(),
    act: (page) => page.getByRole('navigation', {name: 'Files'}).getByRole('link').nth(1).click(),
  },
];

async function interact(browser, {path, prepare, act, settled, times = 1}) {
  const {page, close} = await openPage(browser, url);
  page.context().setDefaultTimeout(patience);
  const sent = await watchTimes(page);
  await page.goto(url + path);
  await page.locator('main h1, main h2').first().waitFor();
  if (path !== '/rules/edit') await quiet(page);
  await prepare?.(page);
  const found = [];
  for (let turn = 0; turn < times; ++turn) {
    found.push(await interaction(page, sent, () => act(page, turn), turn === times - 1 && settled ? () => settled(page) : undefined));
  }
  await close();
  return {
    slowest: Math.max(...found.map((each) => each.slowest)),
    long: Math.max(...found.map((each) => each.long)),
    worked: Math.max(...found.map((each) => each.worked)),
    whole: settled ? found.at(-1).whole : NaN,
  };
}

const others = await othersShare();
const browser = await openBrowser();
const empty = await emptyPage();
const loads = new Map(['An empty page', ...screens.map(({name}) => name)].map((name) => [name, []]));
const acts = new Map(interactions.map(({name}) => [name, []]));
const failed = [];
// What is compared is measured in turns.
for (let round = 0; round < Number(rounds); ++round) {
  loads.get('An empty page').push(await load(browser, empty.url, async () => undefined));
  const measure = async (name, list, of) => {
    try {
      list.get(name).push(await of());
    } catch (error) {
      failed.push(`${name}: ${error.message.split('\n')[0]}`);
    }
  };
  for (const {name, path} of screens) await measure(name, loads, () => load(browser, url + path, quiet));
  for (const each of interactions) await measure(each.name, acts, () => interact(browser, each));
}
empty.end();
await browser.close();

const whole = (value) => (Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en'));
const of = (list, key) => median(list.map((each) => each[key]));
const floor = of(loads.get('An empty page'), 'first');
const lines = [
  '| screen | first paint, ms | ÷ an empty page | largest paint, ms | all of it, ms | longest task, ms | processor, ms | sent, KiB | calls | elements |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ...[...loads].filter(([, list]) => list.length > 0).map(([name, list]) =>
    `| ${name} | ${whole(of(list, 'first'))} | ${(of(list, 'first') / floor).toFixed(1)} | ${whole(of(list, 'largest'))} | ` +
    `${whole(of(list, 'whole'))} | ${whole(of(list, 'long'))} | ${whole(of(list, 'worked'))} | ${whole(of(list, 'bytes') / 1024)} | ${of(list, 'calls')} | ${whole(of(list, 'elements'))} |`),
  '',
  '| interaction | until its picture stood, ms | longest task, ms | processor, ms | until the answer stood, ms |',
  '| --- | --- | --- | --- | --- |',
  ...[...acts].filter(([, list]) => list.length > 0).map(([name, list]) => {
    const slowest = of(list, 'slowest');
    return `| ${name} | ${slowest <= 16 ? '≤ 16' : whole(slowest)} | ${whole(of(list, 'long'))} | ${whole(of(list, 'worked'))} | ${whole(of(list, 'whole'))} |`;
  }),
  '',
  `Medians of ${rounds} rounds, ${cpus().length} processors, of which others used ${Math.round(others * 100)} % before the first round.`,
];
console.log(lines.join('\n'));
for (const each of failed) console.error(`could not: ${each}`);
process.exitCode = failed.length > 0 ? 1 : 0;
