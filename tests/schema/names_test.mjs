// Schemas that know the names of a pack: what an editor offers in a place where a name may stand, and
// that no file is a mistake which is none without them.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';

import {LanguageServer} from './language_server.mjs';
import {BELLWETHER, newValidator, packFiles, parse, read, SOURCE} from './support.mjs';

// A name of the pack is one of the names that fit the pattern beside it.
const WITH_NAMES = {allowMatchingProperties: true};
const PACK = path.join(SOURCE, 'rules/saas');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bellwether-names-'));
const schemas = Object.fromEntries(['pack', 'test', 'account'].map((name) => [
  name, execFileSync(BELLWETHER, ['schema', name, '--pack', PACK], {encoding: 'utf8'})]));

const server = new LanguageServer();
before(async () => {
  for (const [name, text] of Object.entries(schemas)) fs.writeFileSync(path.join(folder, `${name}.json`), text);
  await server.start();
});
after(async () => {
  await server.stop();
  fs.rmSync(folder, {recursive: true});
});

let files = 0;
// What is offered at the `|` of a text, by label.
async function offered(schema, text) {
  const file = `rules/saas/offered_${++files}.yaml`;
  const head = `# yaml-language-server: $schema=${pathToFileURL(path.join(folder, `${schema}.json`))}\n`;
  const lines = (head + text).split('\n');
  const line = lines.findIndex((one) => one.includes('|'));
  const character = lines[line].indexOf('|');
  await server.open(file, (head + text).replace('|', ''));
  const {items} = await server.askAt('completion', file, {line, character});
  return Object.fromEntries(items.map((item) => [item.label, JSON.stringify(item.documentation ?? '')]));
}

const component = (line) => `health:\n  mine:\n    components:\n      a:\n        weight: 1\n        ${line}\n`;

test('`of` offers signals and derived facts, each with what it is', async () => {
  const items = await offered('pack', component('of: |'));
  assert.match(items.weekly_active_ratio, /ratio\. Licensed users active in the last 7 days/);
  assert.match(items.active_user_ratio, /over the window of the product's cadence/);
  assert.match(items.time_to_value_days, /From the start of onboarding/);
});

test('`of` offers them inside brackets', async () => {
  const items = await offered('pack', 'health:\n  mine:\n    components:\n      a: {weight: 1, of: |}\n');
  assert.ok('weekly_active_ratio' in items, Object.keys(items).join());
});

test('benchmarks, playbooks, severities, dimensions, metrics and people', async () => {
  assert.match((await offered('pack', component('benchmark: |'))).user_activation, /Users activated/);
  const flag = (line) => `flags:\n  mine:\n    ${line}\n`;
  assert.match((await offered('pack', flag('playbook: |'))).recover_usage, /Low or falling usage/);
  assert.ok('red' in await offered('pack', flag('severity: |')));
  assert.ok('management' in await offered('pack', flag('notify: [|]')));
  assert.ok('technical' in await offered('pack', 'graduation:\n  gates:\n    mine:\n      dimension: |\n'));
  assert.ok('green_share' in await offered('pack', 'experiments:\n  mine:\n    metrics:\n      - |\n'));
});

test('keys that are names: segments of a benchmark', async () => {
  const text = 'benchmarks:\n  mine:\n    value: a\n    better: higher\n    tiers: [x, y]\n    sets:\n      OM:\n        |\n';
  assert.ok('mid_market' in await offered('pack', text));
});

test('tests: fixtures, signals with what they mean, words of a signal, models', async () => {
  const of = (line) => `cases:\n  - name: a\n    ${line}\n`;
  assert.ok('ready' in await offered('test', of('fixture: |')));
  assert.match((await offered('test', of('account:\n      signals:\n        |'))).weekly_active_ratio, /ratio/);
  const moods = await offered('test', of('account:\n      signals:\n        champion_sentiment: |'));
  assert.ok('nervous' in moods, Object.keys(moods).join());
  assert.ok('mid_market' in await offered('test', of('account:\n      segment: |')));
  assert.ok('onboarding' in await offered('test', of('expect:\n      health:\n        |')));
  assert.ok('weekly_active_ratio' in await offered('test', 'properties:\n  - name: a\n    monotone: {signal: |}\n'));
});

test('accounts: signals and stages', async () => {
  assert.match((await offered('account', 'signals:\n  |\n')).weekly_active_ratio, /ratio/);
  assert.ok('onboarding' in await offered('account', 'stage: |\n'));
});

test('hover tells what a name is', async () => {
  const file = 'rules/saas/hover.yaml';
  const head = `# yaml-language-server: $schema=${pathToFileURL(path.join(folder, 'pack.json'))}\n`;
  await server.open(file, head + component('of: weekly_active_ratio'));
  const hover = await server.askAt('hover', file, {line: 6, character: 15});
  assert.match(hover.contents.value, /Licensed users active in the last 7 days/);
});

test('a name that the schema does not know is no mistake', async () => {
  const head = `# yaml-language-server: $schema=${pathToFileURL(path.join(folder, 'pack.json'))}\n`;
  assert.deepEqual(await server.open('rules/saas/new.yaml', head + component('of: written_a_moment_ago')), []);
});

test('the schemas are strict and valid, and every file of the packs passes', () => {
  const validators = Object.fromEntries(Object.entries(schemas).map(
      ([name, text]) => [name, newValidator(WITH_NAMES).compile(JSON.parse(text))]));
  const known = packFiles().filter(({schema}) => schema in validators);
  assert.ok(known.length > 80, `${known.length} files`);
  for (const {file, schema} of known) {
    assert.ok(validators[schema](parse(read(file))), `${file}: ${JSON.stringify(validators[schema].errors)}`);
  }
});
