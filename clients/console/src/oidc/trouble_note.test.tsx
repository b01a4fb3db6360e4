// @vitest-environment jsdom
import {cleanup, render, screen} from '@testing-library/react';
import {afterEach, expect, test} from 'vitest';
import {LanguageProvider, languages} from '../i18n/language';
import {texts} from './texts';
import {Trouble, troubleOf, type TroubleKind} from './trouble';
import {TroubleNote} from './trouble_note';

afterEach(cleanup);

const kinds: TroubleKind[] = [
  'denied', 'refused', 'foreign', 'used', 'clock', 'serverClock', 'unanswered', 'elsewhere', 'unusual', 'insecure', 'blocked', 'audience',
  'tenant', 'unknown', 'ended', 'stillThere',
];

test('each trouble says in each language what is so and what to do', () => {
  for (const language of languages) {
    const told = kinds.map((kind) => texts[language][kind]('Login').split('\n'));
    expect(told.filter((lines) => lines.length !== 2 || lines.includes(''))).toEqual([]);
    expect(new Set(told.map(([, help]) => help)).size).toBe(kinds.length);
  }
});

test('what others say stays a text', () => {
  render(
    <LanguageProvider initial="en">
      <TroubleNote trouble={new Trouble('refused', '<i>said</i>')} name="<b>Login</b>" />
    </LanguageProvider>,
  );
  expect(screen.getByRole('alert').textContent).toMatch(/^<b>Login<\/b> refused.*<i>said<\/i>$/);
});

test('why the server refuses a token', () => {
  expect(troubleOf('TOKEN_AUDIENCE', '').kind).toBe('audience');
  expect(troubleOf('TOKEN_NOT_YET_VALID', '').kind).toBe('serverClock');
  expect(troubleOf('TOKEN_SIGNATURE', 'the token has …')).toMatchObject({kind: 'unknown', said: 'the token has …'});
});
