import { createPublicKey, createVerify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewApplicationSecret } from '../../src/store/access/applications.ts';
import { trimOauth } from '../../src/store/access/oauth-items.ts';
import { linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { dayMs, hourMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { addAdmin } from '../support/people/admin.ts';
import {
  type App,
  addApp,
  addPerson,
  addUnlinked,
  askToken,
  type Person,
  type Tokens,
  tokensOf,
} from '../support/people/oauth.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let app: App;
let person: Person;
beforeAll(async () => {
  cloud = await startTestCloud({ ROADWIRE_PASSWORD_GRANT: 'true' });
  app = await addApp(cloud);
  person = await addPerson(cloud);
  const { vehicleId } = await addUnlinked(cloud);
  await linkVehicle(cloud.database, person.userId, vehicleId);
});
afterAll(() => cloud.stop());

const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };

const refresh = (refresh_token: string, more: Record<string, string> = {}) =>
  askToken(cloud, app, { form: { grant_type: 'refresh_token', refresh_token, ...more } });

const revoke = (form: Record<string, string>) => askToken(cloud, app, { path: '/token/revoke', form });

async function statusWith(token: string, of = app): Promise<number> {
  return (await cloud.get('/user', { token, clientId: of.clientId })).status;
}

/** A token that was just used is remembered for a second. */
const refused = (token: string) =>
  eventually('the token is refused', async () => (await statusWith(token)) === 401);

describe('access tokens', () => {
  it('live as long as their application says, or as all do', async () => {
    const root = await addAdmin(cloud);
    const life = async () => (await tokensOf(cloud, app, { person })).expires_in;
    const set = (accessTokenS: number) =>
      root.send('PATCH', `/applications/${app.clientId}`, { accessTokenS });
    expect(await set(120)).toMatchObject({ status: 200, body: { accessTokenS: 120 } });
    expect(await life()).toBe(120);
    expect((await set(0)).body).not.toHaveProperty('accessTokenS');
    expect(await life()).toBe(3600);
    for (const wrong of [59, -1, 1e9, 1.5]) expect((await set(wrong)).status).toBe(400);
    const { body } = await root.send('POST', '/applications', { name: 'Long', accessTokenS: 86_400 });
    expect(body.accessTokenS).toBe(86_400);
  });
});

describe('refresh tokens', () => {
  it('give a new pair, and scopes that are repeated do no harm', async () => {
    const first = await tokensOf(cloud, app, { person });
    const extra = { realm: 'clientsB2CPeugeot', scope: 'openid,profile', locale: 'fr-FR', state: 'x' };
    const { status, body } = await refresh(first.refresh_token, extra);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: first.scope });
    expect(body.id_token).toEqual(expect.any(String));
    expect(body.refresh_token).not.toBe(first.refresh_token);
    expect(await statusWith(body.access_token)).toBe(200);
  });

  it('go on working for an hour after they were used; later they end everything that came from them', async () => {
    const first = await tokensOf(cloud, app, { person });
    const second = (await refresh(first.refresh_token)).body as Tokens;
    const again = (await refresh(first.refresh_token)).body as Tokens;
    expect(await statusWith(again.access_token)).toBe(200);
    cloud.clock.advance(hourMs);
    expect(await refresh(first.refresh_token)).toMatchObject(invalidGrant);
    expect(await refresh(second.refresh_token)).toMatchObject(invalidGrant);
    await refused(again.access_token);
    cloud.clock.advance(-hourMs);
  });

  it('belong to one application', async () => {
    const { refresh_token } = await tokensOf(cloud, app, { person });
    const other = await addApp(cloud);
    const form = { grant_type: 'refresh_token', refresh_token };
    expect(await askToken(cloud, other, { form })).toMatchObject(invalidGrant);
  });

  it('survive a restart, as do the keys of the id tokens', async () => {
    const { refresh_token } = await tokensOf(cloud, app, { person });
    const keys = async () =>
      (await (await fetch(`${cloud.baseUrl}/am/oauth2/connect/jwk_uri`)).json()) as Body;
    const before = await keys();
    await cloud.restart();
    expect(await refresh(refresh_token)).toMatchObject({ status: 200 });
    expect(await keys()).toEqual(before);
  });
});

