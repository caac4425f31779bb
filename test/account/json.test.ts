import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantableScopes } from '../../src/auth/scopes.ts';
import { consoleClientId } from '../../src/oauth/console-client.ts';
import { findApplicationByClientId } from '../../src/store/access/applications.ts';
import { mintToken } from '../../src/store/vehicles/enrolment.ts';
import { checkDocument } from '../support/check-document.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type App, addApp, addOwner, tokensOf } from '../support/people/oauth.ts';

type Owner = Awaited<ReturnType<typeof addOwner>>;

let cloud: TestCloud;
let app: App;
let owner: Owner;
let token: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  app = await addApp(cloud);
  owner = await addOwner(cloud);
  token = await consoleToken(owner);
});
afterAll(() => cloud.stop());

async function consoleToken({ userId }: Owner): Promise<string> {
  const console = await findApplicationByClientId(cloud.database, consoleClientId);
  const { applicationId = 0 } = console ?? {};
  return mintToken(cloud.database, { userId, applicationId, scopes: ['openid'], days: 1 }, cloud.clock.now());
}

async function ask(path: string, bearer: string | undefined = token, method = 'GET') {
  const response = await fetch(`${cloud.baseUrl}/account/v1${path}`, {
    method,
    headers: bearer === '' ? {} : { authorization: `Bearer ${bearer}` },
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as Body,
  };
  await checkDocument(cloud, { document: 'account', method, path }, answer);
  return answer;
}

const operations = [
  ['GET', '/me'],
  ['GET', '/consents'],
  ['DELETE', '/consents/anything'],
  ['GET', '/access-log'],
] as const;

describe('the account as JSON', () => {
  it('tells who the user is, with the vehicles', async () => {
    const { status, headers, body } = await ask('/me');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      email: owner.email,
      firstName: 'Ada',
      vehicles: [
        { vin: owner.vin, label: 'e-208', isShared: false, fleets: [], linkedAt: expect.any(String) },
      ],
      keptDays: expect.any(Number),
    });
    expect(body.vehicles[0]).not.toHaveProperty('vehicleId');
  });

  it('lists who may see what and who read what, until it is withdrawn', async () => {
    const { access_token: granted } = await tokensOf(cloud, app, { person: owner });
    await cloud.get('/user', { token: granted, clientId: app.clientId });
    const consentOf = async () =>
      (await ask('/consents')).body.consents.find(({ clientId }: Body) => clientId === app.clientId);
    expect(await consentOf()).toEqual({
      clientId: app.clientId,
      name: 'My map',
      scopes: expect.arrayContaining(['data:telemetry', 'data:position']),
      isAll: false,
      since: expect.any(String),
      lastReadAt: expect.any(String),
    });
    const { reads } = (await ask(`/access-log?application=${app.clientId}`)).body;
    expect(reads).toMatchObject([
      { clientId: app.clientId, application: 'My map', kind: 'account', reads: 1 },
    ]);
    expect((await ask(`/consents/${app.clientId}`, token, 'DELETE')).status).toBe(204);
    expect(await consentOf()).toBeUndefined();
    const { status } = await cloud.get('/user', { token: granted, clientId: app.clientId });
    expect(status).toBe(401);
    expect((await ask(`/consents/${app.clientId}`, token, 'DELETE')).status).toBe(404);
  });

  it('goes through a long log page by page', async () => {
    const rows = Array.from({ length: 70 }, (_, hour) => hour);
    for (const hour of rows)
      await cloud.database.pool.query(
        `insert into access_log (user_id, began_at, client_id, vehicle_id, kind, first_at, last_at, reads)
         values ($1, $2, 'old', 0, 'status', $2, $2, 1)`,
        [owner.userId, new Date(Date.UTC(2026, 0, 1, hour))],
      );
    const first = (await ask('/access-log?application=old')).body;
    expect(first.reads).toHaveLength(50);
    const second = (await ask(`/access-log?application=old&after=${first.next}`)).body;
    expect(second.reads).toHaveLength(20);
    expect(second).not.toHaveProperty('next');
    const hours = [...first.reads, ...second.reads].map(({ hour }: Body) => hour);
    expect(hours).toEqual([...hours].sort().reverse());
    expect((await ask('/access-log?after=elsewhere')).status).toBe(400);
  });

  it('shows nobody anything of somebody else', async () => {
    const other = await addOwner(cloud);
    const theirs = await consoleToken(other);
    expect((await ask('/me', theirs)).body.email).toBe(other.email);
    expect((await ask('/access-log', theirs)).body.reads).toEqual([]);
    const { access_token: granted } = await tokensOf(cloud, app, { person: owner });
    expect((await ask(`/consents/${app.clientId}`, theirs, 'DELETE')).status).toBe(404);
    expect((await cloud.get('/user', { token: granted, clientId: app.clientId })).status).toBe(200);
  });
});

describe('what is no token of the console', () => {
  it.each(operations)('opens nothing: %s %s', async (method, path) => {
    const person = await addOwner(cloud);
    const driver = await cloud.addDriver(grantableScopes);
    const firstParty = await addApp(cloud, { isFirstParty: true });
    const own = await tokensOf(cloud, firstParty, { person });
    expect((await ask(path, '', method)).status).toBe(401);
    expect((await ask(path, 'x'.repeat(32), method)).status).toBe(401);
    for (const foreign of [driver.token, own.access_token])
      expect(await ask(path, foreign, method)).toMatchObject({ status: 403, body: { code: 40306 } });
    const gone = await consoleToken(person);
    await cloud.database.query.deleteFrom('users').where('id', '=', person.userId).execute();
    await eventually('the token of nobody', async () => (await ask(path, gone, method)).status === 401);
  });
});

describe('the OpenAPI document of the account', () => {
  it('has every operation, and is offered by the page that explores', async () => {
    const { body } = await cloud.get('/openapi/account.json');
    expect(body).toMatchObject({ openapi: '3.0.3', servers: [{ url: '/account/v1' }] });
    expect(Object.keys(body.paths)).toEqual(['/me', '/consents', '/consents/{clientId}', '/access-log']);
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining(['Myself', 'Consent', 'ReadEntry', 'xError']),
    );
    const script = await cloud.get('/docs/static/swagger-initializer.js', { isPlain: true });
    expect(script.text).toContain('/openapi/account.json');
    expect(script.text).toContain('/openapi/admin.json');
    // That of the demo is where there is one.
    expect(script.text).not.toContain('/openapi/demo.json');
    expect((await cloud.get('/openapi/demo.json')).status).toBe(404);
  });
});
