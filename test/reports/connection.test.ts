import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setService } from '../../src/store/vehicles/services.ts';
import {
  type Body,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let owner: FleetOwner;
let vid: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  owner = await cloud.addPartner();
  vid = await cloud.addToFleet(owner, car);
});
afterAll(() => cloud.stop());

const query = { extension: 'connection' };

const connection = async (): Promise<Body> =>
  (await cloud.getOf(car, '', { query })).body._embedded.extension.connection;
const fleetConnection = async (): Promise<Body> =>
  (await cloud.getFleet(owner, `vehicles/${vid}`, { query })).body._embedded.extension.connection;

const untilState = (state: string) =>
  eventually(`it to be ${state}`, async () => {
    const found = await connection();
    return found.state === state && found;
  });

describe('the connection of a vehicle', () => {
  it('is told where it is asked for', async () => {
    expect((await cloud.getOf(car)).body._embedded).toBeUndefined();
    expect(await fleetConnection()).toEqual({ state: 'Offline' });
  });

  it('is on line, then asleep when it says goodbye or is silent and takes no commands, and off when it is lost', async () => {
    const line = await cloud.connect(car);
    await line.report(report(Date.now(), everyGroup));
    const { since, lastHeardAt } = await untilState('Online');
    expect(Date.parse(since)).toBeLessThanOrEqual(Date.parse(lastHeardAt));
    cloud.clock.advance(121_000);
    await untilState('Asleep');
    await line.report(report(Date.now() + 1000, everyGroup));
    await untilState('Online');
    await line.end();
    await untilState('Asleep');
    const lost = await cloud.connect(car);
    await untilState('Online');
    lost.vanish();
    await untilState('Offline');
  });

  it('is the same in the lists of both faces, on later pages too', async () => {
    const shown = await connection();
    const list = await cloud.get('/user/vehicles', { query: { ...query, pageSize: '1' } });
    expect(list.body._embedded.vehicles[0]._embedded.extension).toEqual({ connection: shown });
    const other = await cloud.addVehicle(await cloud.addDriver());
    await cloud.addToFleet(owner, other);
    const first = await cloud.getFleet(owner, 'vehicles', { query: { ...query, pageSize: '1' } });
    expect(first.body._embedded.vehicles[0]._embedded.extension.connection).toMatchObject({
      state: 'Offline',
    });
    const second = await cloud.getFleet(owner, first.body._links.next.href);
    expect(second.body._embedded.vehicles[0]._embedded.extension).toEqual({
      connection: { state: 'Offline' },
    });
  });

  it('says what services leave out', async () => {
    await cloud.database.query
      .deleteFrom('vehicle_services')
      .where('vehicle_id', '=', car.vehicleId)
      .execute();
    const scopes = ['data:telemetry', 'data:trip'];
    await setService(cloud.database, car.vehicleId, { name: 'Some', audience: 'endUser', scopes });
    cloud.clock.advance(1001);
    expect((await connection()).withheld).toEqual({
      services: ['positions', 'alerts', 'collisions'],
    });
    expect(await fleetConnection()).not.toHaveProperty('state');
  });
});

describe('where a status comes from', () => {
  it('is told group by group, of what is shown alone', async () => {
    await cloud.database.query
      .deleteFrom('vehicle_services')
      .where('vehicle_id', '=', car.vehicleId)
      .execute();
    for (const audience of ['endUser', 'fleet'] as const)
      await setService(cloud.database, car.vehicleId, { name: audience, audience, scopes: ['data'] });
    cloud.clock.advance(1001);
    const provenanceOf = async (token: string) => {
      const { body } = await cloud.getOf(car, 'status', { token, query: { extension: 'provenance' } });
      return body._embedded.extension.provenance;
    };
    const { body } = await cloud.getOf(car, 'status');
    expect(body._embedded).toBeUndefined();
    const all = await provenanceOf(car.driver.token);
    expect(all.odometer).toEqual({
      createdAt: body.odometer.createdAt,
      receivedAt: expect.any(String),
      source: 'vehicle-link-2',
    });
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(['position', 'energies.Electric', 'environment.air']),
    );
    const some = await cloud.addToken(car.driver, ['data:telemetry:vehicle:odometer']);
    expect(Object.keys(await provenanceOf(some))).toEqual(['odometer']);
    const fleet = await cloud.getFleet(owner, `vehicles/${vid}/status`, {
      query: { extension: 'provenance' },
    });
    expect(fleet.body._embedded.extension.provenance.kinetic.source).toBe('vehicle-link-2');
  });
});
