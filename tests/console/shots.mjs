// Which pictures docs/pictures has, and what is done for each. README.md and pages of docs show them.
// Each: `path`, where an account stands for the first of the demo's story under a heading; `part`, a selector, of
// which alone the picture is, else of the window from its top, or from what `from` selects, `height` high; `act`, what
// is done there; `window`, how high the window is, by which an editor is.
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
    // Above it stands the folder of the demo.
    from: 'main .section',
    height: 700,
    ready: (page) => page.getByRole('region', {name: 'Health'}).getByRole('table').first().waitFor(),
  },
  {
    name: 'rule-change',
    path: () => '/rules/edit?file=health%2Fcustomer.yaml&line=16',
    from: '.activate-bar',
    window: 420,
    height: 1220,
    act: async (page) => {
      for (const [before, now] of [['weight: 40', 'weight: 25'], ['weight: 30', 'weight: 45']]) {
        await page.locator('.cm-line', {hasText: before}).first().click();
        await page.keyboard.press('Home');
        await page.keyboard.press('Shift+End');
        await page.keyboard.insertText(now);
      }
    },
    ready: (page) => page.locator('#impact .impact:not(.stale)').waitFor(),
  },
  {
    name: 'alerts',
    path: () => '/alerts',
    height: 900,
    act: (page) => page.locator('.alert button[aria-expanded]').first().click(),
    ready: (page) => page.locator('.alert [aria-expanded=true]').waitFor(),
  },
];
