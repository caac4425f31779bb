import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fleet, runFleet } from '../../simulator/fleet.ts';
import { createWorld, type DemoFile, type VehicleSecret } from '../../src/cli/demo/create-world.ts';
import { createDoors } from '../../src/cli/demo/doors.ts';
import { type DemoWorld, demoRoutes } from '../../src/cli/demo/routes.ts';
import { hashSecret } from '../../src/lib/secrets.ts';
import { checkDocument } from '../support/check-document.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';

let cloud: TestCloud;
let fleet: Fleet;
let file: Pick<DemoFile, 'endUser' | 'fleetOwner' | 'admin'>;
let simulated: VehicleSecret[];
let world: DemoWorld | undefined;

const electric = 0;
const thermic = 2;

beforeAll(async () => {
  cloud = await startTestCloud(
    {},
    undefined,
    demoRoutes(() => world),
  );
  const made = await createWorld(cloud.database, cloud.clock.now());
  file = { ...made.file, endUser: { ...made.file.endUser, accessToken: '' } };
  simulated = made.simulated;
  const home = { longitude: 2.3522, latitude: 48.8566 };
  const kinds = [
    { generation: 2, motorization: 'Electric' },
    { generation: 2, motorization: 'Hybrid' },
    { generation: 1, motorization: 'Thermic' },
  ] as const;
  const vehicles = kinds.map((kind, index) => ({
    ...(simulated[index] as VehicleSecret),
    ...kind,
    home,
    startMoving: false,
    last: { electricLevel: 50, fuelLevel: 50 },
  }));
  const habits = { parkedSeconds: [3600, 3600], awakeSeconds: 3600, recordSeconds: 1 } as const;
  fleet = runFleet(
    { mqttUrl: cloud.mqttUrl, seed: 1, ...habits, parkedSeconds: [3600, 3600], vehicles },
    { clock: cloud.clock.now },
  );
});
afterAll(async () => {
  await fleet.stop();
  await cloud.stop();
});

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${cloud.baseUrl}/demo/v1${path}`, init);
  const { status, headers } = response;
  const body = await response.clone().json();
  await checkDocument(
    cloud,
    { document: 'demo', method: init.method ?? 'GET', path },
    { status, headers, body },
  );
  return response;
}

async function happen(index: number, happening: unknown) {
  const response = await ask(`/vehicles/${simulated[index]?.vin}/happenings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(happening),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const driver = async () => ((await (await ask('/doors')).json()) as Body).driver;

async function statusOf(index: number, resource = 'status'): Promise<Body> {
  const { clientId, accessToken: token } = await driver();
  const id = file.endUser.vehicles[index]?.id;
  return (await cloud.get(`/user/vehicles/${id}/${resource}`, { token, clientId })).body;
}

const untilStatus = (index: number, what: string, fits: (status: Body) => boolean | undefined) =>
  eventually(what, async () => fits(await statusOf(index)), 40_000);

describe('the doors of the demo', () => {
  it('are shut until its world is there', async () => {
    expect((await ask('/doors')).status).toBe(503);
    const doors = createDoors(file, { database: cloud.database, clock: cloud.clock });
    world = { doors, vehicles: [], happen: async (vin, given) => fleet.happen(vin, given) };
    expect((await ask('/doors')).status).toBe(200);
  });

  it('open each role', async () => {
    const response = await ask('/doors');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { driver: own, fleetOwner, administrator } = (await response.json()) as Body;
    const { accessToken: token, clientId } = own;
    expect((await cloud.get('/user/vehicles', { token, clientId })).body.total).toBe(6);
    const fleets = await cloud.getFleet({ ...fleetOwner, fid: '' }, '/fleets');
    expect(fleets.status).toBe(200);
    const headers = { authorization: `Bearer ${administrator.token}` };
    expect((await fetch(`${cloud.baseUrl}/admin/v1/vehicles`, { headers })).status).toBe(200);
  });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page that is of another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['what came through a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['what came through one that says it otherwise', { forwarded: 'for=203.0.113.7' }],
    ['what came through one that says only who asks', { 'x-real-ip': '203.0.113.7' }],
    ['what came through one that says only itself', { via: '1.1 proxy' }],
  ])('stay shut for %s', async (_name, headers) => {
    expect((await ask('/doors', { headers })).status).toBe(404);
    expect(await isOffered(headers)).toBe(false);
  });

  it('are offered by the console to who may open them', async () => {
    expect(await isOffered({})).toBe(true);
  });
});

/** Whether the console would offer the demo's roles to who asks so. */
async function isOffered(headers: Record<string, string>): Promise<boolean> {
  const answer = await fetch(`${cloud.baseUrl}/console/config.json`, { headers });
  return ((await answer.json()) as { isDemo: boolean }).isDemo;
}

