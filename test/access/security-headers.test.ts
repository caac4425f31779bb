import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { addApp, authorizeUrl } from '../support/people/oauth.ts';
import { ask, newServerFiles } from '../support/vehicles/certificates.ts';

/** What everybody can ask for: of each kind of answer one. */
const paths = {
  'a resource': '/connectedcar/v4/user?client_id={clientId}',
  'a refusal': '/connectedcar/v4/user',
  'a refusal of a fleet owner': '/connectedcar/v3/fleets',
  'a parameter that is wrong': '/connectedcar/v4/user/vehicles?client_id={clientId}&pageSize=x',
  'a refused stream': '/live/v1/events',
  'the administration': '/admin/v1/vehicles',
  'an address that nothing is at': '/nothing',
  'an address that cannot be read': '/%zz',
  'an address of the administration that nothing is at': '/admin/v1/nothing',
  health: '/health/live',
  metrics: '/metrics',
  'a document': '/openapi/b2c.json',
  discovery: '/am/oauth2/.well-known/openid-configuration',
  keys: '/am/oauth2/connect/jwk_uri',
  'a refusal of the authorization server': '/am/oauth2/userinfo',
  'an address of the authorization server that nothing is at': '/am/oauth2/nothing',
};

const pages = {
  'the page that explores': '/docs/',
  'the first page of signing in': '{authorize}',
  'an error of signing in': '/am/oauth2/authorize?client_id=nobody',
  'a step of signing in that is over': '/am/oauth2/interaction/nothing',
  'the account': '/account/sign-in',
};

let cloud: TestCloud;
let clientId: string;
let token: string;
let authorize: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  ({ clientId, token } = await cloud.addDriver());
  authorize = authorizeUrl(cloud, await addApp(cloud)).slice(cloud.baseUrl.length);
});
afterAll(() => cloud.stop());

function open(path: string, accept = '*/*') {
  const address = path.replace('{clientId}', clientId).replace('{authorize}', authorize);
  const headers = { accept, ...(path.includes('{clientId}') ? { authorization: `Bearer ${token}` } : {}) };
  return fetch(`${cloud.baseUrl}${address}`, { headers });
}

describe('every answer', () => {
  it.each(Object.entries(paths))(
    'says of %s that it is what it says it is, and is not to be kept',
    async (_, path) => {
      const { headers } = await open(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
      // There is no TLS here.
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  it('also says so to what is no request', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(cloud.httpPort, '127.0.0.1', () => socket.write('not http\r\n\r\n'));
      let read = '';
      socket.on('data', (piece) => {
        read += piece;
      });
      socket.on('end', () => resolve(read));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    expect(text).toMatch(/x-content-type-options: nosniff/i);
  });
});

describe('every page', () => {
  it.each(Object.entries(pages))('%s runs nothing of others, and stands in no frame', async (_, path) => {
    const { headers } = await open(path, 'text/html');
    expect(headers.get('content-type')).toMatch('text/html');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src '(none|self)'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).toMatch(/base-uri 'none'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|unsafe-eval|\*|https?:/);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('cookies', () => {
  const cookiesOf = async (baseUrl: string, ca?: string) => {
    const all: string[] = [];
    for (const path of [authorize, '/account', '/account/sign-in'])
      all.push(
        ...((await ask(`${baseUrl}${path}`, ca === undefined ? {} : { ca })).headers['set-cookie'] ?? []),
      );
    return all.filter((line) => !/=;/.test(line));
  };

  it('are for this server only, and not for scripts', async () => {
    const cookies = await cookiesOf(cloud.baseUrl);
    expect(cookies.length).toBeGreaterThan(2);
    for (const line of cookies) {
      expect(line).toMatch(/; httponly/i);
      expect(line).toMatch(/; samesite=(lax|strict)/i);
      expect(line).toMatch(/; path=\/(am\/oauth2|account)/i);
      expect(line).not.toMatch(/; domain=/i);
      expect(line).not.toMatch(/; secure/i);
    }
  });

  it('go over TLS only where there is TLS', async () => {
    const files = await newServerFiles();
    const own = await startTestCloud({
      ROADWIRE_DATA_DIR: files.dataDir,
      ROADWIRE_TLS_CERT: files.cert,
      ROADWIRE_TLS_KEY: files.key,
    });
    try {
      authorize = authorizeUrl(own, await addApp(own)).slice(own.baseUrl.length);
      const cookies = await cookiesOf(own.baseUrl, files.authority.pem);
      expect(cookies.length).toBeGreaterThan(2);
      for (const line of cookies) expect(line).toMatch(/; secure/i);
    } finally {
      await own.stop();
    }
  });
});

describe('nobody is sent elsewhere', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '/%2f%2fevil.example',
    '//evil.example/%2e%2e',
    '/docs//evil.example',
    '/docs/static/..%2f..%2f/evil.example',
    '/account//evil.example',
    '/account/sign-in?next=https://evil.example',
    '/account?return=//evil.example',
    '/am/oauth2//evil.example',
    '/am/oauth2/connect/end_session?post_logout_redirect_uri=https://evil.example',
    '/am/oauth2/authorize?client_id=nobody&response_type=code&redirect_uri=https://evil.example',
    '/am/oauth2/interaction/x?next=https://evil.example',
  ])('from %s', async (path) => {
    const { status, headers } = await ask(`${cloud.baseUrl}${path}`);
    expect(status).toBeLessThan(500);
    const to = new URL(headers.location ?? '/', cloud.baseUrl);
    expect(to.origin).toBe(cloud.baseUrl);
  });

  it('whatever host they say that they ask', async () => {
    for (const path of ['/account', '/docs', authorize]) {
      const headers = {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      };
      const answer = await ask(`${cloud.baseUrl}${path}`, { headers });
      expect(JSON.stringify([answer.headers, answer.body])).not.toMatch('evil.example');
    }
  });
});