describe('revoking', () => {
  it.each([['token'], ['refresh_token']])('a refresh token, as %s, ends its access tokens', async (name) => {
    const tokens = await tokensOf(cloud, app, { person });
    expect(await statusWith(tokens.access_token)).toBe(200);
    const answer = await revoke({ [name]: tokens.refresh_token });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(await refresh(tokens.refresh_token)).toMatchObject(invalidGrant);
    await refused(tokens.access_token);
  });

  it('an access token ends only that one', async () => {
    const tokens = await tokensOf(cloud, app, { person });
    const { body } = await refresh(tokens.refresh_token);
    expect(await revoke({ access_token: tokens.access_token })).toMatchObject({ status: 200, text: '' });
    await refused(tokens.access_token);
    expect(await statusWith(body.access_token)).toBe(200);
    expect(await refresh(body.refresh_token)).toMatchObject({ status: 200 });
  });

  it('leaves alone what another application has, and tells nothing', async () => {
    const tokens = await tokensOf(cloud, app, { person });
    const other = await addApp(cloud);
    const form = { token: tokens.access_token };
    const answers = [
      await askToken(cloud, other, { path: '/token/revoke', form }),
      await askToken(cloud, other, { path: '/token/revoke', form: { token: 'nothing' } }),
    ];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, ''],
      [200, ''],
    ]);
    expect(await statusWith(tokens.access_token)).toBe(200);
  });

  it('one device leaves the other devices of the same user', async () => {
    const [one, other] = [await tokensOf(cloud, app, { person }), await tokensOf(cloud, app, { person })];
    await revoke({ token: one.refresh_token });
    expect(await refresh(other.refresh_token)).toMatchObject({ status: 200 });
  });
});

