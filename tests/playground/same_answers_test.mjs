// The engine for browsers, asked what tests/playground/answers.cc asked the native one: not a bit of any answer is
// another. BELLWETHER_PLAYGROUND_WASM is its module, BELLWETHER_PLAYGROUND_ANSWERS what the native one answered.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {openEngine} from '../../clients/playground/engine.mjs';

const module = await WebAssembly.compile(readFileSync(process.env.BELLWETHER_PLAYGROUND_WASM));
const answers = readFileSync(process.env.BELLWETHER_PLAYGROUND_ANSWERS);
const sizes = {C: 2, D: 2, E: 3};

function* frames(bytes) {
  for (let at = 0; at < bytes.length;) {
    const letter = String.fromCharCode(bytes[at++]);
    const parts = [];
    for (let i = 0; i < sizes[letter]; ++i) {
      const size = bytes.readUInt32LE(at);
      parts.push(bytes.subarray(at + 4, at + 4 + size));
      at += 4 + size;
    }
    yield {letter, parts};
  }
}

function difference(ours, theirs) {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) ++at;
  const around = (bytes) => JSON.stringify(Buffer.from(bytes).subarray(Math.max(0, at - 60), at + 60).toString('latin1'));
  return `${ours.length} bytes for ${theirs.length}, others from ${at} on: ${around(ours)} for ${around(theirs)}`;
}

test('every answer is the native one', async () => {
  const engine = await openEngine(module);
  const counts = {C: 0, D: 0, E: 0, evaluated: 0, refused: 0};
  const others = [];
  for (const {letter, parts} of frames(answers)) {
    const native = parts.pop();
    const ours = letter === 'C' ? engine.check(...parts) : letter === 'D' ? engine.declare(...parts) : engine.evaluate(...parts);
    ++counts[letter];
    if (letter === 'E') ++counts[native[0] === 'E'.charCodeAt(0) ? 'evaluated' : 'refused'];
    if (!native.equals(ours)) others.push(`${letter} ${counts[letter]}: ${difference(ours, native)}`);
  }
  console.log(`packs ${counts.C}, accounts ${counts.E}: ${counts.evaluated} evaluated, ${counts.refused} refused`);
  assert.deepEqual(others.slice(0, 10), [], `${others.length} answers are others`);
  // The answers are there at all.
  assert.ok(counts.C > 30 && counts.evaluated > 600 && counts.refused > 20, JSON.stringify(counts));
});

test('it asks nothing of a system, and takes no more memory than it may', async () => {
  const asked = WebAssembly.Module.imports(module).map(({module: from, name}) => `${from}.${name}`);
  console.log('imports:', asked.join(' '));
  assert.ok(asked.every((name) => !/sock|thread|getrandom|random_get/.test(name)), asked.join(' '));
  const engine = await openEngine(module);
  assert.equal(String.fromCharCode(engine.evaluate(new Uint8Array(), new Uint8Array())[0]), 'N');
  // A pack beyond the limit of packs is a finding, not an end.
  const {buffer} = new Uint8Array(1 << 20);
  assert.ok(engine.check(new Uint8Array(buffer)).length > 0);
});