describe('the door of the driver', () => {
  it('gives the same token again, and another where that one was withdrawn', async () => {
    const before = await driver();
    expect(await driver()).toEqual(before);
    await cloud.database.pool.query('delete from access_tokens where token_hash = $1', [
      hashSecret(before.accessToken),
    ]);
    const { accessToken: token, clientId } = await driver();
    expect(token).not.toBe(before.accessToken);
    expect((await cloud.get('/user/vehicles', { token, clientId })).body.total).toBe(6);
  });
});

describe('the OpenAPI document of the demo', () => {
  it('has its operations with all that can happen, and is offered by the page that explores', async () => {
    const { body } = await cloud.get('/openapi/demo.json');
    expect(body).toMatchObject({ openapi: '3.0.3', servers: [{ url: '/demo/v1' }] });
    expect(Object.keys(body.paths)).toEqual(['/doors', '/happenings', '/vehicles/{vin}/happenings']);
    const { kind, mode } = body.components.schemas.Happening.properties;
    expect(kind.enum).toContain('DriveTo');
    expect(mode.enum).toEqual(['None', 'Geolocation', 'Full']);
    const script = await cloud.get('/docs/static/swagger-initializer.js', { isPlain: true });
    expect(script.text).toContain('/openapi/demo.json');
  });
});

describe('a happening', () => {
  it('is listed with its choices', async () => {
    const { kinds, places } = (await (await ask('/happenings')).json()) as Body;
    expect(kinds).toContainEqual({
      kind: 'PrivacyMode',
      parameters: { mode: ['None', 'Geolocation', 'Full'] },
    });
    expect(places[0]).toEqual({ name: 'Paris, Eiffel Tower', longitude: 2.2945, latitude: 48.8584 });
  });

  it('is refused in words where it is none, of nobody, or cannot be now', async () => {
    expect(await happen(electric, { kind: 'Fly' })).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/^kind: expected one of OpenDoor/) },
    });
    expect((await happen(5, { kind: 'Park' })).status).toBe(404);
    // Vehicles begin one after another; before, they can do nothing at all.
    const noPlug = await eventually('a vehicle that has begun', async () => {
      const answer = await happen(thermic, { kind: 'StartCharging' });
      return answer.body.message === 'it has no plug' && answer;
    });
    expect(noPlug.status).toBe(409);
    expect(await happen(thermic, { kind: 'Steal' })).toMatchObject({ status: 409 });
  });

  it('opens a door of a vehicle of each generation, as its own report says', async () => {
    await untilStatus(electric, 'a first report', ({ doorsState }) => doorsState !== undefined);
    for (const index of [electric, thermic]) {
      expect(await happen(index, { kind: 'OpenDoor', door: 'Trunk' })).toMatchObject({ status: 202 });
      await untilStatus(index, 'an open door', ({ doorsState }) =>
        doorsState?.opening.some((one: Body) => one.identifier === 'Trunk' && one.state === 'Open'),
      );
      expect((await happen(index, { kind: 'CloseDoors' })).status).toBe(202);
    }
  });

  it('lights a lamp, which is an alert until it is cleared', async () => {
    await happen(electric, { kind: 'WarningLamp', type: 'EngineFault' });
    const alerts = async () => {
      const { _embedded } = await statusOf(electric, 'alerts');
      return (_embedded?.alerts ?? []).filter((one: Body) => one.type === 'EngineFault');
    };
    await eventually('an alert', async () => (await alerts()).some((one: Body) => one.active !== false));
    await happen(electric, { kind: 'ClearLamp' });
    await eventually('its end', async () => (await alerts()).every((one: Body) => one.endAt !== undefined));
  });

  it('empties the battery, plugs in and charges', async () => {
    await happen(electric, { kind: 'EmptyBattery' });
    await untilStatus(electric, 'next to nothing', ({ energies }) =>
      energies?.some(({ level }: Body) => level < 6),
    );
    await happen(electric, { kind: 'StartCharging' });
    await untilStatus(electric, 'a charge', ({ energies }) =>
      energies?.some(({ extension }: Body) => extension?.electric?.charging?.status === 'InProgress'),
    );
  });

  it('takes its line away, and gives it back with what was said meanwhile', async () => {
    const isConnected = () => cloud.metric('roadwire_vehicles_connected');
    const before = await eventually('all on the line', async () => (await isConnected()) === 3 && 3);
    await happen(electric, { kind: 'GoOffline' });
    await eventually('one gone', async () => (await isConnected()) === before - 1);
    await happen(electric, { kind: 'PrivacyMode', mode: 'Geolocation' });
    await happen(electric, { kind: 'ComeBack' });
    await untilStatus(electric, 'the mode', ({ privacy }) => privacy?.state === 'Geolocation');
  });

  it('drives off to a place that is named', async () => {
    await happen(electric, { kind: 'PrivacyMode', mode: 'None' });
    await happen(electric, { kind: 'DriveTo', place: 'Paris, Orly airport' });
    await untilStatus(electric, 'a vehicle that drives', ({ kinetic }) => kinetic?.moving === true);
  }, 60_000);
});
