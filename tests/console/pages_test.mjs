// The pictures that pages show: each is there, small, and one that scripts/screenshots takes; and each that it takes
// is shown.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {source} from './server.mjs';
import {shots} from './shots.mjs';

const most = 60 * 1024;
const folder = join(source, 'docs/pictures');
const pages = ['README.md', ...readdirSync(join(source, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const shown = (page) => [...readFileSync(join(source, page), 'utf8').matchAll(/!\[([^\]]+)\]\([^)]*?pictures\/([\w-]+)\.png\)/g)];

test('pictures of pages are those that are taken, and small', () => {
  const named = pages.flatMap((page) => shown(page).map(([, , name]) => name));
  assert.deepEqual([...new Set(named)].sort(), shots.map(({name}) => name).sort());
  assert.deepEqual(readdirSync(folder).sort(), shots.map(({name}) => `${name}.png`).sort());
  for (const {name} of shots) {
    const {size} = statSync(join(folder, `${name}.png`));
    assert.ok(size <= most, `${name}.png has ${size} bytes`);
  }
});

test('who does not see a picture is told what is on it', () => {
  for (const page of pages) {
    for (const [, text, name] of shown(page)) assert.ok(text.split(' ').length >= 5, `${page}: ${name}: ${text}`);
  }
});
