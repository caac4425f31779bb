import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let owner: FleetOwner;
const vins: string[] = [];
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
  const driver = await cloud.addDriver();
  for (let index = 0; index < 7; index += 1) {
    const vin = `${index % 2 ? 'VF3' : 'VR1'}FLEET${index}`;
    const car = await cloud.addVehicle(driver, { vin, brand: 'Peugeot', label: '308' });
    await cloud.addToFleet(owner, car);
    vins.push(vin);
    const maintenance = index < 3 ? { maintenance: { daysBeforeMaintenance: index } } : {};
    if (index < 5)
      await (await cloud.connect(car)).report(
        report(Date.now(), { odometer: { mileage: index }, ...maintenance }),
      );
  }
});
afterAll(() => cloud.stop());

const keys: Record<string, string> = { vehicles: 'vehicles', status: 'status', maintenances: 'maintenances' };
const vinsOf = (body: Body): string[] =>
  Object.values<Body[]>(body._embedded)[0]?.map(({ vin }: Body) => vin) ?? [];

/** Follows `next` to the end. */
async function walk(list: string, query: Record<string, string>): Promise<string[][]> {
  const pages: string[][] = [];
  let { body } = await cloud.getFleet(owner, list, { query });
  for (;;) {
    expect(Object.keys(body._embedded)).toEqual([keys[list]]);
    pages.push(vinsOf(body));
    if (!body._links.next) return pages;
    body = (await cloud.getFleet(owner, body._links.next.href)).body;
  }
}

