// Which pictures docs/pictures has, and what is done for each. README.md and docs/console.md show them.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {source} from './server.mjs';

const pack = join(source, 'rules/saas');
const packFiles = () => readdirSync(pack).filter((name) => name.endsWith('.yaml')).map((name) => join(pack, name));

// Each: `path`, where an account stands for the first of the demo's story under a heading; `part`, a selector, of
// which alone the picture is, else of the window from its top, `height` high; `act`, what is done there.
// `ready` waits for what is to be seen.
export const shots = [
  {
    name: 'account',
    path: (first) => `/accounts/${first('leadership is to decide')}`,
    ready: (page) => page.locator('#history svg').first().waitFor(),
  },
  {
    name: 'graduation',
    path: (first) => `/accounts/${first('ready to graduate')}`,
    part: '#graduation',
    ready: (page) => page.getByText('reached').first().waitFor(),
  },
  {
    name: 'extension',
    path: (first) => `/accounts/${first('more time is proposed')}`,
    part: '#extension',
    ready: (page) => page.locator('#extension .copy-text').waitFor(),
  },
  {
    name: 'portfolio',
    path: () => '/portfolio/dashboards/operations',
    height: 900,
    ready: (page) => page.locator('.metric-card').nth(8).waitFor(),
  },
  {
    name: 'metric',
    path: () => '/portfolio/metrics/milestone_completion',
    height: 900,
    ready: (page) => page.getByRole('region', {name: 'Accounts behind it'}).waitFor(),
  },
  {
    name: 'accounts',
    path: () => '/accounts?stage=onboarding',
    height: 620,
    ready: (page) => page.locator('tbody .band').nth(20).waitFor(),
  },
  {
    name: 'what-if',
    path: (first) => `/accounts/${first('leadership is to decide')}`,
    part: '#what-if',
    act: async (page) => {
      await page.locator('#what-if input[type=range]').first().focus();
      await page.keyboard.press('End');
    },
    ready: (page) => page.locator('#what-if .outcome table').waitFor(),
  },
  {
    name: 'review',
    path: (first) => `/accounts/${first('ready to graduate')}/review`,
    height: 900,
    ready: (page) => page.getByRole('heading', {level: 2}).nth(2).waitFor(),
  },
  {
    name: 'rules',
    path: () => '/rules',
    height: 900,
    ready: (page) => page.getByRole('region', {name: 'Health'}).getByRole('table').first().waitFor(),
  },
  {
    name: 'rules-change',
    path: () => '/rules/edit',
    height: 1250,
    act: async (page) => {
      await page.locator('input[data-open=files]').setInputFiles(packFiles());
      const files = page.getByRole('navigation', {name: 'Files'});
      await files.getByRole('link', {name: /^health/}).first().click();
      await page.locator('.cm-line', {hasText: /green: \d+/}).first().click();
      await page.keyboard.press('Home');
      await page.keyboard.press('Shift+End');
      await page.keyboard.type('bands: [{green: 85}, {yellow: 60}, {red: 0}]');
    },
    ready: (page) => page.getByText(/accounts are decided otherwise/).waitFor(),
  },
  {
    name: 'alerts',
    path: () => '/alerts',
    height: 900,
    act: (page) => page.locator('.alert button[aria-expanded]').first().click(),
    ready: (page) => page.locator('.alert [aria-expanded=true]').waitFor(),
  },
];
