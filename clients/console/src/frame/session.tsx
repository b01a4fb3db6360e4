// Who is asking. A server without an access file takes anybody; one with it wants a token. No call tells
// a caller's roles: what a role forbids is said by the server (PERMISSION_DENIED) and shown at its place.
import {createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode} from 'react';
import {accounts} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {keepToken, readToken} from '../api/token';

export type SessionState = 'asking' | 'in' | 'out' | 'failed';

interface Session {
  state: SessionState;
  // A token is sent: the server knows the caller by name.
  known: boolean;
  // Why the state is `failed`, or why a token was refused.
  failure: Failure | undefined;
  signIn: (token: string) => void;
  signOut: () => void;
  again: () => void;
}

const Context = createContext<Session>({
  state: 'in', known: false, failure: undefined, signIn: () => undefined, signOut: () => undefined, again: () => undefined,
});

export function SessionProvider({children}: {children: ReactNode}) {
  const [state, setState] = useState<SessionState>('asking');
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    accounts.listAccounts({pageSize: 1}, {signal: abort.signal}).then(
      () => {
        setFailure(undefined);
        setState('in');
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        const why = failureOf(thrown);
        if (why.kind === 'signedOut') {
          setFailure(readToken() ? why : undefined);
          keepToken(undefined);
          setState('out');
        } else if (why.kind === 'unreachable' || why.kind === 'broken') {
          setFailure(why);
          setState('failed');
        } else {
          // Known, but not for this call; or a server without a store. Each screen says so itself.
          setFailure(undefined);
          setState('in');
        }
      },
    );
    return () => abort.abort();
  }, [round]);

  const again = useCallback(() => {
    setState('asking');
    setRound((before) => before + 1);
  }, []);
  const signIn = useCallback(
    (token: string) => {
      keepToken(token);
      again();
    },
    [again],
  );
  const signOut = useCallback(() => {
    keepToken(undefined);
    again();
  }, [again]);
  const session = useMemo<Session>(
    () => ({state, known: readToken() !== undefined, failure, signIn, signOut, again}),
    [state, failure, signIn, signOut, again],
  );
  return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
  return useContext(Context);
}
