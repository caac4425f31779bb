import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { createBrowser } from '../support/people/browser.ts';
import {
  type App,
  type Asked,
  addApp,
  addPerson,
  addUnlinked,
  allow,
  askToken,
  authorizeUrl,
  type Person,
  tokensOf,
} from '../support/people/oauth.ts';

let cloud: TestCloud;
let app: App;
let person: Person;
beforeAll(async () => {
  cloud = await startTestCloud();
  app = await addApp(cloud);
  person = await addPerson(cloud);
  const { vehicleId } = await addUnlinked(cloud);
  await linkVehicle(cloud.database, person.userId, vehicleId);
});
afterAll(() => cloud.stop());

const codeForm = (code: string, redirect_uri = app.redirectUri) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri,
});

/** What the Web API says to a token. */
async function vehiclesWith(token: string, of = app) {
  return cloud.get('/user/vehicles', { token, clientId: of.clientId });
}

/** A fresh code. */
async function newCode(asked: Asked = {}, of = app): Promise<string> {
  return (await allow(cloud, of, { person, asked })).searchParams.get('code') ?? '';
}

const invalidGrant = { status: 400, body: { error: 'invalid_grant', error_description: expect.any(String) } };

describe('the code', () => {
  it('has 36 characters and comes back with state and the granted scopes', async () => {
    const { searchParams, origin } = await allow(cloud, app, { person });
    expect(origin).toBe('https://app.example');
    expect(searchParams.get('code')).toMatch(/^[\w-]{36}$/);
    expect(searchParams.get('state')).toBe('s1');
    expect(searchParams.get('scope')?.split(' ').sort()).toEqual([
      'data:position',
      'data:telemetry',
      'openid',
    ]);
  });

  it('gives tokens that open the Web API', async () => {
    const tokens = await tokensOf(cloud, app, { person });
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(tokens.access_token).toMatch(/^[\w-]{16,}$/);
    expect(tokens.refresh_token).toMatch(/^[\w-]{16,}$/);
    expect(tokens.id_token.split('.')).toHaveLength(3);
    expect(await vehiclesWith(tokens.access_token)).toMatchObject({ status: 200, body: { total: 1 } });
  });

  it('works once, also for two who come at the same time, and the second one ends what it gave', async () => {
    const form = codeForm(await newCode());
    const both = await Promise.all([askToken(cloud, app, { form }), askToken(cloud, app, { form })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const given = both.find(({ status }) => status === 200);
    const token = String(given?.body.access_token);
    expect(await askToken(cloud, app, { form })).toMatchObject(invalidGrant);
    expect((await vehiclesWith(token)).status).toBe(401);
  });

  it('belongs to one application and one redirect address', async () => {
    const other = await addApp(cloud);
    const form = codeForm(await newCode());
    expect(await askToken(cloud, other, { form })).toMatchObject(invalidGrant);
    const elsewhere = { ...form, redirect_uri: 'https://app.example/elsewhere' };
    expect(await askToken(cloud, app, { form: elsewhere })).toMatchObject(invalidGrant);
    expect(await askToken(cloud, app, { form })).toMatchObject({ status: 200 });
  });

  it('asks for the verifier where a challenge was sent, and not otherwise', async () => {
    const code_verifier = 'v'.repeat(50);
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const asked = { code_challenge, code_challenge_method: 'S256' };
    const form = codeForm(await newCode(asked));
    expect(await askToken(cloud, app, { form })).toMatchObject(invalidGrant);
    const wrong = { ...form, code_verifier: 'w'.repeat(50) };
    expect(await askToken(cloud, app, { form: wrong })).toMatchObject(invalidGrant);
    expect(await askToken(cloud, app, { form: { ...form, code_verifier } })).toMatchObject({ status: 200 });
  });
});

describe('requests as clients of the Web API send them', () => {
  const basic = () => `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;

  it.each([
    ['commas', 'data:telemetry,data:position'],
    ['spaces', 'data:telemetry data:position'],
    ['pluses that were encoded', 'data:telemetry+data:position'],
    ['commas, openid and repetition', 'openid,data:telemetry, data:position,openid'],
  ])('scopes are separated by %s', async (_name, scope) => {
    const tokens = await tokensOf(cloud, app, { person, asked: { scope } });
    expect(tokens.scope.split(' ').sort()).toEqual(['data:position', 'data:telemetry', 'openid']);
  });

  it.each([
    ['its path', { path: '/realms/root/realms/clientsB2CPeugeot/access_token' }],
    ['its path, in short', { path: '/clientsB2CDS/access_token' }],
    ['its query', { query: { realm: 'clientsB2CPeugot/OTPPeugeot' } }],
  ])('a realm may be in %s', async (_name, where) => {
    const asked = { realm: '/clientsB2CPeugeot', local: 'fr-FR', locale: 'fr-FR', anything: 'else' };
    const form = codeForm(await newCode(asked));
    expect(await askToken(cloud, app, { form, ...where })).toMatchObject({ status: 200 });
  });

  it('a realm may be in the path of the first step, too', async () => {
    const url = authorizeUrl(cloud, app).replace('/oauth2/', '/oauth2/realms/root/realms/clientsB2COpel/');
    expect((await createBrowser(cloud.baseUrl).open(url)).title).toMatch('Sign in');
  });

  it.each([
    ['no content type', {}],
    ['the content type of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['the content type of JSON', { 'content-type': 'application/json' }],
  ])('token parameters are all in the query, the body is empty, with %s', async (_name, headers) => {
    const query = {
      ...codeForm(await newCode()),
      realm: 'clientsB2CPeugeot',
      scope: 'openid profile',
      locale: 'fr-FR',
      state: 's1',
    };
    const answer = await askToken(cloud, app, { query, headers: { authorization: basic(), ...headers } });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('the application authenticates in the body, or in both places', async () => {
    const secret = { client_id: app.clientId, client_secret: app.clientSecret };
    const inBody = { ...codeForm(await newCode()), ...secret };
    expect(await askToken(cloud, app, { form: inBody, headers: {} })).toMatchObject({ status: 200 });
    const inBoth = { ...codeForm(await newCode()), ...secret };
    expect(await askToken(cloud, app, { form: inBoth })).toMatchObject({ status: 200 });
  });

  it('a wrong secret, an unknown application and nonsense are refused in the form of the standards', async () => {
    const form = codeForm('nothing');
    const wrong = { ...app, clientSecret: 'wrong' };
    expect(await askToken(cloud, wrong, { form })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
    for (const clientId of ['nobody', "' or 1=1 --", 'a\0b', 'é'.repeat(300)])
      expect((await askToken(cloud, { ...app, clientId }, { form })).body.error).toMatch(/^invalid_/);
    expect(await askToken(cloud, app, { form })).toMatchObject(invalidGrant);
    expect(await askToken(cloud, app, { form: {} })).toMatchObject({ status: 400 });
    const huge = { ...form, code: 'x'.repeat(200_000) };
    expect((await askToken(cloud, app, { form: huge })).status).toBe(413);
  });
});

describe('the first step as a form', () => {
  const send = (form: string, path = '/am/oauth2/authorize') =>
    fetch(`${cloud.baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
      redirect: 'manual',
    });

  it('goes on as an address, and from there as ever', async () => {
    const { searchParams } = new URL(authorizeUrl(cloud, app, { state: 'as a form' }));
    const { status, headers } = await send(searchParams.toString());
    expect(status).toBe(303);
    const address = headers.get('location') ?? '';
    expect(address).toMatch(/^\/am\/oauth2\/authorize\?/);
    const browser = createBrowser(cloud.baseUrl);
    const page = await browser.open(`${cloud.baseUrl}${address}`);
    const typed = { email: person.email, password: person.password };
    const next = await browser.submit(page, '/sign-in', typed);
    if (next.url.endsWith('/consent')) await browser.submit(next, '/consent');
    const back = new URL(browser.leftTo() ?? '');
    expect(back.origin).toBe('https://app.example');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      code: expect.any(String),
      state: 'as a form',
    });
  });

  it('takes what is in the address where the form lacks it, with a realm in the path', async () => {
    const path = '/am/oauth2/clientsB2CPeugeot/authorize?state=1&scope=openid';
    const { headers } = await send('state=2&prompt=login', path);
    expect(headers.get('location')).toBe('/am/oauth2/authorize?state=2&prompt=login&scope=openid');
  });

  it('sends nobody elsewhere, and is not longer than an address can be', async () => {
    const { headers } = await send('', '/am/oauth2//evil.example/authorize');
    expect(headers.get('location')).toBeNull();
    expect((await send(`state=${'x'.repeat(9000)}`)).status).toBe(413);
  });
});

