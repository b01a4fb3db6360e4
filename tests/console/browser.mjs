// A browser as a person has one, which notes everything that a page must not do.
import axe from 'axe-core';
import assert from 'node:assert/strict';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const pictures = process.env.BELLWETHER_CONSOLE_PICTURES;

// `more`: what Playwright takes for starting it.
export async function openBrowser(more = {}) {
  return chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'], ...more});
}

// A page of `url` whose `faults` are errors of scripts, refusals by the page's policy, dialogs, and
// requests to anywhere but its own origin.
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: {width: 1280, height: 900}, locale: 'en-GB', timezoneId: 'UTC', acceptDownloads: true, ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy|violates|Trusted/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) faults.push(`asks ${request.url()}`);
  });
  return {page, faults, close: () => context.close()};
}

// Nothing that axe finds wrong, by the rules of WCAG 2.2 AA and its own best practices. It runs in the page itself and
// describes what is wrong alone: to describe what is right, and on a page of its own, takes several times as long.
export async function assertAccessible(page, what) {
  assert.equal(page.frames().length, 1, `${what}: axe does not see into frames`);
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe.source);
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  const told = violations.map((each) => `${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  assert.deepEqual(told, [], what);
}

// Nothing is wider than the window, and the navigation needs no scrolling.
export async function assertFits(page, what) {
  const [content, window, wide, entries, row] = await page.evaluate(() => {
    const beyond = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth);
    const names = beyond.map((each) => [each.localName, ...each.classList].join('.'));
    const {scrollWidth = 0, clientWidth = 0} = document.querySelector('.top nav') ?? {};
    return [document.documentElement.scrollWidth, innerWidth, names.slice(0, 8).join(' '), scrollWidth, clientWidth];
  });
  assert.ok(content <= window, `${what}: ${content} wide in a window of ${window}: ${wide}`);
  assert.ok(entries <= row, `${what}: navigation is ${entries} wide in a row of ${row}`);
}

// Kept where BELLWETHER_CONSOLE_PICTURES says; else not taken.
export async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, {recursive: true});
  await page.screenshot({path: join(pictures, `${name}.png`), fullPage: true});
}
