// The bearer token of this tab, pasted or given by a provider. It is in sessionStorage: that of one tab, gone
// when the tab is closed, kept when the page is loaded again, and never sent by the browser by itself as a
// cookie would be, so that no other site can act with it. What renews a token lies beside it: a script that
// could read the one could use the other all the same. Where storage is forbidden both live in memory alone.
const key = 'bellwether.token';
const grantKey = 'bellwether.grant';

// What a provider gave with a token.
export interface Grant {
  // Milliseconds of this device's clock; absent: not known.
  expires?: number;
  // Takes another token; absent: signing in again does.
  refresh?: string;
  // Names the session to the provider when it is to end.
  id?: string;
}

let kept: string | undefined;
let grant: Grant | undefined;
const listeners = new Set<() => void>();

function stored(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(name: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // Memory alone.
  }
}

export function readToken(): string | undefined {
  return (kept ??= stored(key));
}

// Absent: there is no token, or it was pasted.
export function readGrant(): Grant | undefined {
  if (!grant) {
    const text = stored(grantKey);
    try {
      grant = text ? (JSON.parse(text) as Grant) : undefined;
    } catch {
      // Somebody wrote there.
    }
  }
  return grant;
}

export function keepToken(token: string | undefined, given?: Grant): void {
  kept = token;
  grant = token === undefined ? undefined : given;
  store(key, token);
  store(grantKey, grant && JSON.stringify(grant));
  if (token !== undefined) for (const listener of [...listeners]) listener();
}

// The provider does not take it any more.
export function dropRefresh(): void {
  if (!grant) return;
  const {refresh: _, ...rest} = grant;
  grant = rest;
  store(grantKey, JSON.stringify(grant));
}

// Told whenever another token is kept. Returns what ends that.
export function onToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