describe('what is known of a token', () => {
  it('is told to its application, and to no other', async () => {
    const { access_token: token } = await tokensOf(cloud, app, { person });
    const introspect = (of: App) => askToken(cloud, of, { path: '/introspect', form: { token } });
    expect((await introspect(app)).body).toMatchObject({
      active: true,
      client_id: app.clientId,
      scope: expect.stringContaining('data:telemetry'),
    });
    expect((await introspect(await addApp(cloud))).body).toEqual({ active: false });
  });

  it('the userinfo says who the user is, as far as the scopes go', async () => {
    const ask = async (scope: string) => {
      const { access_token: token } = await tokensOf(cloud, app, { person, asked: { scope } });
      const headers = { authorization: `Bearer ${token}` };
      return (await (await fetch(`${cloud.baseUrl}/am/oauth2/userinfo`, { headers })).json()) as Body;
    };
    expect(await ask('openid profile email')).toMatchObject({
      sub: expect.any(String),
      email: person.email,
      given_name: 'Ada',
    });
    expect(Object.keys(await ask('data:trip'))).toEqual(['sub']);
  });

  it('id tokens are signed with a key that is published', async () => {
    const { id_token } = await tokensOf(cloud, app, { person, asked: { nonce: 'n1' } });
    const issuer = `${cloud.baseUrl}/am/oauth2`;
    const found = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Body;
    expect(found).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/access_token`,
      revocation_endpoint: `${issuer}/token/revoke`,
      introspection_endpoint: `${issuer}/introspect`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
    });
    const { keys } = (await (await fetch(found.jwks_uri)).json()) as Body;
    expect(Object.keys(keys[0])).not.toContain('d');
    const [header = '', payload = '', signature = ''] = id_token.split('.');
    const verify = createVerify('sha256').update(`${header}.${payload}`);
    const key = createPublicKey({ key: keys[0], format: 'jwk' });
    expect(verify.verify(key, signature, 'base64url')).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: issuer,
      aud: app.clientId,
      nonce: 'n1',
      sub: expect.any(String),
    });
  });
});

describe('applications of the operator', () => {
  it('read everything with `openid profile email`, others nothing', async () => {
    const own = await addApp(cloud, { isFirstParty: true });
    const [driver] = [await cloud.addDriver()];
    const car = await cloud.addVehicle(driver, { motorization: 'Hybrid' });
    const line = await cloud.connect(car);
    await line.report(report(cloud.clock.now(), everyGroup));
    const id = await linkVehicle(cloud.database, person.userId, car.vehicleId);
    const asked = { scope: 'openid profile email' };
    for (const [of, status] of [
      [own, 200],
      [app, 403],
    ] as const) {
      const { access_token: token } = await tokensOf(cloud, of, { person, asked });
      const answer = await cloud.get(`/user/vehicles/${id}/status`, { token, clientId: of.clientId });
      expect(answer.status).toBe(status);
      if (status === 200) expect(answer.body).toMatchObject({ lastPosition: {}, odometer: {} });
    }
  });

  it('get tokens for a password where the grant is theirs and the operator allows it', async () => {
    const grants = ['password', 'refresh_token'];
    const own = await addApp(cloud, { isFirstParty: true, grants });
    const form = {
      grant_type: 'password',
      username: person.email,
      password: person.password,
      scope: 'openid,profile',
      realm: 'clientsB2CPeugeot',
    };
    const { status, body } = await askToken(cloud, own, { form });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        token_type: 'Bearer',
        scope: 'openid profile',
        id_token: expect.any(String),
        refresh_token: expect.any(String),
      },
    });
    expect(await statusWith(body.access_token, own)).toBe(200);
    const again = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
    expect(await askToken(cloud, own, { form: again })).toMatchObject({ status: 200 });
    const wrong = { ...form, password: 'wrong password' };
    expect(await askToken(cloud, own, { form: wrong })).toMatchObject(invalidGrant);
    expect(await askToken(cloud, own, { form: { ...form, username: 'a\0b' } })).toMatchObject(invalidGrant);
    const strangers = await addApp(cloud, { grants });
    expect(await askToken(cloud, strangers, { form })).toMatchObject({ status: 400 });
    expect(await askToken(cloud, await addApp(cloud, { isFirstParty: true }), { form })).toMatchObject({
      status: 400,
    });
  });
});

describe('what is kept', () => {
  it('both secrets of an application are good while one takes the place of the other', async () => {
    const mine = await addApp(cloud);
    const form = { token: 'nothing' };
    const with_ = (clientSecret: string) =>
      askToken(cloud, { ...mine, clientSecret }, { path: '/introspect', form });
    const until = new Date(cloud.clock.now() + hourMs);
    const fresh = await renewApplicationSecret(cloud.database, mine.clientId, until);
    expect([(await with_(mine.clientSecret)).status, (await with_(fresh)).status]).toEqual([200, 200]);
    cloud.clock.advance(hourMs + 1000);
    expect([(await with_(mine.clientSecret)).status, (await with_(fresh)).status]).toEqual([401, 200]);
    cloud.clock.advance(-hourMs - 1000);
  });

  it('no token, code or session stands in the database', async () => {
    const tokens = await tokensOf(cloud, app, { person });
    const { rows } = await cloud.database.pool.query<{ text: string }>(
      `select o::text || encode(o.content, 'escape') as text from oauth_items o
       union all select t::text from access_tokens t union all select a::text from applications a`,
    );
    const all = rows.map(({ text }) => text).join('\n');
    const secrets = [tokens.access_token, tokens.refresh_token, app.clientSecret, 'redirect_uri'];
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });

  it('what has expired is removed', async () => {
    await tokensOf(cloud, app, { person });
    await trimOauth(cloud.database, cloud.clock.now() + 4000 * dayMs);
    const { rows } = await cloud.database.pool.query(
      `select (select count(*) from oauth_items) as items,
       (select count(*) from access_tokens where grant_id is not null) as tokens`,
    );
    expect(rows).toEqual([{ items: 0, tokens: 0 }]);
  });
});
