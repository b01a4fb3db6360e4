// Schema and `bellwether check` judge alike: wrong packs of which a schema can know, and packs that are
// changed at every key in turn.
import assert from 'node:assert/strict';
import test from 'node:test';

import {check, checkAll, mistakes, parse, read, write} from './support.mjs';

const HEAD = `
pack: p
version: 1.0.0
signals: {usage: {type: ratio}, mood: {type: enum, values: [good, bad]}}
`;

// A piece of a pack, and a part of what the schema says about it.
const WRONG_PACKS = [
  ['an unknown section', 'helth: {}', 'must NOT have additional properties'],
  ['a free key below the top', 'signals: {usage: {type: ratio, x-note: 1}}', 'must NOT have additional properties'],
  ['an unknown key', 'derived: {a: {type: bool, expr: "usage > 1", descripton: x}}', 'must NOT have additional properties'],
  ['a missing key', 'derived: {a: {type: bool}}', "must have required property 'expr'"],
  ['a missing key deep inside', 'health: {h: {components: {c: {of: usage}}}}', "must have required property 'weight'"],
  ['a word that is none', 'derived: {a: {type: boolean, expr: "usage > 1"}}', 'must be equal to one of the allowed values'],
  ['a text for a number', 'health: {h: {precision: one or two, components: {c: {weight: 1, of: usage}}}}', 'must be integer'],
  ['a number in quotes', 'health: {h: {components: {c: {weight: "1", of: usage}}}}', 'must be number'],
  ['a fraction of decimals', 'defaults: {precision: 1.5}', 'must be integer'],
  ['a negative weight', 'health: {h: {components: {c: {weight: -1, of: usage}}}}', 'must be >= 0'],
  ['points above 100', 'health: {h: {components: {c: {weight: 1, of: usage, points: [[0, 0], [1, 101]]}}}}', 'must be <= 100'],
  ['a coverage of 60', 'health: {h: {min_coverage: 60, components: {c: {weight: 1, of: usage}}}}', 'must be <= 1'],
  ['yes for true', 'health: {h: {components: {c: {weight: 1, of: usage, invert: yes}}}}', 'must be boolean'],
  ['days without unit', 'signals: {usage: {type: ratio, max_age: 14}}', 'must be string'],
  ['a length of time of three months', 'signals: {usage: {type: ratio, max_age: 3mo}}', 'must match pattern'],
  ['two shapes of a curve', 'health: {h: {components: {c: {weight: 1, of: usage, linear: {from: 0, to: 1}, points: [[0, 0]]}}}}', 'boolean schema is false'],
  ['a shape of nothing', 'health: {h: {components: {c: {weight: 1, linear: {from: 0, to: 1}}}}}', 'must have property of when property linear is present'],
  ['a component of nothing', 'health: {h: {components: {c: {weight: 1}}}}', 'must match exactly one schema in oneOf'],
  ['a group with a curve', 'health: {h: {components: {c: {weight: 1, of: usage, components: {d: {weight: 1, of: usage}}}}}}', 'must match exactly one schema in oneOf'],
  ['a model of no components', 'health: {h: {components: {}}}', 'must NOT have fewer than 1 properties'],
  ['a step without points', 'health: {h: {components: {c: {weight: 1, of: usage, steps: [{at_most: 1}, {else: 0}]}}}}', 'must have property points when property at_most is present'],
  ['a pair of three', 'programme: {phases: {p: {weeks: [1, 2, 3]}}}', 'must NOT have more than 2 items'],
  ['a list for a mapping', 'health: [h]', 'must be object'],
  ['a mapping for a list', 'segments: {smb: {}}', 'must be array'],
  ['a label with two names', 'segments: [{smb: {}, plg: {}}]', 'must NOT have more than 1 properties'],
  ['a language that is none', 'description: {e: one letter}', 'property name must be valid'],
  ['a name with blanks around it', 'signals: {" usage ": {type: ratio}}', 'property name must be valid'],
  ['a threshold of two tests', 'graduation: {usage_thresholds: {daily: [{of: usage, at_least: 1, above: 0}]}}', 'must match exactly one schema in oneOf'],
  ['a bound of both kinds', 'benchmarks: {b: {value: usage, better: lower, sets: {O: {default: [{below: 1, above: 2}]}}}}', 'must NOT have additional properties'],
];