describe('what is wrong with the first step', () => {
  const browser = () => createBrowser(cloud.baseUrl);

  it('is said on a page where there is no application to go back to', async () => {
    const page = await browser().open(authorizeUrl(cloud, { ...app, clientId: 'nobody' }));
    expect(page).toMatchObject({ status: 400, title: expect.stringMatching('does not work') });
    expect(page.text).toContain('Invalid Client ID');
    const wrongWay = { ...app, redirectUri: 'https://evil.example/callback' };
    const other = await browser().open(authorizeUrl(cloud, wrongWay));
    expect(other.status).toBe(400);
    expect(other.text).toContain('Invalid redirect URI');
  });

  it('is said in JSON to programs', async () => {
    const response = await fetch(authorizeUrl(cloud, { ...app, clientId: 'nobody' }));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_client',
      error_description: 'Invalid Client ID',
    });
  });

  it.each([['data:everything'], ['data'], ['data:stolen'], ['data:trip']])(
    'goes back to the application: the scope %s',
    async (scope) => {
      const narrow = await addApp(cloud, { scopes: ['data:telemetry'] });
      const visit = browser();
      await visit.open(authorizeUrl(cloud, narrow, { scope: `data:telemetry ${scope}` }));
      const { searchParams } = new URL(visit.leftTo() ?? '');
      expect(Object.fromEntries(searchParams)).toMatchObject({
        error: 'invalid_scope',
        error_description: 'Invalid Scopes',
        state: 's1',
      });
    },
  );

  it('does not come up for a scope below one that was registered', async () => {
    const narrow = await addApp(cloud, { scopes: ['data:telemetry'] });
    const asked = { scope: 'data:telemetry:vehicle:odometer' };
    expect((await tokensOf(cloud, narrow, { person, asked })).scope).toContain('vehicle:odometer');
  });
});
