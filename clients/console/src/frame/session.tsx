// Who is asking, and what they may do. A server without an access file takes anybody, and anybody may do
// everything; one with it wants a token, pasted or of a provider (src/oidc), and says whose it is. What a role
// cannot do is not offered; what is gone to all the same the server refuses (PERMISSION_DENIED), which is shown
// at its place.
import {createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode} from 'react';
import {caller as callers} from '../api/clients';
import {failureOf, type Failure} from '../api/failure';
import {keepToken, onToken, readGrant, readToken} from '../api/token';
import {CallerRole, type GetCallerResponse} from '../gen/bellwether/v1/caller_pb';
import {onEnded} from '../oidc/renewal';
import {isExpected, takeReturned} from '../oidc/returned';
import {Trouble, troubleOf} from '../oidc/trouble';

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
  // Why signing in by a provider did not work, or ended.
  trouble: Trouble | undefined;
  // The token of a provider holds no longer, and another is to be had by the person alone. The page stays.
  ended: boolean;
  signIn: (token: string) => void;
  signOut: () => void;
  // Another token of the provider, if the one there is holds no longer; else as `signOut`.
  signInAgain: () => void;
  // Not now: the page stays, and can do nothing.
  leaveEnded: () => void;
  again: () => void;
}

const nothing = () => undefined;
const Context = createContext<Session>({
  state: 'in', caller: undefined, known: false, signedIn: false, may: () => true, failure: undefined, trouble: undefined,
  ended: false, signIn: nothing, signOut: nothing, signInAgain: nothing, leaveEnded: nothing, again: nothing,
});

// A server that is shown the first token of an issuer may have to fetch its keys.
const pauses = [500, 1000, 2000];

async function askCaller(signal: AbortSignal, patient: boolean): Promise<GetCallerResponse> {
  for (const pause of patient ? pauses : []) {
    try {
      return await callers.getCaller({}, {signal});
    } catch (thrown) {
      if (failureOf(thrown).kind !== 'unreachable') throw thrown;
    }
    await new Promise((done) => setTimeout(done, pause));
  }
  return callers.getCaller({}, {signal});
}

type Answered = 'nothing' | 'foreign' | 'taken';

// Takes what a provider sent back, if it did. An answer that nobody here asked for changes nothing.
async function takeAnswer(): Promise<Answered> {
  const returned = takeReturned();
  if (!returned) return 'nothing';
  if (!isExpected(returned)) return 'foreign';
  const {finish} = await import('../oidc/flow');
  await finish(returned);
  return 'taken';
}

export function SessionProvider({children}: {children: ReactNode}) {
  const [state, setState] = useState<SessionState>('asking');
  const [failure, setFailure] = useState<Failure>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [caller, setCaller] = useState<GetCallerResponse>();
  const [ended, setEnded] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    let answered: Answered = 'nothing';
    const ask = async () => {
      answered = await takeAnswer();
      return askCaller(abort.signal, answered === 'taken');
    };
    ask().then(
      (answer) => {
        if (abort.signal.aborted) return;
        setCaller(answer);
        setFailure(undefined);
        setTrouble(undefined);
        setState('in');
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        setCaller(undefined);
        if (thrown instanceof Trouble) {
          setTrouble(thrown);
          setState('out');
          return;
        }
        const why = failureOf(thrown);
        if (why.kind === 'signedOut') {
          if (readGrant()) setTrouble(answered === 'taken' ? troubleOf(why.reason, why.message) : new Trouble('ended'));
          else if (answered === 'foreign') setTrouble(new Trouble('foreign'));
          setFailure(readToken() && !readGrant() ? why : undefined);
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

  // While the page is there a provider's token is exchanged for another one without a word, or with the person's
  // help; who it names may be another person by then.
  useEffect(() => {
    if (state !== 'in') return undefined;
    const abort = new AbortController();
    const stops = [
      onEnded(() => setEnded(true)),
      onToken(() => {
        setEnded(false);
        callers.getCaller({}, {signal: abort.signal}).then(setCaller, nothing);
      }),
    ];
    return () => {
      abort.abort();
      for (const stop of stops) stop();
    };
  }, [state]);

  const again = useCallback(() => {
    setState('asking');
    setRound((before) => before + 1);
  }, []);
  const signIn = useCallback(
    (token: string) => {
      setTrouble(undefined);
      keepToken(token);
      again();
    },
    [again],
  );
  const signOut = useCallback(() => {
    const grant = readGrant();
    keepToken(undefined);
    setEnded(false);
    setTrouble(undefined);
    if (!grant) return again();
    setState('asking');
    void import('../oidc/flow')
      .then(({leave}) => leave(grant))
      .catch(() => false)
      .then((leaving) => {
        if (leaving) return;
        setTrouble(new Trouble('stillThere'));
        setState('out');
      });
  }, [again]);
  const signInAgain = useCallback(() => (readGrant() ? setEnded(true) : signOut()), [signOut]);
  const leaveEnded = useCallback(() => setEnded(false), []);
  const session = useMemo<Session>(
    () => ({
      state,
      caller,
      known: caller ? caller.authenticates : readToken() !== undefined,
      signedIn: readToken() !== undefined,
      may: (role) => mayDo(caller, role),
      failure,
      trouble,
      ended: ended && state === 'in',
      signIn,
      signOut,
      signInAgain,
      leaveEnded,
      again,
    }),
    [state, caller, failure, trouble, ended, signIn, signOut, signInAgain, leaveEnded, again],
  );
  return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
  return useContext(Context);
}
