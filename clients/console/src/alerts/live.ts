// Being told what happens to alerts while they are looked at: a watch that is begun again where it ended, by its
// cursor. While there is none, the list is asked now and then.
import type {AlertEvent} from '../gen/bellwether/v1/alerts_pb';
import {failureOf, type FailureKind} from '../api/failure';

// `live`: told as it happens. `asking`: the watch ended, and is tried again. `off`: there is none for this caller.
export type LiveState = 'connecting' | 'live' | 'asking' | 'off';

export interface Told {
  events: readonly AlertEvent[];
  cursor: string;
}

export interface Following {
  // Opens a watch after `cursor`; empty: from now on.
  watch: (cursor: string, signal: AbortSignal) => AsyncIterable<Told>;
  // Something happened; without events: something may have, unseen.
  onTold: (events: readonly AlertEvent[]) => void;
  onState: (state: LiveState) => void;
  // The caller is not known any more. Whether it is again.
  signedOut: (signal: AbortSignal) => Promise<boolean>;
  // Ends early, and without an error, when `signal` is aborted.
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const shortestPause = 1_000;
const longestPause = 30_000;
// A watch that goes on by a cursor says nothing until something happens: it stands once it has not failed for
// so long.
const standsAfter = 2_000;
const never: readonly FailureKind[] = ['forbidden', 'signedOut', 'notServed', 'notFound'];

// Until `signal` is aborted. `place.cursor` is where to go on.
export async function follow(following: Following, place: {cursor: string}, signal: AbortSignal): Promise<void> {
  const {watch, onTold, onState, signedOut, wait} = following;
  let pause = shortestPause;
  while (!signal.aborted) {
    const ended = new AbortController();
    const both = AbortSignal.any([signal, ended.signal]);
    if (place.cursor) {
      void wait(standsAfter, both).then(() => {
        if (!both.aborted) onState('live');
      });
    }
    try {
      for await (const message of watch(place.cursor, signal)) {
        place.cursor = message.cursor;
        pause = shortestPause;
        onState('live');
        if (message.events.length > 0) onTold(message.events);
      }
    } catch (thrown) {
      const {kind} = failureOf(thrown);
      ended.abort();
      const known = kind === 'signedOut' && (await signedOut(signal));
      if (!signal.aborted && !known && never.includes(kind)) {
        onState('off');
        return;
      }
      // The cursor is of another store, or too old.
      if (kind === 'refused') place.cursor = '';
    }
    ended.abort();
    if (signal.aborted) return;
    onState('asking');
    await wait(pause, signal);
    pause = Math.min(2 * pause, longestPause);
    if (!signal.aborted) onTold([]);
  }
}

export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
