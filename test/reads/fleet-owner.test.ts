import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import {
  type Body,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

const now = Date.now();
let cloud: TestCloud;
let owner: FleetOwner;
let car: EnrolledVehicle;
let vid: string;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
  car = await cloud.addVehicle(await cloud.addDriver(), {
    motorization: 'Hybrid',
    brand: 'DS',
    label: 'DS 7',
  });
  vid = await cloud.addToFleet(owner, car);
  line = await cloud.connect(car);
  await line.report(report(now, everyGroup));
});
afterAll(() => cloud.stop());

const of = (resource: string, query: Record<string, string> = {}) =>
  cloud.getFleet(owner, `vehicles/${vid}${resource}`, { query });

describe('a fleet owner', () => {
  const codeWith = async (changed: Partial<FleetOwner>, headers = {}) => {
    const { status, body } = await cloud.getFleet({ ...owner, ...changed }, '/fleets', { headers });
    return [status, body.code];
  };

  it('comes in with login, password and the client id of both', async () => {
    expect((await cloud.getFleet(owner, '/fleets')).status).toBe(200);
    const other = await cloud.addPartner();
    expect(await codeWith({ password: 'wrong' })).toEqual([401, 40104]);
    expect(await codeWith({ login: 'nobody' })).toEqual([401, 40104]);
    expect(await codeWith({ login: other.login })).toEqual([401, 40104]);
    expect(await codeWith({ login: 'a\0b' })).toEqual([401, 40104]);
    expect(await codeWith({ clientId: other.clientId })).toEqual([401, 40102]);
    expect(await codeWith({}, { authorization: '' })).toEqual([401, 40103]);
    expect(await codeWith({}, { authorization: `Bearer ${car.driver.token}` })).toEqual([401, 40104]);
    expect(await codeWith({}, { authorization: 'Basic ' })).toEqual([401, 40104]);
    expect(await codeWith({}, { authorization: 'Basic OnB3' })).toEqual([401, 40104]);
  });

  it('is told no in the words that clients look for', async () => {
    const { statusText, body } = await cloud.getFleet({ ...owner, password: 'wrong' }, '/fleets');
    expect(statusText).toBe('Unauthorized');
    expect(body).toMatchObject({ httpCode: 401, httpMessage: 'Unauthorized', uuid: expect.any(String) });
  });

  it('is shut out a second after the partner was removed, or has another password', async () => {
    const gone = await cloud.addPartner();
    const changed = await cloud.addPartner();
    const statusOf = async (partner: FleetOwner) => (await cloud.getFleet(partner, '/fleets')).status;
    expect([await statusOf(gone), await statusOf(changed)]).toEqual([200, 200]);
    const { query } = cloud.database;
    await query.deleteFrom('partners').where('login', '=', gone.login).execute();
    const hash = query.selectFrom('partners').select('password_hash').where('login', '=', owner.login);
    await query
      .updateTable('partners')
      .set({ password_hash: hash })
      .where('login', '=', changed.login)
      .execute();
    cloud.clock.advance(1001);
    expect([await statusOf(gone), await statusOf(changed)]).toEqual([401, 401]);
    expect(await statusOf({ ...changed, password: owner.password })).toBe(200);
  });

  it('may not use what belongs to another one', async () => {
    const other = await cloud.addPartner();
    const stranger = await cloud.addVehicle(car.driver);
    const strangerId = await cloud.addToFleet(other, stranger);
    const second = await cloud.addFleet(owner, 'Second');
    const codeAt = async (path: string) => (await cloud.getFleet(owner, path)).body.code;
    for (const below of ['', '/vehicles', '/status', `/vehicles/${strangerId}`])
      expect(await codeAt(`/fleets/${other.fid}${below}`)).toBe(40303);
    for (const below of ['', '/status', '/telemetry', '/maintenance', '/lastPosition']) {
      expect(await codeAt(`vehicles/${strangerId}${below}`)).toBe(40302);
      expect(await codeAt(`vehicles/${'f'.repeat(48)}${below}`)).toBe(40410);
      expect(await codeAt(`/fleets/${second.fid}/vehicles/${vid}${below}`)).toBe(40410);
    }
    for (const fid of ['f'.repeat(24), '%00', "'; drop table fleets --", 'é'])
      expect(await codeAt(`/fleets/${encodeURIComponent(fid)}`)).toBe(40411);
    // The id of the end user's face is another one.
    expect(await codeAt(`vehicles/${car.id}`)).toBe(40410);
  });
});

