import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  await (await cloud.connect(car)).report(report(Date.now(), everyGroup));
});
afterAll(() => cloud.stop());

/** Resources under a vehicle; the empty one is the vehicle itself. */
const resources = { vehicle: '', status: 'status', lastPosition: 'lastPosition', telemetry: 'telemetry' };

async function statusesWith(scopes: string[]) {
  const token = await cloud.addToken(car.driver, scopes);
  const codes: Record<string, number> = {};
  for (const [name, resource] of Object.entries(resources))
    codes[name] = (await cloud.getOf(car, resource, { token })).status;
  for (const path of ['/user', '/user/vehicles']) codes[path] = (await cloud.get(path, { token })).status;
  return codes;
}

async function read(resource: string, scopes: string[]): Promise<Body> {
  const token = await cloud.addToken(car.driver, scopes);
  return (await cloud.getOf(car, resource, { token, query: { extension: ['location', 'maintenance'] } }))
    .body;
}

const identity = { '/user': 200, '/user/vehicles': 200, vehicle: 200 };

describe('the six operations', () => {
  it.each([
    [['data:telemetry', 'data:position'], { status: 200, lastPosition: 200, telemetry: 200 }],
    [['data:telemetry'], { status: 200, lastPosition: 403, telemetry: 200 }],
    [['data:position'], { status: 200, lastPosition: 200, telemetry: 200 }],
    [['data'], { status: 200, lastPosition: 200, telemetry: 200 }],
    [['data:telemetry:vehicle'], { status: 200, lastPosition: 403, telemetry: 200 }],
    [['data:telemetry:vehicle:odometer'], { status: 200, lastPosition: 403, telemetry: 200 }],
    [['data:trip', 'data:alert', 'data:collision'], { status: 403, lastPosition: 403, telemetry: 403 }],
    [['remote:door:write'], { status: 403, lastPosition: 403, telemetry: 403 }],
    [['data:telemetryx', 'data:posit'], { status: 403, lastPosition: 403, telemetry: 403 }],
    [[], { status: 403, lastPosition: 403, telemetry: 403 }],
  ])('with %j answer %j, and the identity of vehicles always', async (scopes, expected) => {
    expect(await statusesWith(scopes)).toEqual({ ...identity, ...expected });
  });

  it('name the scope that lacks, with code 40301', async () => {
    const body = await read('lastPosition', ['data:telemetry']);
    expect(body).toMatchObject({ code: 40301, message: expect.stringContaining('data:position') });
  });
});

describe('the status', () => {
  it('has the position and nothing else for data:position', async () => {
    const { _links, createdAt, updatedAt, ...groups } = await read('status', ['data:position']);
    expect(Object.keys(groups)).toEqual(['lastPosition']);
  });

  it('has everything but the position for data:telemetry', async () => {
    const body = await read('status', ['data:telemetry']);
    expect(body).not.toHaveProperty('lastPosition');
    expect(body).toMatchObject({ odometer: { mileage: 18_231.4 }, privacy: {}, environment: {} });
  });

  it.each([
    ['data:telemetry:environment', ['environment']],
    ['data:telemetry:privacy', ['privacy']],
    ['data:telemetry:vehicle:energies', ['service', 'energies', 'energy']],
    ['data:telemetry:vehicle:preconditioning', ['preconditioning', 'preconditionning']],
    ['data:telemetry:vehicle:alarm', ['alarm']],
    ['data:telemetry:vehicle:engines', ['engines']],
  ])('has for %s only %j', async (scope, names) => {
    const { _links, createdAt, updatedAt, ...groups } = await read('status', [scope]);
    expect(new Set(Object.keys(groups))).toEqual(new Set(names));
  });

  it('has no engine state of the powertrain where only the engines are granted', async () => {
    const { engines } = await read('status', ['data:telemetry:vehicle:engines']);
    expect(engines[0]).not.toHaveProperty('gmpStatus');
  });

  it('is empty, hence 404, where the scope covers nothing that is known', async () => {
    const other = await cloud.addVehicle(await cloud.addDriver(['data:telemetry:privacy']));
    await (await cloud.connect(other)).report(report(Date.now(), { odometer: { mileage: 1 } }));
    expect((await cloud.getOf(other, 'status')).body.code).toBe(40499);
    expect((await cloud.getOf(other, 'telemetry')).body).toMatchObject({ total: 0 });
  });
});

describe('telemetry', () => {
  it('leaves the location out for data:telemetry, and everything else for data:position', async () => {
    const [seen] = (await read('telemetry', ['data:telemetry']))._embedded.telemetries;
    expect(Object.keys(seen._embedded.extension)).toEqual(['maintenance']);
    const [place] = (await read('telemetry', ['data:position']))._embedded.telemetries;
    expect(Object.keys(place._embedded.extension)).toEqual(['location']);
    expect(place).not.toHaveProperty('vehicle');
    expect(place).not.toHaveProperty('privacy');
  });

  it('shows only the groups of a narrow scope', async () => {
    const [seen] = (await read('telemetry', ['data:telemetry:vehicle:odometer']))._embedded.telemetries;
    expect(seen.vehicle).toEqual({ odometer: { mileage: 18_231.4 } });
    expect(seen).not.toHaveProperty('environment');
  });
});
