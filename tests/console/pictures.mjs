// The pictures of docs/pictures, of the console that scripts/demo serves: node pictures.mjs SAID FOLDER [NAME...],
// where SAID is what the demo said; all of shots.mjs, or some.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {openBrowser, openPage} from './browser.mjs';
import {shots} from './shots.mjs';

const [, , saidFile, folder, ...names] = process.argv;
const said = readFileSync(saidFile, 'utf8');
const url = /^ready (http:\S+)\/$/m.exec(said)[1];
// The first account below a heading of the demo's story.
function first(heading) {
  const found = new RegExp(`${heading}.*\\n\\s+http://\\S+?/accounts/([^/#\\s]+)`).exec(said);
  if (!found) throw new Error(`the demo tells of no account that is ${heading}`);
  return found[1];
}

const browser = await openBrowser();
for (const shot of shots) {
  if (names.length > 0 && !names.includes(shot.name)) continue;
  const height = shot.height ?? 800;
  const {page, close} = await openPage(browser, url, {viewport: {width: 1280, height: shot.window ?? height}, colorScheme: 'light'});
  page.context().setDefaultTimeout(180_000);
  await page.goto(url + shot.path(first));
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true], main .skeleton'));
  await shot.act?.(page);
  await shot.ready(page);
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true], main .skeleton'));
  await page.mouse.move(0, 0);
  const path = join(folder, `${shot.name}.png`);
  // So high that the page's head, which stays in view, lies over no part.
  if ((shot.part || shot.from) && !shot.window) await page.setViewportSize({width: 1280, height: 2400});
  await page.evaluate(() => scrollTo(0, 0));
  if (shot.part) await page.locator(shot.part).screenshot({path});
  else if (shot.from) {
    const {y} = await page.locator(shot.from).first().boundingBox();
    await page.screenshot({path, fullPage: true, clip: {x: 0, y: y - 16, width: 1280, height}});
  } else await page.screenshot({path});
  await close();
}
await browser.close();