for (const [what, piece, said] of WRONG_PACKS) {
  test(`${what} is refused by both`, () => {
    // Later keys win, so that a piece may replace a section of the head.
    const pack = {...parse(HEAD), ...parse(piece)};
    const found = mistakes('pack', pack);
    assert.ok(found.some((one) => one.includes(said)), `${piece}\n${found.join('\n')}`);
    assert.notDeepEqual(check(write(pack)), [], piece);
  });
}

const GOOD_PACKS_OF_FREE_KEYS = [
  ['free keys with anchors', 'x-common: &share {type: ratio, missing: exclude}\nsignals: {usage: *share}'],
  ['merge keys', 'x-common: &share {type: ratio, missing: worst}\nsignals: {usage: {<<: *share, missing: exclude}}'],
  ['a free key of any kind', 'x-list: [1, {a: ~}]\nx-text: a\nx-nothing: ~'],
];

for (const [what, piece] of GOOD_PACKS_OF_FREE_KEYS) {
  test(`${what}: good for both`, () => {
    const text = `pack: p\nversion: 1.0.0\n${piece}\n`;
    assert.deepEqual(mistakes('pack', parse(text)), []);
    assert.deepEqual(check(text), []);
  });
}

test('test file: free keys are good at its top only', () => {
  const one = {name: 'a', expect: {week: 1}};
  assert.deepEqual(mistakes('test', {'x-note': [1], cases: [one]}), []);
  assert.notDeepEqual(mistakes('test', {cases: [{...one, 'x-note': 1}]}), []);
});

const WRONG_TESTS = [
  ['an unknown key of a case', '{name: a, acount: {}}', 'must NOT have additional properties'],
  ['a case without a name', '{expect: {week: 1}}', "must have required property 'name'"],
  ['an unknown field of an account', '{name: a, account: {segmnt: smb}}', 'must NOT have additional properties'],
  ['a date that is none', '{name: a, account: {kickoff_at: tomorrow}}', 'must match pattern'],
  ['an unknown path', '{name: a, expect: {helth.h.score: 1}}', 'must NOT have additional properties'],
  ['an unknown end of a path', '{name: a, expect: {health: {h: {scor: 1}}}}', 'must NOT have additional properties'],
  ['an unknown end of a dotted path', '{name: a, expect: {health.h.scor: 1}}', 'must NOT have additional properties'],
  ['a word that a state never is', '{name: a, expect: {flag.f: risen}}', 'must be equal to one of the allowed values'],
  ['a text for a number', '{name: a, expect: {health.h.score: high}}', 'must be number'],
  ['a comparison that is none', '{name: a, expect: {health.h.score: {atleast: 1}}}', 'must NOT have additional properties'],
  ['a tier of nothing', '{name: a, expect: {tier.b: {is: good}}}', "must have required property 'value'"],
  ['an empty table', '{name: a, table: []}', 'must NOT have fewer than 1 items'],
];

for (const [what, piece, said] of WRONG_TESTS) {
  test(`test file: ${what} is refused`, () => {
    const found = mistakes('test', {cases: [parse(piece)]});
    assert.ok(found.some((one) => one.includes(said)), `${piece}\n${found.join('\n')}`);
  });
}

