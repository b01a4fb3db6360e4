// What an editor shows about a pack: diagnostics, hover and completion from the schema that the first
// line of each file names.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {LanguageServer} from './language_server.mjs';
import {read} from './support.mjs';

const HEALTH = 'rules/saas/health/onboarding.yaml';
const SIGNALS = 'rules/saas/signals/usage.yaml';
const TESTS = 'rules/saas/tests/health_onboarding_test.yaml';
const CLINIC = 'rules/examples/clinic/health.yaml';

const server = new LanguageServer();
before(() => server.start());
after(() => server.stop());

// A place in `text`: the line that holds `words`, and the column where they begin.
function placeOf(text, words) {
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes(words));
  assert.ok(line >= 0, words);
  return {line, character: lines[line].indexOf(words)};
}

// `text` with `line` put in before the line that holds `words`; and the end of the new line.
function withLine(text, words, line) {
  const place = placeOf(text, words);
  const lines = text.split('\n');
  lines.splice(place.line, 0, line);
  return {text: lines.join('\n'), place: {line: place.line, character: line.length}};
}

test('good files show nothing', async () => {
  for (const file of [HEALTH, TESTS, CLINIC]) {
    assert.deepEqual(await server.open(file, read(file)), [], file);
  }
});

test('hover tells meaning, unit, default and an example', async () => {
  const text = read(HEALTH);
  await server.open(HEALTH, text);
  const hover = await server.askAt('hover', HEALTH, placeOf(text, 'intervene_below'));
  for (const said of ['A lower score asks for action', 'Unit: points, 0 to 100', 'Default: no score', '60']) {
    assert.ok(hover.contents.value.includes(said), hover.contents.value);
  }
});

test('completion offers the keys that are not there yet, each with what it means', async () => {
  const file = 'rules/saas/health/keys.yaml';
  const {text, place} = withLine(read(HEALTH), 'intervene_below', '    ');
  await server.open(file, text);
  const {items} = await server.askAt('completion', file, place);
  const hysteresis = items.find(({label}) => label === 'hysteresis');
  assert.match(JSON.stringify(hysteresis?.documentation), /Points past an edge before a band changes/);
  assert.ok(!items.some(({label}) => label === 'intervene_below'));
});

test('completion offers the words of an enum', async () => {
  const file = 'rules/saas/signals/words.yaml';
  const {text, place} = withLine(read(SIGNALS), 'signals:', 'derived: {a: {type: ');
  await server.open(file, `${text.split('\n').slice(0, place.line + 1).join('\n')}}}\n`);
  const {items} = await server.askAt('completion', file, place);
  for (const word of ['ratio', 'count', 'timestamp']) {
    assert.ok(items.some(({label}) => label === word), items.map(({label}) => label).join());
  }
});

test('completion offers paths to expect', async () => {
  const file = 'rules/saas/tests/paths_test.yaml';
  const head = read(TESTS).split('\n')[0];
  await server.open(file, `${head}\ncases:\n  - name: a\n    expect:\n      \n`);
  const {items} = await server.askAt('completion', file, {line: 4, character: 6});
  for (const path of ['health.primary', 'graduation', 'flags', 'tier', 'error']) {
    assert.ok(items.some(({label}) => label === path), items.map(({label}) => label).join());
  }
});

test('mistakes are shown where they stand', async () => {
  const file = 'rules/saas/health/mistakes.yaml';
  const text = read(HEALTH).replace('weight: 30', 'wieght: 30').replace('intervene_below: 60', 'intervene_below: 600');
  const found = await server.open(file, text);
  const at = (words) => found.filter(({range}) => range.start.line === placeOf(text, words).line);
  assert.match(at('wieght')[0]?.message ?? '', /wieght is not allowed/);
  assert.match(at('intervene_below')[0]?.message ?? '', /100/);
});
