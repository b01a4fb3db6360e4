// Which pack answers and what waits for approval, as it changes, whoever changes it.
import {useCallback, useEffect, useState} from 'react';
import {rules} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {waitForToken} from '../oidc/renewal';
import type {Answer} from '../api/use_answer';
import type {Activation, SourceState} from '../gen/bellwether/v1/activations_pb';
import type {Pack} from '../gen/bellwether/v1/rules_pb';

export interface Packs {
  active: Pack | undefined;
  // What stood there before.
  previous: Pack | undefined;
  // Of the active one.
  source: SourceState | undefined;
  pending: readonly Activation[];
  // Another number: something was changed.
  generation: number;
}

function under(packs: readonly Pack[], label: string): Pack | undefined {
  return packs.find((pack) => pack.labels.some((each) => each.label === label));
}

function packsOf(packs: readonly Pack[], sources: readonly SourceState[]): Omit<Packs, 'pending' | 'generation'> {
  return {
    active: under(packs, 'active'),
    previous: under(packs, 'previous'),
    source: sources.find((each) => each.label === 'active'),
  };
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}

const longestRest = 30_000;

// Until it is aborted: every state, or why there is none. What is not to be followed is asked once.
async function follow(signal: AbortSignal, tell: (packs: Packs) => void, fail: (failure: Failure) => void): Promise<void> {
  for (let wait = 1000; !signal.aborted; wait = Math.min(wait * 2, longestRest)) {
    try {
      for await (const state of rules.watchPacks({}, {signal, timeoutMs: 0})) {
        tell({...packsOf(state.packs, state.sources), pending: state.pending, generation: state.generation});
        wait = 1000;
      }
    } catch (thrown) {
      if (signal.aborted) return;
      const failure = failureOf(thrown);
      const known = failure.kind === 'signedOut' && (await waitForToken(signal));
      if (!known && failure.kind !== 'unreachable') return askOnce(signal, tell, fail);
      if (!known) fail(failure);
    }
    await rest(wait, signal);
  }
}

async function askOnce(signal: AbortSignal, tell: (packs: Packs) => void, fail: (failure: Failure) => void): Promise<void> {
  try {
    const {pack, sources} = await rules.getPack({}, {signal});
    tell({active: pack, previous: undefined, source: sources[0], pending: [], generation: 0});
  } catch (thrown) {
    if (!signal.aborted) fail(failureOf(thrown));
  }
}

export function usePacks(): Answer<Packs> {
  const [state, setState] = useState<{value?: Packs; failure?: Failure}>({});
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    void follow(
      abort.signal,
      (value) => setState({value}),
      // What is known stays while the server is away.
      (failure) => setState((before) => (before.value ? before : {failure})),
    );
    return () => abort.abort();
  }, [round]);
  return {value: state.value, failure: state.failure, loading: !state.value && !state.failure, again};
}
