import { expect } from 'vitest';
import { addAdminToken, removeAdminToken } from '../../../src/store/people/admin-access.ts';
import { mintToken } from '../../../src/store/vehicles/enrolment.ts';
import { minuteMs } from '../clock.ts';
import type { Driver, EnrolledVehicle, FleetOwner, TestCloud } from '../cloud.ts';
import { askRemotes, type RemoteIds, type SubscriptionIds, subscribe } from '../subscribers/subscriptions.ts';
import { eventfulLife } from '../vehicles/drive.ts';
import { everyGroup, report } from '../vehicles/reports.ts';

/** What somebody comes with. */
export type Credential = { authorization?: string; clientId?: string };

export const basic = (login: string, password: string) =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
export const bearer = (token: string) => `Bearer ${token}`;

/** Ids for the parameters of paths. */
export type Ids = Record<string, string>;

/** Two of each kind who have nothing to do with each other, and the ids of what is theirs. */
export async function createStrangers(cloud: TestCloud) {
  const [one, two] = [await createParty(cloud), await createParty(cloud)];
  const elsewhere = await cloud.addFleet(one.owner, 'Another of the same owner');
  const nobody: Ids = Object.fromEntries(Object.keys(one.ids).map((name) => [name, 'f'.repeat(48)]));
  return {
    one,
    two,
    elsewhere: { ...one.ids, fid: elsewhere.fid },
    nobody: { ...nobody, vin: 'VR1NOBODY00000000' },
  };
}

type OwnIds = Record<'id' | 'vin' | 'fid' | 'vid' | 'tid' | 'aid' | 'alarm' | 'cid' | 'sid', string> &
  SubscriptionIds &
  RemoteIds;

export type Party = { driver: Driver; owner: FleetOwner; car: EnrolledVehicle; ids: OwnIds };

/** A user with a vehicle, which is in the fleet of a fleet owner; everything has happened to it. */
async function createParty(cloud: TestCloud): Promise<Party> {
  const driver = await cloud.addDriver();
  const owner = await cloud.addPartner();
  const car = await cloud.addVehicle(driver, { motorization: 'Hybrid' });
  const vid = await cloud.addToFleet(owner, car);
  const start = cloud.clock.now() - 40 * minuteMs;
  const line = await cloud.connect(car);
  await line.report(...eventfulLife(start), report(start + 30 * minuteMs, everyGroup));
  const first = async (list: string) => {
    const { body } = await cloud.getFleet(owner, `vehicles/${vid}/${list}`);
    return (Object.values(body._embedded)[0] as { id: string }[])[0]?.id as string;
  };
  const whose = { driver, vehicle: car, owner };
  const callbacks = await subscribe(cloud, whose);
  const ids = {
    id: car.id,
    vin: car.vin,
    fid: owner.fid,
    vid,
    tid: await first('trips'),
    aid: await first('alerts'),
    alarm: await first('alarms?type=vehicle.alarm.trigger'),
    cid: await first('collisions'),
    sid: await first('stolen'),
    ...callbacks,
    ...(await askRemotes(cloud, { ...whose, vid, ...callbacks })),
  };
  return { driver, owner, car, ids };
}

/** Tokens of a user that are worth nothing, or little. */
export async function createTokens(cloud: TestCloud, { driver, car }: Party) {
  const { database, clock } = cloud;
  const withdrawn = await cloud.addToken(driver, ['data:telemetry']);
  await database.pool.query('delete from access_tokens where token_hash = sha256($1::bytea)', [
    Buffer.from(withdrawn),
  ]);
  const other = await cloud.addApplication();
  const now = clock.now() - 2 * 86_400_000;
  return {
    withdrawn,
    /** Its day ended yesterday. */
    expired: await mintToken(database, { ...driver, scopes: ['data:telemetry'], days: 1 }, now),
    /** Of the same user, for another application. */
    ofOtherApplication: await mintToken(
      database,
      { userId: driver.userId, applicationId: other.applicationId, scopes: ['data:telemetry'], days: 1 },
      clock.now(),
    ),
    scopeless: await cloud.addToken(driver, []),
    vehicle: basic(car.username, car.secret),
    application: other,
  };
}

/** Tokens of the administration: of each role, one that is over, and one that was withdrawn. */
export async function createAdminTokens({ database, clock }: TestCloud) {
  const add = (role: 'viewer' | 'operator' | 'admin', name: string, days = 1) =>
    addAdminToken(database, { name, role, expiresAt: new Date(clock.now() + days * 86_400_000) });
  const tokens = {
    viewer: await add('viewer', 'sees'),
    operator: await add('operator', 'does'),
    admin: await add('admin', 'rules'),
    expired: await add('admin', 'was', -1),
    withdrawn: await add('admin', 'gone'),
  };
  await removeAdminToken(database, 'gone');
  return tokens;
}

