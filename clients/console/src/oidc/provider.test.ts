import {expect, test} from 'vitest';
import {readProvider} from './provider';

const oidc = {issuer: 'https://login.example', clientId: 'c', scopes: 'openid', provider: 'Login'};

test('what the server says of its provider', () => {
  expect(readProvider({oidc})).toEqual({issuer: 'https://login.example', clientId: 'c', scopes: 'openid', name: 'Login'});
});

test('without one, or with half of one, a token signs in', () => {
  for (const told of [{}, null, undefined, 'x', {oidc: {}}, {oidc: {...oidc, issuer: 7}}, {oidc: {...oidc, clientId: ''}}]) {
    expect(readProvider(told)).toBeUndefined();
  }
});
