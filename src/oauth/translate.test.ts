import { describe, expect, it } from 'vitest';
import { type OauthRequest, translate } from './translate.ts';

const request = (given: Partial<OauthRequest>): OauthRequest => ({
  method: 'POST',
  path: '/access_token',
  query: new URLSearchParams(),
  headers: {},
  body: '',
  ...given,
});

const bodyOf = (given: Partial<OauthRequest>) =>
  Object.fromEntries(new URLSearchParams(translate(request(given)).body));

describe('translate', () => {
  it.each([
    ['/authorize', '/authorize'],
    ['/authorize/', '/authorize'],
    ['/realms/root/authorize', '/authorize'],
    ['/realms/root/realms/clientsB2CPeugeot/authorize', '/authorize'],
    ['/clientsB2CPeugot/OTPPeugeot/authorize', '/authorize'],
    ['/clientsB2CVauxhall/authorize', '/authorize'],
    ['/authorize/abc', '/authorize/abc'],
    ['', ''],
  ])('reads the path %s as %s', (path, meant) => {
    expect(translate(request({ method: 'GET', path })).path).toBe(meant);
  });

  it('moves parameters from the address into the form, where the form does not have them', () => {
    const query = new URLSearchParams('grant_type=refresh_token&refresh_token=a&realm=r');
    expect(bodyOf({ query })).toEqual({ grant_type: 'refresh_token', refresh_token: 'a', realm: 'r' });
    expect(bodyOf({ query, body: 'refresh_token=b' })).toMatchObject({ refresh_token: 'b' });
    expect(translate(request({ query })).query.toString()).toBe('');
  });

  it('reads a form that is JSON, and nonsense as an empty one', () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect(bodyOf({ headers, body: '{"code":"a","n":1,"o":{}}' })).toEqual({ code: 'a' });
    for (const body of ['{', '[]', 'null', '"text"']) expect(bodyOf({ headers, body })).toEqual({});
  });

  it('writes scopes as the standards do, each once, with who the user is', () => {
    const query = new URLSearchParams('scope=data:trip,data:alert%2Bdata:trip+openid');
    const translated = translate(request({ method: 'GET', path: '/authorize', query }));
    expect(translated.query.get('scope')).toBe('openid data:trip data:alert');
  });

  it('takes a realm or a language that comes twice once', () => {
    const query = new URLSearchParams('realm=a&realm=b&locale=fr&locale=en&client_id=a&client_id=b');
    const translated = translate(request({ method: 'GET', path: '/authorize', query }));
    const times = (name: string) => translated.query.getAll(name).length;
    expect(['realm', 'locale', 'client_id'].map(times)).toEqual([1, 1, 2]);
  });

  it('leaves the repeated scopes of a token request out, but for the password grant', () => {
    expect(bodyOf({ body: 'grant_type=refresh_token&scope=a' })).toEqual({ grant_type: 'refresh_token' });
    expect(bodyOf({ body: 'grant_type=password&scope=profile,email' })).toMatchObject({
      scope: 'openid profile email',
    });
  });

  it.each(['token', 'refresh_token', 'access_token'])('takes the token of a revocation from %s', (name) => {
    expect(bodyOf({ path: '/token/revoke', body: `${name}=a` })).toEqual({ token: 'a' });
  });
});
