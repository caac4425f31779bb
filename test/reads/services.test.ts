import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setCallCenter } from '../../src/store/vehicles/call-centers.ts';
import { type Audience, removeService, setService } from '../../src/store/vehicles/services.ts';
import { type EnrolledVehicle, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
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
  await (await cloud.connect(car)).report(report(Date.now(), everyGroup));
});
afterAll(() => cloud.stop());

/** Makes these the services of the vehicle, and lets the second pass in which the old ones are remembered. */
async function setServices(
  services: { name: string; audience: Audience; scopes: string[] }[],
): Promise<void> {
  await cloud.database.query.deleteFrom('vehicle_services').execute();
  for (const service of services) await setService(cloud.database, car.vehicleId, service);
  cloud.clock.advance(1001);
}

async function groupsIn(body: object): Promise<string[]> {
  const around = ['_links', 'createdAt', 'updatedAt', 'vin'];
  return Object.keys(body).filter((name) => !around.includes(name));
}

const status = async () => groupsIn((await cloud.getOf(car, 'status')).body);
const fleetStatus = async (profile = 'fleet') =>
  groupsIn((await cloud.getFleet(owner, `vehicles/${vid}/status`, { query: { profile } })).body);

describe('vehicle services', () => {
  it('are active on a new vehicle for its user and its fleet, and cover everything', async () => {
    const { rows } = await cloud.database.pool.query('select name, audience, scopes from vehicle_services');
    expect(rows).toEqual([
      { name: 'ConnectivityForPartners', audience: 'endUser', scopes: ['data'] },
      { name: 'Connected Fleet', audience: 'fleet', scopes: ['data'] },
    ]);
  });

  it('leave what they cover, each for those it is meant for', async () => {
    await setServices([
      { name: 'Mileage', audience: 'endUser', scopes: ['data:telemetry:vehicle:odometer', 'data:position'] },
      { name: 'TMTS', audience: 'fleet', scopes: ['data:telemetry'] },
    ]);
    expect(await status()).toEqual(['odometer', 'lastPosition']);
    expect(await fleetStatus()).toContain('kinetic');
    expect(await fleetStatus()).not.toContain('lastPosition');
    const { body } = await cloud.getFleet(owner, `vehicles/${vid}/lastPosition`);
    expect(body.code).toBe(40499);
    expect((await cloud.getOf(car, 'maintenance')).body.code).toBe(40499);
    const [seen] = (await cloud.getOf(car, 'telemetry')).body._embedded.telemetries;
    expect(seen.vehicle).toEqual({ odometer: { mileage: 18_231.4 } });
  });

  it('of both count for a fleet owner who asks as the end user', async () => {
    expect(await fleetStatus('endUser')).toEqual(['odometer']);
  });

  it('add up', async () => {
    await setServices([
      { name: 'One', audience: 'endUser', scopes: ['data:telemetry:vehicle:odometer'] },
      { name: 'Two', audience: 'endUser', scopes: ['data:telemetry:vehicle:kinetic', 'data:trip'] },
    ]);
    expect(await status()).toEqual(['odometer', 'kinetic']);
  });

  it('leave nothing where none is active', async () => {
    await removeService(cloud.database, car.vehicleId, 'One');
    await removeService(cloud.database, car.vehicleId, 'Two');
    cloud.clock.advance(1001);
    for (const resource of ['status', 'telemetry', 'lastPosition', 'maintenance']) {
      expect((await cloud.getOf(car, resource)).body.code).toBe(40499);
      expect((await cloud.getFleet(owner, `vehicles/${vid}/${resource}`)).body.code).toBe(40499);
    }
    expect((await cloud.getFleet(owner, 'status')).body._embedded.status).toEqual([]);
    expect((await cloud.getOf(car)).body.vin).toBe(car.vin);
  });

  it('do not make up for a scope that the token lacks', async () => {
    await setServices([{ name: 'All', audience: 'endUser', scopes: ['data'] }]);
    const token = await cloud.addToken(car.driver, ['data:telemetry']);
    expect((await cloud.getOf(car, 'lastPosition', { token })).body.code).toBe(40301);
  });
});

describe('the call centre of a country', () => {
  const stolen = { countryCode: 'BR', phoneNumber: '+55 0800 123' };
  beforeAll(async () => {
    await setCallCenter(cloud.database, 'BR', stolen.phoneNumber);
    cloud.use(car.driver);
  });

  const askAll = async (country?: string) => {
    const query: Record<string, string> = country ? { country } : {};
    const user = (await cloud.get('/user', { query })).body;
    const list = (await cloud.get('/user/vehicles', { query })).body;
    const one = (await cloud.getOf(car, '', { query })).body;
    const vehicles = [user._embedded.Vehicles[0], list._embedded.vehicles[0], one];
    return vehicles.map(({ callCenter }) => callCenter);
  };

  it('is told only to applications with the right to know', async () => {
    expect(await askAll('BR')).toEqual([undefined, undefined, undefined]);
  });

  it('is told with every vehicle where it is asked for and known', async () => {
    await cloud.database.query.updateTable('applications').set({ sees_call_centers: true }).execute();
    cloud.clock.advance(1001);
    expect(await askAll('BR')).toEqual([{ stolen }, { stolen }, { stolen }]);
    expect(await askAll('CL')).toEqual([undefined, undefined, undefined]);
    expect(await askAll()).toEqual([undefined, undefined, undefined]);
  });

  it('stays on the pages that a token alone asks for', async () => {
    const { body } = await cloud.get('/user/vehicles', { query: { country: 'BR', vinPrefix: 'V' } });
    const pageToken = body._links.first.href.split('pageToken=')[1];
    const again = await cloud.get('/user/vehicles', { query: { pageToken } });
    expect(again.body._embedded.vehicles[0].callCenter).toEqual({ stolen });
  });
});
