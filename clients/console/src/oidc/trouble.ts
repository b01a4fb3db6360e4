// Why signing in did not work, as oidc/texts.ts says it.
export type TroubleKind =
  // The provider said no; or something else.
  | 'denied' | 'refused'
  // The answer is of no sign-in of this tab; or was taken before.
  | 'foreign' | 'used'
  // This device's clock; that of the server.
  | 'clock' | 'serverClock'
  // The provider cannot be asked; or only elsewhere; or says what is not understood.
  | 'unanswered' | 'elsewhere' | 'unusual'
  // The browser does not let the page.
  | 'insecure' | 'blocked'
  // The server does not take what the provider gave.
  | 'audience' | 'tenant' | 'unknown'
  // No fault: it is over; signed out here and not there.
  | 'ended' | 'stillThere';

export class Trouble extends Error {
  constructor(
    readonly kind: TroubleKind,
    // In the provider's or the server's words.
    readonly said = '',
  ) {
    super(kind);
  }
}

// ErrorInfo.reason of UNAUTHENTICATED: docs/security.md.
const reasons: Record<string, TroubleKind> = {
  TOKEN_AUDIENCE: 'audience',
  TOKEN_EXPIRED: 'serverClock',
  TOKEN_NOT_YET_VALID: 'serverClock',
  TOKEN_TENANT: 'tenant',
};

// Of a server that refuses a token that was given just now.
export function troubleOf(reason: string, said: string): Trouble {
  return new Trouble(reasons[reason] ?? 'unknown', said);
}