const GOOD_EXPECTATIONS = [
  '{health.h.score: 1, health.h: {band: green}, health: {g.band: red, h: {state: scored}, primary: h}}',
  '{component.h.a.b.score: 1, component: {h: {a: {b.score: 1, b: {state: OBSERVED}, share: 0.5}}}, component.h.a: {c.d: {missing: STALE}}}',
  '{flag.f: raised, flag: {g: CLEAR, f.severity: red}, flags: {raised: [f]}, flags.not_evaluated: f}',
  '{graduation: {dimension: {d: 8, d.green: true}, total: {at_least: 8}, decision: graduate}}',
  '{tier.t: [{value: 1, is: good}], tier: {u: {value: 1, set: OM, is: ~}}, week: 2, fact.x: ~}',
  '{error: {path: signals.usage, reason: OUT_OF_RANGE}}',
  '{extension: {new_target: 2026-03-01, recovery: true}, phase.p: {in_window: false}, review: due}',
];

for (const piece of GOOD_EXPECTATIONS) {
  test(`expect ${piece} is good`, () => {
    assert.deepEqual(mistakes('test', {cases: [{name: 'a', expect: parse(piece)}]}), []);
  });
}

// Packs of one file that use every section, changed in one place at a time.
const GOOD_PACKS = ['tests/golden/plan/sample.yaml', 'tests/golden/plan/outcomes.yaml'];
const FEWEST_CHANGES = 600;
// Of so many changes, one is asked of the program itself as well.
const ASKED_TWICE = 50;

function* placesOf(value, path = []) {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    yield [...path, key];
    yield* placesOf(value[key], [...path, key]);
  }
}

const CHANGES = {
  dropped: (parent, key) => Array.isArray(parent) ? parent.splice(key, 1) : delete parent[key],
  renamed: (parent, key) => {
    if (Array.isArray(parent)) return false;
    parent[`${key}_x`] = parent[key];
    return delete parent[key];
  },
  'a list': (parent, key) => { parent[key] = ['no name', 'nor this']; },
  'a mapping': (parent, key) => { parent[key] = {x: 'no name', z: 'nor this'}; },
  'a text': (parent, key) => { parent[key] = 'seventeen apples'; },
};

function* changesOf(text) {
  const whole = parse(text);
  for (const place of placesOf(whole)) {
    for (const [name, change] of Object.entries(CHANGES)) {
      const pack = structuredClone(whole);
      const parent = place.slice(0, -1).reduce((value, key) => value[key], pack);
      if (change(parent, place.at(-1)) === false) continue;
      yield {what: `${place.join('.')} ${name}`, pack, top: place.length};
    }
  }
}

// Errors of the shape of a file; names, types of expressions and the like are not a schema's business.
// Required keys of the pack and of its sections may stand in another file.
function isShape(found, top) {
  if (found.code === 'unknown-key') return true;
  if (found.code === 'missing-key') return top > 2 && /needs the key/.test(found.message);
  return found.code === 'type-mismatch' && /^`.*` must be .*, not /.test(found.message);
}

const withoutFile = (findings) => findings.map(({file, ...found}) => found);

for (const file of GOOD_PACKS) {
  test(`${file} changed in each place: schema and check agree`, () => {
    const text = read(file);
    assert.deepEqual(mistakes('pack', parse(text)), []);
    assert.deepEqual(check(text), []);
    let refused = 0;
    const differences = [];
    const changes = [...changesOf(text)];
    const texts = changes.map((change) => write(change.pack));
    const findings = checkAll(texts);
    for (const [i, {what, pack, top}] of changes.entries()) {
      const schema = mistakes('pack', pack);
      const found = findings[i];
      if (i % ASKED_TWICE === 0) assert.deepEqual(withoutFile(found), withoutFile(check(texts[i])), what);
      if (schema.length > 0) refused += 1;
      if (schema.length > 0 && found.length === 0) differences.push(`${what}: only the schema: ${schema}`);
      const shapes = found.filter((one) => isShape(one, top));
      if (schema.length === 0 && shapes.length > 0) {
        differences.push(`${what}: only the check: ${shapes.map((one) => one.message)}`);
      }
    }
    assert.deepEqual(differences, []);
    assert.ok(changes.length >= FEWEST_CHANGES, `${changes.length} changes`);
    assert.ok(refused >= changes.length / 3, `${refused} of ${changes.length} refused`);
  });
}
