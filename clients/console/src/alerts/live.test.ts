import {Code, ConnectError} from '@connectrpc/connect';
import {create} from '@bufbuild/protobuf';
import {expect, test} from 'vitest';
import {AlertEventSchema} from '../gen/bellwether/v1/alerts_pb';
import {follow, type LiveState, type Told} from './live';

const event = create(AlertEventSchema, {number: 7n});

// Follows `watches`, one after the other, each a list of messages and how it ends; aborted after the last one.
async function run(watches: {messages: Told[]; end?: Code}[], cursor = '', again = false) {
  const abort = new AbortController();
  const asked: string[] = [];
  const told: number[] = [];
  const states: LiveState[] = [];
  const waits: number[] = [];
  const place = {cursor};
  await follow(
    {
      watch: async function* (from) {
        asked.push(from);
        const next = watches.shift();
        if (!next) return abort.abort();
        yield* next.messages;
        if (next.end !== undefined) throw new ConnectError('', next.end);
      },
      onTold: (events) => told.push(events.length),
      onState: (state) => states.push(state),
      signedOut: () => Promise.resolve(again),
      wait: (ms, signal) => {
        // How long a watch stands before it counts as one: never long enough.
        if (signal !== abort.signal) return new Promise(() => undefined);
        waits.push(ms);
        return Promise.resolve();
      },
    },
    place,
    abort.signal,
  );
  return {asked, told, states, waits, place};
}

test('goes on where it ended, and asks once for what it may have missed', async () => {
  const {asked, told} = await run([
    {messages: [{events: [], cursor: 'a'}, {events: [event], cursor: 'b'}], end: Code.Unavailable},
    {messages: [{events: [event], cursor: 'c'}]},
  ]);
  expect(asked).toEqual(['', 'b', 'c']);
  expect(told).toEqual([1, 0, 1, 0]);
});

test('waits longer each time, and no longer than half a minute', async () => {
  const {waits, states} = await run(Array.from({length: 7}, () => ({messages: [], end: Code.Unavailable})));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(new Set(states)).toEqual(new Set(['asking']));
});

test('a message makes the next pause short again', async () => {
  const {waits} = await run([
    {messages: [], end: Code.Unavailable},
    {messages: [], end: Code.ResourceExhausted},
    {messages: [{events: [], cursor: 'a'}], end: Code.Unavailable},
  ]);
  expect(waits).toEqual([1_000, 2_000, 1_000]);
});

test('whoever may not watch is not tried again', async () => {
  const {asked, states} = await run([{messages: [], end: Code.PermissionDenied}]);
  expect(asked).toEqual(['']);
  expect(states).toEqual(['off']);
});

test('a cursor of another store is forgotten', async () => {
  const {asked} = await run([{messages: [], end: Code.InvalidArgument}], 'old');
  expect(asked).toEqual(['old', '']);
});

test('whose sign-in ended goes on when there is another, and else not', async () => {
  const watches = () => [{messages: [{events: [], cursor: 'a'}], end: Code.Unauthenticated}];
  expect((await run(watches(), '', true)).asked).toEqual(['', 'a']);
  expect((await run(watches())).states).toEqual(['live', 'off']);
});
