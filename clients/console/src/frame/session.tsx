// Who is asking, and what they may do. A server without an access file takes anybody, and anybody may do
// everything; one with it wants a token, and says whose it is. What a role cannot do is not offered; what is
// gone to all the same the server refuses (PERMISSION_DENIED), which is shown at its place.
import {createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode} from 'react';
import {caller as callers} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {keepToken, readToken} from '../api/token';
import {CallerRole, type GetCallerResponse} from '../gen/bellwether/v1/caller_pb';

export type Role = 'score' | 'read' | 'admin';
const roles: Record<Role, CallerRole> = {
  score: CallerRole.SCORE, read: CallerRole.READ, admin: CallerRole.ADMIN,
};

export function mayDo(caller: GetCallerResponse | undefined, role: Role): boolean {
  return !caller?.authenticates || caller.roles.includes(roles[role]);
}

export type SessionState = 'asking' | 'in' | 'out' | 'failed';

interface Session {
  state: SessionState;
  // Who the server says that it is; absent: it does not say.
  caller: GetCallerResponse | undefined;
  // The server knows the caller by name.
  known: boolean;
  // A token is sent.
  signedIn: boolean;
  may: (role: Role) => boolean;
  // Why the state is `failed`, or why a token was refused.
  failure: Failure | undefined;
  signIn: (token: string) => void;
  signOut: () => void;
  again: () => void;
}

const Context = createContext<Session>({
  state: 'in', caller: undefined, known: false, signedIn: false, may: () => true, failure: undefined,
  signIn: () => undefined, signOut: () => undefined, again: () => undefined,
});

export function SessionProvider({children}: {children: ReactNode}) {
  const [state, setState] = useState<SessionState>('asking');
  const [failure, setFailure] = useState<Failure>();
  const [caller, setCaller] = useState<GetCallerResponse>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    callers.getCaller({}, {signal: abort.signal}).then(
      (answer) => {
        if (abort.signal.aborted) return;
        setCaller(answer);
        setFailure(undefined);
        setState('in');
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        const why = failureOf(thrown);
        setCaller(undefined);
        if (why.kind === 'signedOut') {
          setFailure(readToken() ? why : undefined);
          keepToken(undefined);
          setState('out');
        } else if (why.kind === 'unreachable' || why.kind === 'broken') {
          setFailure(why);
          setState('failed');
        } else {
          // A server that does not say. Each screen says itself what it is refused.
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
    () => ({
      state,
      caller,
      known: caller ? caller.authenticates : readToken() !== undefined,
      signedIn: readToken() !== undefined,
      may: (role) => mayDo(caller, role),
      failure,
      signIn,
      signOut,
      again,
    }),
    [state, caller, failure, signIn, signOut, again],
  );
  return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
  return useContext(Context);
}
