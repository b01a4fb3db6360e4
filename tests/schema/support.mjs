// What the tests of this folder share: the repository's files, the program, the validator.
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import Ajv2020 from 'ajv/dist/2020.js';
import YAML from 'yaml';

export const SOURCE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const BELLWETHER = process.env.BELLWETHER ?? path.join(SOURCE, 'build/release/bellwether');

const FINDINGS = process.env.BELLWETHER_FINDINGS ??
    path.join(SOURCE, 'build/release/tests/schema/bellwether_schema_findings');

export const NAMES = ['pack', 'test', 'account', 'import', 'record', 'simulation'];

export const read = (file) => fs.readFileSync(path.join(SOURCE, file), 'utf8');
// As the engine reads it: with merge keys.
export const parse = (text) => YAML.parse(text, {merge: true});
export const write = (value) => YAML.stringify(value);
export const schemaText = (name) => read(`rules/schema/${name}.schema.json`);
export const printedSchema = (name) => execFileSync(BELLWETHER, ['schema', name], {encoding: 'utf8'});

// Every strictness that the validator has. A scalar of any type is a text, so types may be several.
export const newValidator = (more = {}) => new Ajv2020({strict: true, allowUnionTypes: true, allErrors: true, ...more});

export const validators = Object.fromEntries(
    NAMES.map((name) => [name, newValidator().compile(JSON.parse(schemaText(name)))]));

// The mistakes as "/health/fit: must have required property 'components'"; empty when there are none.
export function mistakes(name, value) {
  if (validators[name](value)) return [];
  return validators[name].errors.map((error) => `${error.instancePath}: ${error.message}`);
}

export function filesBelow(folder) {
  return fs.readdirSync(path.join(SOURCE, folder), {withFileTypes: true}).flatMap(
      (entry) => entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]);
}

// The YAML files of all packs, each with the name of its schema.
export function packFiles() {
  // The template of a repository has a budget and a workflow beside its pack.
  const beside = /\/\.|\/starter\/[^/]+$/;
  return filesBelow('rules').filter((file) => /\.ya?ml$/.test(file) && !beside.test(file)).map((file) => {
    if (/\/(tests|fixtures)\//.test(file)) return {file, schema: 'test'};
    if (/\/imports\//.test(file)) return {file, schema: 'import'};
    if (/\/simulation\//.test(file)) return {file, schema: 'simulation'};
    return {file, schema: /\/accounts\//.test(file) ? 'account' : 'pack'};
  });
}

function inFolder(use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bellwether-schema-'));
  try {
    return use(folder);
  } finally {
    fs.rmSync(folder, {recursive: true});
  }
}

const errorsOf = (findings) => findings.filter((found) => found.severity === 'error');

// What `bellwether check` finds in a pack of one file.
export function check(text) {
  return inFolder((folder) => {
    const file = path.join(folder, 'pack.yaml');
    fs.writeFileSync(file, text);
    const done = spawnSync(BELLWETHER, ['check', file, '--format', 'json'], {encoding: 'utf8'});
    return errorsOf(JSON.parse(done.stdout));
  });
}

// The same of many packs, in one process (findings_main.cc).
export function checkAll(texts) {
  return inFolder((folder) => {
    texts.forEach((text, i) => fs.writeFileSync(path.join(folder, `${i}.yaml`), text));
    const found = JSON.parse(execFileSync(FINDINGS, [folder], {encoding: 'utf8', maxBuffer: 2 ** 30}));
    return texts.map((_, i) => errorsOf(found[`${i}.yaml`]));
  });
}
