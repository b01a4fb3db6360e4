// A stream of the server as state of a component: what has come so far, and whether it is whole. Asked
// anew whenever what it depends on changes; a stream that is not needed any more is cancelled.
import {useCallback, useEffect, useState, type DependencyList} from 'react';
import {failureOf, wasCancelled, type Failure} from '../api/failure';
import {waitForToken} from '../oidc/renewal';

export interface Streamed<S> {
  // Of the stream that is under way, or of the last one.
  value: S;
  failure: Failure | undefined;
  loading: boolean;
  again: () => void;
}

export function useStream<M, S>(
  ask: (signal: AbortSignal) => AsyncIterable<M>,
  start: S,
  add: (before: S, message: M) => S,
  depends: DependencyList,
): Streamed<S> {
  const [state, setState] = useState<{value: S; failure?: Failure; loading: boolean}>({value: start, loading: true});
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    setState({value: start, loading: true});
    const read = async () => {
      try {
        for await (const message of ask(abort.signal)) {
          if (abort.signal.aborted) return;
          setState((before) => ({...before, value: add(before.value, message)}));
        }
        if (!abort.signal.aborted) setState((before) => ({...before, loading: false}));
      } catch (thrown) {
        if (abort.signal.aborted || wasCancelled(thrown)) return;
        const failure = failureOf(thrown);
        setState((before) => ({...before, failure, loading: false}));
        if (failure.kind === 'signedOut' && (await waitForToken(abort.signal))) again();
      }
    };
    void read();
    return () => abort.abort();
    // `ask`, `start` and `add` are others at each rendering: what they depend on is named by the caller.
  }, [...depends, round]);
  return {value: state.value, failure: state.failure, loading: state.loading, again};
}
