// What a provider sends back with the browser, taken out of the address before anything is shown: neither
// history nor a copied address keeps it. Where it leads to is what this tab remembered when it went to the
// provider, never what the address says.
const key = 'bellwether.sign-in';
const channel = 'bellwether.sign-in';
// Begins the state of a sign-in in a window of its own.
export const ofWindow = 'w.';

// What this tab remembers of a sign-in that is under way.
export interface Pending {
  state: string;
  nonce: string;
  verifier: string;
  // Where the person was: path, query and fragment.
  wanted: string;
}

export interface Returned {
  answer: string;
  // Absent: none was under way.
  pending: Pending | undefined;
}

export function keepPending(pending: Pending): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(pending));
  } catch {
    // What comes back is then said to be of no sign-in of this tab.
  }
}

// Once.
function takePending(): Pending | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text ? (JSON.parse(text) as Pending) : undefined;
  } catch {
    return undefined;
  }
}

export function isAnswer(pathname: string, search: string): boolean {
  const told = new URLSearchParams(search);
  return pathname === '/' && told.has('state') && (told.has('code') || told.has('error'));
}

// On this origin, whatever `wanted` is: `//evil.example` and `\\evil.example` are hosts to a browser.
export function within(wanted: string | undefined): string {
  return `/${(wanted ?? '').replace(/^[/\\\s]+/, '')}`;
}

function take(): Returned | 'handedOn' | undefined {
  if (!globalThis.location || !isAnswer(location.pathname, location.search)) return undefined;
  const answer = location.search;
  if (new URLSearchParams(answer).get('state')?.startsWith(ofWindow)) {
    history.replaceState(null, '', '/');
    const there = new BroadcastChannel(channel);
    there.postMessage(answer);
    there.close();
    window.close();
    return 'handedOn';
  }
  const pending = takePending();
  history.replaceState(null, '', location.origin + within(pending?.wanted));
  return {answer, pending};
}

const taken = take();
// This window brought an answer for another one, and has nothing more to do.
export const handedOn = taken === 'handedOn';
let waiting = taken === 'handedOn' ? undefined : taken;

// Once.
export function takeReturned(): Returned | undefined {
  const returned = waiting;
  waiting = undefined;
  return returned;
}

// To the sign-in that this tab began.
export function isExpected({answer, pending}: Returned): boolean {
  return pending !== undefined && new URLSearchParams(answer).get('state') === pending.state;
}

// An answer that a window brings for `state`; others are of other tabs.
export function answerOf(state: string, signal: AbortSignal): Promise<string> {
  return new Promise((done, failed) => {
    const here = new BroadcastChannel(channel);
    const end = () => {
      here.close();
      failed(signal.reason);
    };
    signal.addEventListener('abort', end);
    here.addEventListener('message', ({data}) => {
      const answer = String(data);
      if (new URLSearchParams(answer).get('state') !== state) return;
      signal.removeEventListener('abort', end);
      here.close();
      done(answer);
    });
  });
}
