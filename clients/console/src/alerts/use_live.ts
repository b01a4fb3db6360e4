// The watch of a page that is looked at: while it is hidden there is none, so that tabs in the background use up
// neither connections of the browser nor watches of the server.
import {useEffect, useRef, useState} from 'react';
import {alerts} from '../api/clients';
import {waitForToken} from '../oidc/renewal';
import type {AlertEvent} from '../gen/bellwether/v1/alerts_pb';
import {follow, sleep, type LiveState} from './live';

// Many things that happen at once are one reason to ask again.
const together = 700;

export interface Live {
  state: LiveState;
  // Counts the reasons to ask again.
  round: number;
  // What happened last, of what was told.
  last: AlertEvent | undefined;
}

export function useLive(): Live {
  const [state, setState] = useState<LiveState>('connecting');
  const [round, setRound] = useState(0);
  const [last, setLast] = useState<AlertEvent>();
  const place = useRef({cursor: ''});
  useEffect(() => {
    let watching: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setRound((before) => before + 1);
      }, together);
    };
    const start = () => {
      watching = new AbortController();
      const {signal} = watching;
      const following = {
        // A watch has no end of its own.
        watch: (cursor: string) => alerts.watchAlerts({cursor}, {signal, timeoutMs: 0}),
        onTold: (events: readonly AlertEvent[]) => {
          if (events.length > 0) setLast(events[events.length - 1]);
          ask();
        },
        onState: setState,
        signedOut: waitForToken,
        wait: sleep,
      };
      void follow(following, place.current, signal);
    };
    const look = () => {
      if (document.visibilityState === 'hidden') {
        watching?.abort();
        watching = undefined;
      } else if (!watching) {
        start();
        ask();
      }
    };
    if (document.visibilityState !== 'hidden') start();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      watching?.abort();
      clearTimeout(timer);
    };
  }, []);
  return {state, round, last};
}
