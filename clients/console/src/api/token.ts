// The bearer token of this tab. It is in sessionStorage: that of one tab, gone when the tab is closed,
// kept when the page is loaded again, and never sent by the browser by itself as a cookie would be, so
// that no other site can act with it. Where storage is forbidden it lives in memory alone.
const key = 'bellwether.token';
let kept: string | undefined;

export function readToken(): string | undefined {
  if (kept === undefined) {
    try {
      kept = sessionStorage.getItem(key) ?? undefined;
    } catch {
      kept = undefined;
    }
  }
  return kept;
}

export function keepToken(token: string | undefined): void {
  kept = token;
  try {
    if (token === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, token);
  } catch {
    // Memory alone.
  }
}
