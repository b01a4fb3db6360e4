import {expect, test} from 'vitest';
import {isAnswer, within} from './returned';

test('an answer comes to the console itself, with a state and a code or an error', () => {
  expect(isAnswer('/', '?code=a&state=b')).toBe(true);
  expect(isAnswer('/', '?error=access_denied&state=b&iss=x')).toBe(true);
  for (const [path, search] of [['/', ''], ['/', '?code=a'], ['/', '?state=b'], ['/accounts', '?code=a&state=b']] as const) {
    expect(isAnswer(path, search)).toBe(false);
  }
});

test('whatever was wanted is on this origin', () => {
  const origin = 'https://console.example';
  expect(within('/accounts/acme?on=2026-03-01#history')).toBe('/accounts/acme?on=2026-03-01#history');
  for (const wanted of [
    undefined, '', '/', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', '\t//evil.example',
    'javascript:alert(1)', '@evil.example', '.evil.example', '/ /evil.example',
  ]) {
    expect(new URL(origin + within(wanted)).origin).toBe(origin);
    expect(new URL(within(wanted), origin).origin).toBe(origin);
  }
});
