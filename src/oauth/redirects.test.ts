import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRedirectAllowed, redirectFault, registrationFault } from './redirects.ts';

describe('isRedirectAllowed', () => {
  it.each([
    ['https://app.example/cb', 'https://app.example/cb'],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:4711/cb'],
    ['http://localhost:80/cb', 'http://localhost:4711/cb'],
    ['mymap://oauth2redirect', 'mymap://oauth2redirect/fr'],
    ['mymap://oauth2redirect', 'mymap://oauth2redirect?x=1'],
    ['mymap://oauth2redirect/', 'mymap://oauth2redirect/fr'],
    ['mymap://', 'mymap://oauth2redirect/fr'],
    ['com.example.app:/back', 'com.example.app:/back/fr'],
  ])('%s stands for %s', (registered, uri) => {
    expect(isRedirectAllowed([registered], uri)).toBe(true);
  });

  it.each([
    ['https://app.example/cb', 'https://app.example/cb/more'],
    ['https://app.example/cb', 'https://app.example/cb?more'],
    ['https://app.example/cb', 'https://app.example:8443/cb'],
    ['https://app.example/cb', 'http://app.example/cb'],
    ['https://app.example/cb', 'https://app.example@evil.example/cb'],
    ['http://127.0.0.1/cb', 'http://127.0.0.1.evil.example/cb'],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:80@evil.example/cb'],
    ['http://127.0.0.1/cb', 'https://127.0.0.1:4711/cb'],
    ['mymap://oauth2redirect', 'mymap://oauth2redirect.evil/fr'],
    ['mymap://oauth2redirect', 'mymap://oauth2redirect/\r\nx'],
    ['https', 'https://evil.example'],
    ['http', 'http://evil.example'],
  ])('%s does not stand for %s', (registered, uri) => {
    expect(isRedirectAllowed([registered], uri)).toBe(false);
  });

  it('never sends anybody to another web host', () => {
    const registered = ['https://app.example/cb', 'http://127.0.0.1/cb', 'mymap://oauth2redirect'];
    fc.assert(
      fc.property(fc.webUrl(), (uri) => {
        fc.pre(!uri.startsWith('https://app.example/cb'));
        return !isRedirectAllowed(registered, uri);
      }),
    );
  });
});

describe('redirectFault', () => {
  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'view-source:https://a.example/',
    'nothing',
    'https://a.example/#x',
    'https://u@a.example',
  ])('finds fault with %s', (uri) => expect(redirectFault(uri)).toEqual(expect.any(String)));
});

describe('registrationFault', () => {
  it.each([
    'https://app.example/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:4711/cb',
    'http://localhost:8080/cb',
    'mymap://back',
  ])('finds no fault with %s', (uri) => expect(registrationFault(uri, { plainHttp: false })).toBeUndefined());

  it.each([
    'http://app.example/cb',
    'http://192.168.1.7/cb',
    'http://127.0.0.1.evil.example/cb',
    'http://localhost.evil.example/cb',
  ])('refuses %s, as others can read on the way, unless the operator allows it', (uri) => {
    expect(registrationFault(uri, { plainHttp: false })).toMatch('expected https');
    expect(registrationFault(uri, { plainHttp: true })).toBeUndefined();
  });

  it('allows no other faults', () => {
    expect(registrationFault('javascript:alert(1)', { plainHttp: true })).toMatch('another scheme');
  });
});
