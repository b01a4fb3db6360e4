// Tokens of a provider end within minutes or hours. A call renews one that is about to end before it is sent;
// where that cannot be done, somebody is told who asks the person. Nothing is renewed while nothing is asked: a
// tab that is left alone keeps no session alive.
import {onToken, readGrant, readToken} from '../api/token';

// Before its end, in milliseconds: a call takes a while.
const ahead = 30_000;
let running: Promise<boolean> | undefined;
const listeners = new Set<() => void>();

// Told when only the person can go on. Returns what ends that.
export function onEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

// Whether another token is kept now. Of many that ask at once one is sent.
export function renewed(): Promise<boolean> {
  const grant = readGrant();
  if (!grant?.refresh) return Promise.resolve(false);
  running ??= import('./flow')
    .then(({renew}) => renew(grant))
    .catch(() => false)
    .finally(() => (running = undefined));
  return running;
}

export async function freshToken(): Promise<string | undefined> {
  const grant = readGrant();
  if (grant?.refresh && grant.expires !== undefined && grant.expires - Date.now() < ahead) await renewed();
  return readToken();
}

// The server refused `token`. Whether there is another one to try with.
export async function anotherToken(token: string | undefined): Promise<boolean> {
  if (!readGrant()) return false;
  if (readToken() !== token || (await renewed())) return true;
  for (const listener of [...listeners]) listener();
  return false;
}

// A stream was refused. True when there is another token, however long it takes the person to sign in again; false:
// nobody will, or `signal` is aborted.
export async function waitForToken(signal: AbortSignal): Promise<boolean> {
  if (!readGrant()) return false;
  return (await anotherToken(readToken())) || nextToken(signal);
}

// True when somebody has signed in again; false when `signal` is aborted.
export function nextToken(signal: AbortSignal): Promise<boolean> {
  return new Promise((done) => {
    const end = (signedIn: boolean) => {
      stop();
      signal.removeEventListener('abort', aborted);
      done(signedIn);
    };
    const aborted = () => end(false);
    const stop = onToken(() => end(true));
    signal.addEventListener('abort', aborted);
    if (signal.aborted) aborted();
  });
}