/** Everything that somebody may come with to each of the doors, and whose things they may ask for. */
export async function createCredentials(cloud: TestCloud) {
  const { one, two, elsewhere, nobody } = await createStrangers(cloud);
  const tokens = await createTokens(cloud, one);
  const admin = await createAdminTokens(cloud);
  const given = { one, two, tokens, admin, remote: await cloud.addToken(one.driver, ['remote:door:write']) };
  const ids = {
    own: one.ids,
    foreign: two.ids,
    // The own fleet with a vehicle of another's.
    mixed: { ...one.ids, vid: two.ids.vid },
    // Another own fleet, which does not have the vehicle.
    elsewhere,
    nobody,
  };
  return {
    ids,
    b2c: b2cCredentials(given),
    b2b: b2bCredentials(given),
    admin,
    vins: [one.car.vin, two.car.vin],
  };
}

type Given = {
  one: Party;
  two: Party;
  tokens: Awaited<ReturnType<typeof createTokens>>;
  admin: Awaited<ReturnType<typeof createAdminTokens>>;
  /** A token for remote actions only. */
  remote: string;
};

const loginOf = ({ login, password, clientId }: FleetOwner) => ({
  authorization: basic(login, password),
  clientId,
});

function secretOf({ application: { clientId, clientSecret } }: Given['tokens']) {
  return { authorization: basic(clientId, clientSecret), clientId };
}

function b2cCredentials({ one, two, tokens, admin, remote }: Given) {
  const { clientId, token } = one.driver;
  const right = { authorization: bearer(token), clientId };
  const other = tokens.application.clientId;
  return {
    nothing: { clientId },
    'a word that is no token': { ...right, authorization: bearer('x'.repeat(32)) },
    'another scheme': { ...right, authorization: `Token ${token}` },
    'a token that has expired': { ...right, authorization: bearer(tokens.expired) },
    'a token that was withdrawn': { ...right, authorization: bearer(tokens.withdrawn) },
    'a token for another application': { ...right, authorization: bearer(tokens.ofOtherApplication) },
    'the right token with another client_id': { ...right, clientId: other },
    'the right token without client_id': { authorization: right.authorization },
    'the right token with two client_ids': { ...right, clientId: `${clientId}&client_id=${other}` },
    'the secret of an application': secretOf(tokens),
    'login and password of the fleet owner': loginOf(one.owner),
    'the secret of the vehicle': { ...right, authorization: tokens.vehicle },
    'a token of the administration': { ...right, authorization: bearer(admin.admin) },
    'a token without scopes': { ...right, authorization: bearer(tokens.scopeless) },
    'a token for remote actions only': { ...right, authorization: bearer(remote) },
    'the token of another user': { authorization: bearer(two.driver.token), clientId: two.driver.clientId },
    'the right token': right,
  } satisfies Record<string, Credential>;
}

function b2bCredentials({ one: { driver, owner }, two, tokens, admin }: Given) {
  const login = loginOf(owner);
  const wrong = (password: string) => ({ ...login, authorization: basic(owner.login, password) });
  const secret = secretOf(tokens);
  return {
    nothing: { clientId: owner.clientId },
    'a word that is no login': { ...login, authorization: 'Basic !' },
    'the token of the user': { authorization: bearer(driver.token), clientId: driver.clientId },
    'a wrong password': wrong(`${owner.password}x`),
    'an empty password': wrong(''),
    'a login that nobody has': { ...login, authorization: basic('MZP404', owner.password) },
    'the right login with another client_id': { ...login, clientId: two.owner.clientId },
    'the right login without client_id': { authorization: login.authorization },
    'the secret of the vehicle': { ...login, authorization: tokens.vehicle },
    'a wrong secret of the application': {
      ...secret,
      authorization: basic(secret.clientId, owner.password),
    },
    'a token of the administration': { ...login, authorization: bearer(admin.admin) },
    'the secret of an application': secret,
    'the login of another fleet owner': loginOf(two.owner),
    'the right login': login,
  } satisfies Record<string, Credential>;
}

export type Asked = { path: string; method?: string; given: Credential };

/** The status of an answer. Errors are said as every error is, and tell of no vehicle. */
export async function statusOf(
  { cloud, vins }: { cloud: TestCloud; vins: readonly string[] },
  { path, method = 'GET', given }: Asked,
): Promise<number> {
  const query = given.clientId === undefined ? '' : `client_id=${given.clientId}`;
  const address = `${cloud.baseUrl}${path}${path.includes('?') ? '&' : '?'}${query}`;
  const response = await fetch(address, requestOf(given, method));
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body?.cancel();
    return response.status;
  }
  const text = await response.text();
  if (response.status >= 400 && method !== 'HEAD') {
    expect(JSON.parse(text)).toMatchObject({ code: expect.any(Number), uuid: expect.any(String) });
    for (const vin of vins) expect(text.replaceAll(path, '')).not.toContain(vin);
  }
  return response.status;
}

function requestOf({ authorization }: Credential, method: string): RequestInit {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  if (['GET', 'HEAD', 'DELETE'].includes(method)) return { method, headers };
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: '{}' };
}
