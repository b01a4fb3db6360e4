// Who signs people in, as the server says beside the console's files. Where it says nothing, or cannot be
// asked, a token does.
export interface Provider {
  issuer: string;
  clientId: string;
  scopes: string;
  // As people call it.
  name: string;
}

export function readProvider(told: unknown): Provider | undefined {
  const oidc = (told as {oidc?: Record<string, unknown>} | null)?.oidc;
  const [issuer, clientId, scopes, name] = ['issuer', 'clientId', 'scopes', 'provider'].map((each) => oidc?.[each]);
  const whole = [issuer, clientId, scopes, name].every((each) => typeof each === 'string' && each !== '');
  return whole ? ({issuer, clientId, scopes, name} as Provider) : undefined;
}

let known: Promise<Provider | undefined> | undefined;

export function askProvider(): Promise<Provider | undefined> {
  known ??= fetch('/console/settings.json', {cache: 'no-store', headers: {accept: 'application/json'}})
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .then(readProvider)
    .catch(() => {
      // No file, or no server: it may be there next time.
      known = undefined;
      return undefined;
    });
  return known;
}
