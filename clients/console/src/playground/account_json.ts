// An account as account files have it, in JSON, and one of its signals changed there: the rest of the text stays as
// it says.
import type {Value} from '../account/what_if';

interface AccountText {
  [key: string]: unknown;
  signals?: {[name: string]: unknown};
}

function isObject(value: unknown): value is {[key: string]: unknown} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Undefined: it is no account that a form could change.
export function readAccount(text: string): AccountText | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) && (read['signals'] === undefined || isObject(read['signals'])) ? (read as AccountText) : undefined;
  } catch {
    return undefined;
  }
}

// A plain value that a signal has there; of one that is observed at a moment, the value.
export function valueOf(account: AccountText, signal: string): Value | undefined {
  const told = account.signals?.[signal];
  const value = isObject(told) ? told['value'] : told;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : undefined;
}

export function withSignal(text: string, signal: string, value: Value | undefined): string {
  const account = readAccount(text);
  if (!account) return text;
  const signals = {...account.signals};
  if (value === undefined) delete signals[signal];
  else signals[signal] = value;
  return JSON.stringify({...account, signals}, null, 2);
}
