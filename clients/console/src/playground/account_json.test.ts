import {describe, expect, it} from 'vitest';
import {readAccount, valueOf, withSignal} from './account_json';

const text = '{"id": "acme", "acv": 12000, "signals": {"usage": 0.5, "nps": {"value": 9, "observed_at": "2026-02-01"}, "visits": [["2026-02-01", 1]]}}';

describe('an account as JSON', () => {
  it('is read, with the plain values of its signals', () => {
    const account = readAccount(text)!;
    expect(valueOf(account, 'usage')).toBe(0.5);
    expect(valueOf(account, 'nps')).toBe(9);
    expect(valueOf(account, 'visits')).toBeUndefined();
    expect(valueOf(account, 'nobody')).toBeUndefined();
  });

  it('takes another value, or none, and keeps the rest', () => {
    expect(JSON.parse(withSignal(text, 'usage', 0.75))).toEqual({...JSON.parse(text), signals: {...JSON.parse(text).signals, usage: 0.75}});
    expect(readAccount(withSignal(text, 'usage', undefined))?.signals).not.toHaveProperty('usage');
    expect(readAccount(withSignal('{"id": "acme"}', 'seen', true))?.signals).toEqual({seen: true});
  });

  it('is left alone where it is no account', () => {
    for (const other of ['', '{', '[]', '7', '{"signals": []}']) {
      expect(readAccount(other)).toBeUndefined();
      expect(withSignal(other, 'usage', 1)).toBe(other);
    }
  });
});
