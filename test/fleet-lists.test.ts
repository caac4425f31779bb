import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type FleetOwner, startTestCloud, type TestCloud } from './support/cloud.ts';
import { report } from './support/reports.ts';

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
    expect((await walk('maintenances', { pageSize: '2' })).flat()).toEqual(vins.slice(0, 3));
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
