import {expect, test} from 'vitest';
import {EmbedTrouble, serverOf} from './asking';
import {standingOf} from './standing';
import {speak} from './texts';

test('the model that answers for the account, in the reader\'s numbers', () => {
  const said = {
    accountId: 'acme',
    asOf: '2026-03-01T10:00:00Z',
    stage: 'active_use',
    health: [
      {model: 'a', score: {value: 10, band: 'red'}},
      {model: 'b', primary: true, score: {value: 71.25, precision: 1, band: 'yellow', certain: true}},
    ],
  };
  expect(standingOf(said, 'id-ID')).toMatchObject({account: 'acme', band: 'yellow', score: '71,3', sure: true, stage: 'active use'});
});

test('names are called as the pack calls them, and coloured by what they are', () => {
  const said = {segment: 'smb', segmentTitle: 'usaha kecil', stage: 'live', health: [{primary: true, score: {band: 'green', bandTitle: 'hijau'}}]};
  expect(standingOf(said, 'id-ID')).toMatchObject({band: 'green', bandTitle: 'hijau', segment: 'usaha kecil', stage: 'live'});
});

test('0 points are a score, and too little data is none', () => {
  expect(standingOf({health: [{primary: true, score: {band: 'red'}}]}, 'en-GB')).toMatchObject({score: '0', band: 'red'});
  expect(standingOf({health: [{primary: true}]}, 'en-GB')).toMatchObject({score: '', band: ''});
  expect(standingOf({}, 'en-GB')).toMatchObject({score: '', flags: []});
});

test('flags that are raised, and no others', () => {
  const flags = [
    {state: 'FLAG_STATE_RAISED', severity: 'red', rule: {name: 'meetings_missed', reason: '2 meetings were missed'}},
    {state: 'FLAG_STATE_NOT_EVALUATED', severity: 'red', rule: {name: 'silent'}},
    {state: 'FLAG_STATE_RAISED', severity: 'yellow', rule: {name: 'low_use'}},
  ];
  expect(standingOf({flags}, 'en-GB').flags).toEqual([
    {severity: 'red', reason: '2 meetings were missed'},
    {severity: 'yellow', reason: 'low use'},
  ]);
});

test('a token goes by https, or no further than this machine', () => {
  expect(serverOf('https://scores.example/', 't')).toBe('https://scores.example');
  expect(serverOf('https://example/scores/', 't')).toBe('https://example/scores');
  expect(serverOf('http://127.0.0.1:8080', 't')).toBe('http://127.0.0.1:8080');
  expect(serverOf('http://scores.example', '')).toBe('http://scores.example');
  for (const text of ['http://scores.example', 'javascript:alert(1)', 'data:text/html,x', '', 'scores.example']) {
    expect(() => serverOf(text, 't')).toThrow(EmbedTrouble);
  }
});

test('a language by its tag, and English for others', () => {
  const tags = ['id-ID', 'MS', 'de', '', 'constructor', '__proto__'];
  expect(tags.map((tag) => speak(tag).language)).toEqual(['id', 'ms', 'en', 'en', 'en', 'en']);
});