describe('the fleets', () => {
  it('come with names and links', async () => {
    const { body } = await cloud.getFleet(owner, '/fleets', { query: { pageSize: '1' } });
    expect(body).toMatchObject({ currentPage: 1 });
    const [fleet] = body._embedded.fleets;
    expect(fleet).toMatchObject({ id: owner.fid, name: 'Test fleet' });
    expect((await cloud.getFleet(owner)).body).toEqual(fleet);
    const root = `${cloud.baseUrl}/connectedcar/v3/fleets/${owner.fid}`;
    const { self, callbacks, ...others } = fleet._links;
    expect([self.href, callbacks.href]).toEqual([root, `${root}/remote/callbacks`]);
    for (const name of ['vehicles', 'status', 'maintenances', 'alerts', 'trips', 'collisions', 'monitors'])
      expect(others[name].href).toBe(`${root}/${name}`);
  });

  it('of a partner without any are an empty list', async () => {
    const other = await cloud.addPartner();
    await cloud.database.query.deleteFrom('fleets').where('public_id', '=', other.fid).execute();
    expect((await cloud.getFleet(other, '/fleets')).body).toMatchObject({
      total: 0,
      _embedded: { fleets: [] },
    });
  });
});

describe('a vehicle of a fleet', () => {
  it('has its VIN, the fleet among its links, and no label', async () => {
    const { body } = await of('', { extension: 'branding' });
    expect(body).toMatchObject({
      id: vid,
      vin: car.vin,
      brand: 'DS',
      _embedded: { extension: { branding: { brand: 'DS', label: 'DS 7' } } },
    });
    expect(body).not.toHaveProperty('label');
    expect(body._links.fleet.href).toMatch(new RegExp(`/fleets/${owner.fid}$`));
    expect(body._links).not.toHaveProperty('user');
    expect(body._links.remotes).toMatchObject({ templated: true });
    expect(body._links.monitors.href).toMatch(new RegExp(`/fleets/${owner.fid}/monitors$`));
  });

  it('has a status with what only this face shows, and nothing that only old clients read', async () => {
    const { body } = await of('/status');
    expect(body).toMatchObject({
      vin: car.vin,
      transmission: { gearbox: { ratio: 'Ratio3' } },
      adas: { aebs: 'Off' },
      wipingBlades: { createdAt: iso(now), active: true },
      lastPosition: { properties: { vin: car.vin } },
      _links: { fleet: expect.anything(), vehicle: expect.anything() },
    });
    for (const name of ['energy', 'preconditionning']) expect(body).not.toHaveProperty(name);
    for (const energy of body.energies) expect(energy).not.toHaveProperty('updatedAt');
    expect(body.energies[0].extension.fuel).not.toHaveProperty('consumption');
    expect(body.energies[1].extension.electric).not.toHaveProperty('residual');
    expect(body.engines[0]).not.toHaveProperty('oil');
  });

  it('has telemetry in the words of this contract, with two selectors more', async () => {
    const read = async (query: Record<string, string>) =>
      (await of('/telemetry', query)).body._embedded.telemetries[0];
    const all = await read({ extension: 'location,maintenance' });
    expect(all.vehicle).toMatchObject({ adas: { aebs: 'Off' }, wipingBlades: { createdAt: iso(now) } });
    expect(all._embedded.extension).toMatchObject({
      maintenance: { vin: car.vin },
      location: { properties: { vin: car.vin } },
    });
    expect((await read({ type: 'vehicle.drivingBehavior' })).vehicle).toEqual({
      drivingBehavior: { mode: 'Eco' },
    });
    expect((await read({ type: 'vehicle.lighting' })).vehicle.lighting).toEqual({
      turn: [],
      light: ['Rear'],
      status: ['On'],
    });
    const user = await cloud.getOf(car, 'telemetry');
    expect(user.body._embedded.telemetries[0].vehicle).not.toHaveProperty('lighting');
    const refused = await cloud.getOf(car, 'telemetry', { query: { type: 'vehicle.lighting' } });
    expect(refused.body.code).toBe(40001);
  });

  it('tells when the next maintenance is due, also when it is overdue', async () => {
    const values = { daysBeforeMaintenance: -3, mileageBeforeMaintenance: -210.5 };
    await line.report(report(now + 1, { maintenance: values }));
    expect((await of('/maintenance')).body).toMatchObject({
      ...values,
      vin: car.vin,
      createdAt: iso(now + 1),
    });
    const { body } = await cloud.getOf(car, 'maintenance');
    expect(body).toMatchObject(values);
    expect(body).not.toHaveProperty('vin');
    expect(body._links.alerts.href).toMatch(/\/alerts$/);
  });

  it('that never reported has neither status nor maintenance', async () => {
    const silent = await cloud.addVehicle(await cloud.addDriver());
    const id = await cloud.addToFleet(owner, silent);
    for (const resource of ['status', 'maintenance', 'lastPosition'])
      expect((await cloud.getFleet(owner, `vehicles/${id}/${resource}`)).body.code).toBe(40499);
    expect((await cloud.getOf(silent, 'maintenance')).body.code).toBe(40499);
  });
});

