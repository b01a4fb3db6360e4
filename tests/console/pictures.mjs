// The pictures of docs/pictures, of the console that scripts/demo serves: node pictures.mjs SAID FOLDER, where
// SAID is what the demo said.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {openBrowser, openPage} from './browser.mjs';

const [, , saidFile, folder] = process.argv;
const said = readFileSync(saidFile, 'utf8');
const url = /^ready (http:\S+)\/$/m.exec(said)[1];
// The first account below a heading of the demo's story.
function first(heading) {
  const found = new RegExp(`${heading}.*\\n\\s+http://\\S+?/accounts/([^/#\\s]+)`).exec(said);
  if (!found) throw new Error(`the demo tells of no account that is ${heading}`);
  return found[1];
}

const shots = [
  {
    name: 'account',
    path: `/accounts/${first('leadership is to decide')}`,
    ready: (page) => page.locator('#history svg').first().waitFor(),
  },
  {
    name: 'graduation',
    path: `/accounts/${first('ready to graduate')}`,
    part: '#graduation',
    ready: (page) => page.getByText('reached').first().waitFor(),
  },
  {
    name: 'extension',
    path: `/accounts/${first('more time is proposed')}`,
    part: '#extension',
    ready: (page) => page.locator('#extension .copy-text').waitFor(),
  },
];

const browser = await openBrowser();
const {page, close} = await openPage(browser, url, {viewport: {width: 1280, height: 800}, colorScheme: 'light'});
for (const shot of shots) {
  await page.goto(url + shot.path);
  await shot.ready(page);
  await page.waitForLoadState('networkidle');
  const path = join(folder, `${shot.name}.png`);
  if (shot.part) await page.locator(shot.part).screenshot({path});
  else await page.screenshot({path});
}
await close();
await browser.close();
