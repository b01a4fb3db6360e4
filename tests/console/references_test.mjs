// How the main screens look, held against pictures that people have looked at (references/). BELLWETHER_UPDATE_GOLDEN=1
// takes them anew: look at each before you commit it.
//
// Days, records, size and font are fixed, and what tells the time of the server is overwritten; edges of letters may
// differ. Where a picture differs, it and the difference are kept, and the failure says where.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {openBrowser, openPage} from './browser.mjs';
import {difference} from './difference.mjs';
import {endAll, startConsole} from './server.mjs';

const references = join(import.meta.dirname, 'references');
const update = process.env.BELLWETHER_UPDATE_GOLDEN === '1';
const most = 40 * 1024;
// Of the pixels of a picture.
const tolerated = 0.001;

let browser;
let site;
let folder;

// Every family is DejaVu, which fontconfig brings along on Debian.
const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <match target="pattern"><edit name="family" mode="assign" binding="strong"><string>DejaVu Sans</string></edit></match>
  <match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>`;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bellwether-references-'));
  writeFileSync(join(folder, 'fonts.conf'), fonts);
  browser = await openBrowser({
    env: {...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf')},
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
  });
  site = await startConsole({records: ['rules/saas/book'], books: {main: 'rules/saas/book'}});
});
after(async () => {
  await browser?.close();
  await site?.end();
  await endAll();
  rmSync(folder, {recursive: true, force: true});
});

const day = 'on=2026-03-01';
const quiet = (page) => page.waitForFunction(() => {
  const main = document.querySelector('main');
  return main && !main.querySelector('[aria-busy=true], .skeleton') && main.innerText.length > 80;
});

const screens = [
  {name: 'portfolio', path: `/portfolio/dashboards/executive?${day}`},
  {name: 'metric-dark', path: `/portfolio/metrics/milestone_completion?${day}`, colorScheme: 'dark'},
  {name: 'account', path: `/accounts/acme?${day}`},
  {name: 'account-phone', path: `/accounts/acme?${day}`, viewport: {width: 360, height: 740}, deviceScaleFactor: 1, colorScheme: 'dark', locale: 'id-ID'},
  {name: 'review', path: `/accounts/borealis/review?on=2024-03-31`},
  {name: 'rules', path: '/rules'},
];

// What is otherwise at each run, on each machine, or with each change of the rules: times of the server, folders,
// digests; and whether the console was packed with a playground.
const overwrite = (page) => page.evaluate(() => {
  document.querySelector('nav a[href="/playground"]')?.remove();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    text.data = text.data
      .replace(/\d{1,2} \p{L}+ 20\d\d(, | pukul )\d\d[:.]\d\d/gu, 'a day, and a time')
      .replace(/\b[0-9a-f]{8,16}\b/g, 'digest')
      .replace(/\/\S+\/rules\/saas/, 'rules/saas');
  }
});

async function take({path, name: _, ...options}) {
  const {page, close} = await openPage(browser, site.url, {viewport: {width: 1280, height: 940}, deviceScaleFactor: 0.75, ...options});
  await page.clock.setFixedTime(new Date('2026-03-02T09:00:00Z'));
  await page.goto(site.url + path);
  await quiet(page);
  await overwrite(page);
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({animations: 'disabled'});
  await close();
  return picture;
}

for (const screen of screens) {
  test(`it looks as it did: ${screen.name}`, async () => {
    const reference = join(references, `${screen.name}.png`);
    const now = await take(screen);
    if (update) {
      mkdirSync(references, {recursive: true});
      writeFileSync(reference, now);
      execFileSync('pngquant', ['--force', '--speed', '1', '--strip', '--quality', '60-95', '--output', reference, reference]);
      assert.ok(statSync(reference).size <= most, `${reference} has more than ${most} bytes; show less of the screen`);
      return;
    }
    assert.ok(existsSync(reference), `${reference} is not there; BELLWETHER_UPDATE_GOLDEN=1 takes it`);
    const {share, picture} = await difference(browser, readFileSync(reference), now);
    if (share <= tolerated) return;
    const kept = process.env.BELLWETHER_CONSOLE_PICTURES ?? mkdtempSync(join(tmpdir(), 'bellwether-pictures-'));
    mkdirSync(kept, {recursive: true});
    writeFileSync(join(kept, `${screen.name}-now.png`), now);
    writeFileSync(join(kept, `${screen.name}-difference.png`), picture);
    assert.fail(`${(share * 100).toFixed(2)} % of the pixels differ from ${reference}; see ${kept}/${screen.name}-now.png and -difference.png`);
  });
}

test('a difference is found, and edges of letters are none', async () => {
  const draw = (dx, extra) => `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="white"/>` +
    `<text x="${20 + dx}" y="60" font-size="16">Accounts of this book</text>${extra}</svg>`;
  const {page, close} = await openPage(browser, 'data:');
  const picture = async (svg) => {
    await page.setViewportSize({width: 400, height: 200});
    await page.setContent(`<body style="margin:0">${svg}</body>`);
    return page.screenshot();
  };
  const plain = await picture(draw(0, ''));
  assert.equal((await difference(browser, plain, plain)).share, 0);
  assert.ok((await difference(browser, plain, await picture(draw(0.3, '')))).share <= tolerated);
  assert.ok((await difference(browser, plain, await picture(draw(0, '<rect x="20" y="90" width="60" height="24" fill="#245"/>')))).share > tolerated);
  // Of another size everything differs.
  await page.setViewportSize({width: 300, height: 200});
  assert.equal((await difference(browser, plain, await page.screenshot())).share, 1);
  await close();
});
