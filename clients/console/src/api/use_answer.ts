// An answer of the server as state of a component: asked when it is shown and whenever what it depends
// on changes; a question that is not needed any more is cancelled.
import {useCallback, useEffect, useState, type DependencyList} from 'react';
import {nextToken} from '../oidc/renewal';
import {failureOf, wasCancelled, type Failure} from './failure';

export interface Answer<T> {
  // Of the last call that was answered; kept while the next one is under way.
  value: T | undefined;
  failure: Failure | undefined;
  loading: boolean;
  again: () => void;
}

export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, depends: DependencyList): Answer<T> {
  const [state, setState] = useState<{value?: T; failure?: Failure; loading: boolean}>({loading: true});
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({...before, loading: true}));
    ask(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) setState({value, loading: false});
      },
      (thrown: unknown) => {
        if (abort.signal.aborted || wasCancelled(thrown)) return;
        const failure = failureOf(thrown);
        setState({failure, loading: false});
        if (failure.kind === 'signedOut') void nextToken(abort.signal).then((signedIn) => signedIn && again());
      },
    );
    return () => abort.abort();
    // `ask` is another function at each rendering: what it depends on is named by the caller.
  }, [...depends, round]);
  return {value: state.value, failure: state.failure, loading: state.loading, again};
}
