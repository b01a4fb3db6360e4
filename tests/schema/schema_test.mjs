// The schemas by a validator that this project did not write: they are strict and valid 2020-12, they
// are those that the program prints, and every YAML file of every pack passes.
import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';

import {NAMES, filesBelow, mistakes, newValidator, packFiles, parse, printedSchema, read, schemaText} from './support.mjs';

const FEWEST_FILES = 40;
const FEWEST_EXAMPLES = {pack: 150, test: 30, account: 30, import: 40, record: 80, simulation: 80};

// Calls `visit` with each subschema and its JSON pointer, as it stands in a reference.
function walk(schema, visit, pointer = '') {
  if (typeof schema !== 'object') return;
  visit(schema, pointer);
  const step = (...keys) => keys.reduce(
      (at, key) => `${at}/${encodeURIComponent(`${key}`.replaceAll('~', '~0').replaceAll('/', '~1'))}`, pointer);
  for (const group of ['properties', 'patternProperties', '$defs']) {
    for (const [key, value] of Object.entries(schema[group] ?? {})) walk(value, visit, step(group, key));
  }
  for (const key of ['items', 'additionalProperties']) walk(schema[key], visit, step(key));
  for (const group of ['anyOf', 'prefixItems']) {
    (schema[group] ?? []).forEach((value, i) => walk(value, visit, step(group, i)));
  }
}

for (const name of NAMES) {
  test(`${name}: strict, valid, and what the program prints`, () => {
    const text = schemaText(name);
    assert.ok(text === printedSchema(name), 'not what `bellwether schema` prints: run scripts/schema');
    const schema = JSON.parse(text);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    const ajv = newValidator();
    assert.ok(ajv.validateSchema(schema), ajv.errorsText());
    ajv.compile(schema);
  });

  test(`${name}: every key is described, closed and refers to something`, () => {
    const schema = JSON.parse(schemaText(name));
    let described = 0;
    walk(schema, (one, at) => {
      if (one.$ref) assert.ok(schema.$defs[one.$ref.replace('#/$defs/', '')], `${at}: ${one.$ref}`);
      if (one.type === 'object' || one.type?.includes?.('object')) assert.ok('additionalProperties' in one, at);
      for (const [key, value] of Object.entries(one.properties ?? {})) {
        if (typeof value !== 'object') continue;
        const told = value.description ?? schema.$defs[value.$ref?.replace('#/$defs/', '')]?.description;
        if (Object.keys(one.properties).length > 1) assert.ok(told, `${at}/${key} has no description`);
        described += 1;
      }
    });
    assert.ok(described >= 30, `${described} keys`);
  });

  test(`${name}: examples and defaults are what they are examples of`, () => {
    const schema = JSON.parse(schemaText(name));
    const ajv = newValidator();
    ajv.addSchema(schema, name);
    let tried = 0;
    walk(schema, (one, at) => {
      const values = [...(one.examples ?? []), ...('default' in one ? [one.default] : [])];
      if (values.length === 0) return;
      const good = ajv.compile({$ref: `${name}#${at}`});
      for (const value of values) assert.ok(good(value), `${at} ${JSON.stringify(value)}: ${ajv.errorsText(good.errors)}`);
      tried += values.length;
    });
    assert.ok(tried >= FEWEST_EXAMPLES[name], `${tried} examples`);
  });
}

test('every YAML file of every pack is good, and names its schema', () => {
  const files = packFiles();
  assert.ok(files.length >= FEWEST_FILES, `${files.length} files`);
  for (const {file, schema} of files) {
    const text = read(file);
    assert.deepEqual(mistakes(schema, parse(text)), [], file);
    const relative = path.relative(path.dirname(file), `rules/schema/${schema}.schema.json`);
    assert.equal(text.split('\n')[0], `# yaml-language-server: $schema=${relative}`, file);
  }
});

// A page's good packs are those that no block `text error` follows.
function goodPacks(page) {
  const blocks = [...read(page).matchAll(/^```(yaml|text|json) (.*)\n((?:.*\n)*?)```$/gm)];
  return blocks.filter(([, language], i) => {
    if (language !== 'yaml') return false;
    const rest = blocks.slice(i + 1);
    const end = rest.findIndex(([, other, kind]) => other === 'yaml' && !kind.startsWith('file'));
    const own = end < 0 ? rest : rest.slice(0, end);
    return !own.some(([, , kind]) => kind === 'error');
  });
}

test('good packs of the pages of docs/rules pass', () => {
  let good = 0;
  for (const page of filesBelow('docs/rules')) {
    if (page.endsWith('/README.md')) continue;  // its files are those of a folder: guide_test.py
    for (const [, , kind, text] of goodPacks(page)) {
      assert.deepEqual(mistakes('pack', parse(text)), [], `${page}: ${kind}\n${text}`);
      good += 1;
    }
  }
  assert.ok(good >= 40, `${good} packs`);
});