describe('the lists of a fleet', () => {
  it('have every vehicle once, in pages', async () => {
    expect(await walk('vehicles', { pageSize: '3' })).toEqual([
      vins.slice(0, 3),
      vins.slice(3, 6),
      vins.slice(6),
    ]);
    expect((await walk('vehicles', { indexRange: '2-5', pageSize: '3' })).flat()).toEqual(vins.slice(2, 6));
  });

  it('tell what a vehicle is called where that is asked', async () => {
    const { body } = await cloud.getFleet(owner, 'vehicles', { query: { extension: 'label' } });
    const labels = body._embedded.vehicles.map(({ _embedded }: Body) => _embedded.extension.label);
    expect(labels).toEqual(vins.map(() => '308'));
    const plain = await cloud.getFleet(owner, 'vehicles');
    for (const vehicle of plain.body._embedded.vehicles) expect(vehicle).not.toHaveProperty('_embedded');
  });

  it('have the status of vehicles that have reported, with links to the vehicle', async () => {
    expect(await walk('status', { pageSize: '2' })).toEqual([
      vins.slice(0, 2),
      vins.slice(2, 4),
      vins.slice(4, 5),
    ]);
    const { body } = await cloud.getFleet(owner, 'status');
    expect(body).toMatchObject({ total: 5, totalPage: 1 });
    const [first] = body._embedded.status;
    const one = await cloud.getFleet(owner, first._links.self.href);
    expect(one.body).toEqual(first);
    const resource = await cloud.getFleet(owner, first._links.vehicle.href);
    expect(resource.body.vin).toBe(vins[0]);
  });

  it('have the maintenance of those who told it', async () => {
    expect(await walk('maintenances', { pageSize: '2' })).toEqual([vins.slice(0, 2), vins.slice(2, 3)]);
    const { body } = await cloud.getFleet(owner, 'maintenances', { query: { pageSize: '2' } });
    expect(body).toMatchObject({ total: 3, totalPage: 2 });
  });

  it('have in pages and totals what the profile leaves', async () => {
    const other = await cloud.addPartner();
    const driver = await cloud.addDriver();
    const told = { odometer: { mileage: 1 }, maintenance: { daysBeforeMaintenance: 9 } };
    const start = Date.now() - 60_000;
    const lives: object[][] = [
      [report(start, told)],
      [report(start, { privacy: { state: 'Full' } }), report(start + 1, told)],
      [report(start, { privacy: { state: 'Full' } }), report(start + 1, told)],
      [report(start, { privacy: { state: 'Geolocation' } }), report(start + 1, told)],
      [report(start, { alerts: { active: [] } })],
      [report(start, told)],
      [report(start, told)],
      [report(start, told)],
    ];
    // The third tells nothing new after the driver has opened it again.
    lives[2]?.push(report(start + 2, { privacy: { state: 'None' } }));
    const cars: string[] = [];
    for (const life of lives) {
      const car = await cloud.addVehicle(driver);
      await cloud.addToFleet(other, car);
      await (await cloud.connect(car)).report(...life);
      cars.push(car.vin);
    }
    const [sixth = '', seventh = '', eighth = ''] = cars.slice(5);
    const upload = async (vin: string, audience: 'fleet' | 'endUser', scopes: string[]) => {
      const found = cloud.database.query.selectFrom('vehicles').select('id').where('vin', '=', vin);
      await cloud.database.query
        .updateTable('vehicle_services')
        .set({ scopes })
        .where('vehicle_id', '=', found)
        .where('audience', '=', audience)
        .execute();
    };
    await upload(sixth, 'fleet', ['data:telemetry:vehicle:odometer', 'data:trip']);
    await upload(seventh, 'endUser', ['data:position']);
    await upload(eighth, 'fleet', []);
    const shown = async (list: string, profile: string) => {
      const query = { profile, pageSize: '2' };
      const { body } = await cloud.getFleet(other, list, { query });
      const pages: string[][] = [];
      for (let next: Body = body; ; ) {
        pages.push(vinsOf(next).map((vin) => String(cars.indexOf(vin))));
        if (!next._links.next) break;
        next = (await cloud.getFleet(other, next._links.next.href)).body;
      }
      return [body.total, pages.map((page) => page.join('')).join(' ')];
    };
    expect(await shown('status', 'fleet')).toEqual([6, '01 23 56']);
    expect(await shown('status', 'endUser')).toEqual([5, '01 23 5']);
    expect(await shown('maintenances', 'fleet')).toEqual([5, '01 23 6']);
    expect(await shown('maintenances', 'endUser')).toEqual([2, '03']);
  });

  it('keep prefix and extension on the pages that a token alone asks for', async () => {
    const { body } = await cloud.getFleet(owner, 'vehicles', {
      query: { vinPrefix: 'vf3', extension: 'branding', pageSize: '2' },
    });
    expect(body).toMatchObject({ total: 3, totalPage: 2 });
    expect(body._embedded.vehicles[0]).toMatchObject({
      _embedded: { extension: { branding: { brand: 'Peugeot' } } },
    });
    expect(body._embedded.vehicles[0]._links).not.toHaveProperty('alarms');
    const pageToken = body._links.next.href.split('pageToken=')[1];
    const next = await cloud.getFleet(owner, 'vehicles', { query: { pageToken } });
    expect(vinsOf(next.body)).toEqual([vins[5]]);
    expect(next.body._embedded.vehicles[0]).toHaveProperty('_embedded.extension.branding');
  });

  it.each([
    [{ vinPrefix: 'ZZZ' }, 0],
    [{ vinPrefix: '%' }, 0],
    [{ vinPrefix: "'--" }, 0],
    [{ vinPrefix: '\0' }, 0],
    [{ vinPrefix: 'é' }, 0],
    [{ vinPrefix: '' }, 7],
  ])('find for %j %i vehicles', async (query, total) => {
    expect((await cloud.getFleet(owner, 'vehicles', { query })).body.total).toBe(total);
  });

  it.each<[string, Record<string, string>, number]>([
    ['vehicles', { extension: 'onboardCapabilities' }, 40001],
    ['vehicles', { pageSize: '61' }, 40001],
    ['status', { pageSize: '0' }, 40001],
    ['status', { profile: 'driver' }, 40001],
    ['status', { indexRange: '5-2' }, 40001],
    ['maintenances', { pageToken: 'nonsense' }, 40002],
    ['status', { pageToken: Buffer.from('{"a":{"at":"after","key":[0,"x"]}}').toString('base64url') }, 40002],
  ])('refuse at %s %j', async (list, query, code) => {
    const { status, body } = await cloud.getFleet(owner, list, { query });
    expect([status, body.code]).toEqual([400, code]);
  });
});
