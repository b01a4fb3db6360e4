// One question to the server, in the JSON of Connect: how an account stands. By fetch alone, so that the script stays
// small.
import {own} from '../parts/own';

export type Trouble = 'signedOut' | 'forbidden' | 'notFound' | 'notServed' | 'unreachable' | 'broken' | 'misused';

export class EmbedTrouble extends Error {
  constructor(readonly kind: Trouble, message: string) {
    super(message);
  }
}

export interface Question {
  account: string;
  // Where the server is, as serverOf() reads it.
  server: string;
  // Empty: none is sent.
  token: string;
  // Of texts of the pack.
  language: string;
  // With flags and how sure it is.
  detailed: boolean;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

// What is read of an Evaluation; what is 0 or empty may be absent.
export interface Said {
  accountId?: string;
  asOf?: string;
  segment?: string;
  segmentTitle?: string;
  stage?: string;
  stageTitle?: string;
  health?: {
    model?: string;
    primary?: boolean;
    score?: {value?: number; precision?: number; band?: string; bandTitle?: string; certain?: boolean};
    confidence?: string;
  }[];
  flags?: {rule?: {name?: string; reason?: string}; state?: string; severity?: string}[];
  forecast?: {earliest?: Day; latest?: Day; latestBeyondAYear?: boolean};
}

const patience = 15_000;

const kinds: Record<string, Trouble> = {
  unauthenticated: 'signedOut',
  permission_denied: 'forbidden',
  not_found: 'notFound',
  unimplemented: 'notServed',
  unavailable: 'unreachable',
  deadline_exceeded: 'unreachable',
  resource_exhausted: 'unreachable',
};

// "https://scores.example/": without its last slash. A token is not sent in plain text, but to this machine.
export function serverOf(text: string, token: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new EmbedTrouble('misused', `server="${text}" is no address; write https://… as the browser reaches it`);
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (isHere || !token))) {
    throw new EmbedTrouble('misused', `server="${text}": a token is sent by https alone`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

// The part of the answer that is shown, so that the server sends no more.
const brief = ['accountId', 'asOf', 'health.model', 'health.primary', 'health.score'];
const detail = [
  ...brief, 'segment', 'segmentTitle', 'stage', 'stageTitle', 'health.confidence', 'flags.rule', 'flags.state', 'flags.severity', 'forecast',
];

export async function ask(question: Question, signal: AbortSignal): Promise<Said> {
  const options = {explanation: 'EXPLANATION_LEVEL_SUMMARY', readMask: (question.detailed ? detail : brief).join(',')};
  let response: Response;
  try {
    response = await fetch(`${question.server}/bellwether.v1.AccountsService/EvaluateAccount`, {
      method: 'POST',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      headers: {
        'content-type': 'application/json',
        'connect-protocol-version': '1',
        'connect-timeout-ms': String(patience),
        ...(question.token ? {authorization: `Bearer ${question.token}`} : {}),
      },
      body: JSON.stringify({accountId: question.account, options: {...options, language: question.language}}),
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw new EmbedTrouble(
      'unreachable',
      `${question.server} does not answer pages of ${location.origin}: it may be down, or --http-cors-origins lacks them`,
    );
  }
  const said = (await response.json().catch(() => ({}))) as {code?: string; message?: string; evaluation?: Said};
  if (response.ok && said.evaluation) return said.evaluation;
  throw new EmbedTrouble(own(kinds, said.code ?? '') ?? 'broken', said.message ?? `HTTP ${response.status}`);
}