describe('a vehicle that is stolen', () => {
  const statusWith = async (profile: string) => (await of('/status', { profile })).body;

  it('says so in the status for as long as it lasts, to the fleet owner alone', async () => {
    await line.report(report(now + 2, { stolen: { state: true } }));
    const { stolen } = await statusWith('fleet');
    expect(stolen).toMatchObject({
      state: true,
      startedAt: iso(now + 2),
      startPosition: { properties: { vin: car.vin } },
    });
    const { body } = await cloud.getFleet(owner, 'status');
    expect(body._embedded.status[0].stolen).toEqual(stolen);
    expect(await statusWith('endUser')).not.toHaveProperty('stolen');
    expect((await cloud.getOf(car, 'status')).body).not.toHaveProperty('stolen');
    await line.report(report(now + 3, { stolen: { state: false } }));
    expect(await statusWith('fleet')).not.toHaveProperty('stolen');
  });
});

describe('the profile', () => {
  beforeAll(async () => {
    await line.report(report(now + minuteMs, { privacy: { state: 'Full' }, odometer: { mileage: 9 } }));
  });

  it('fleet sees what is kept, with the times at which it was measured', async () => {
    for (const query of [{}, { profile: 'fleet' }]) {
      const { body } = await of('/status', query as Record<string, string>);
      expect(body).toMatchObject({ privacy: { state: 'Full' }, kinetic: { createdAt: iso(now) } });
      expect((await of('/lastPosition', query as Record<string, string>)).status).toBe(200);
    }
  });

  it('endUser sees what the driver would', async () => {
    const { _links, createdAt, updatedAt, vin, ...groups } = (await of('/status', { profile: 'endUser' }))
      .body;
    expect(Object.keys(groups)).toEqual(['privacy']);
    for (const resource of ['/lastPosition', '/telemetry', '/maintenance'])
      expect((await of(resource, { profile: 'endUser' })).body.code).toBe(40499);
    const { body } = await cloud.getFleet(owner, 'maintenances', { query: { profile: 'endUser' } });
    expect(body._embedded.maintenances).toEqual([]);
  });

  it('of another name is refused', async () => {
    expect((await of('/status', { profile: 'everybody' })).body.code).toBe(40001);
    // Where there is none, it is a parameter that nobody knows.
    expect((await of('', { profile: 'everybody' })).status).toBe(200);
  });

  it('endUser sees the history of open times once the driver shares again', async () => {
    await line.report(report(now + 2 * minuteMs, { privacy: { state: 'None' }, odometer: { mileage: 10 } }));
    const mileages = async (profile: string) =>
      (await of('/telemetry', { profile, type: 'vehicle' })).body._embedded.telemetries.map(
        ({ vehicle }: Body) => vehicle.odometer?.mileage,
      );
    expect(await mileages('fleet')).toContain(9);
    expect(await mileages('endUser')).not.toContain(9);
    expect(await mileages('endUser')).toContain(10);
  });
});
