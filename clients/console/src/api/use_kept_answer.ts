// As useAnswer, for what is asked again by itself while it is looked at: what was answered stays where the
// server cannot be reached for a while. A failure is shown where there is nothing to show yet, and where it is
// no matter of time.
import {useRef} from 'react';
import {failureOf} from './failure';
import {useAnswer, type Answer} from './use_answer';

// `of`: what is asked, as a text; another one begins anew. `round`: asked again whenever it changes.
export function useKeptAnswer<T>(ask: (signal: AbortSignal) => Promise<T>, of: string, round: number): Answer<T> {
  const kept = useRef<{of: string; value: T}>(undefined);
  return useAnswer(
    async (signal) => {
      try {
        const value = await ask(signal);
        kept.current = {of, value};
        return value;
      } catch (thrown) {
        const {kind} = failureOf(thrown);
        if (kept.current?.of === of && (kind === 'unreachable' || kind === 'busy')) return kept.current.value;
        throw thrown;
      }
    },
    [of, round],
  );
}
