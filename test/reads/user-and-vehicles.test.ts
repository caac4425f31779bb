import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVehicle, linkVehicle } from '../../src/store/vehicles/enrolment.ts';
import { type Body, type Driver, startTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
let driver: Driver;
const vins = ['VF3AAAA1', 'VF3AAAB2', 'VR1BBBB3', 'W0LCCCC4', 'VF7DDDD5'];
beforeAll(async () => {
  cloud = await startTestCloud();
  driver = await cloud.addDriver();
  for (const vin of vins) await cloud.addVehicle(driver, { vin, brand: 'Peugeot', label: '308' });
});
afterAll(() => cloud.stop());

const vinsOf = (body: Body): string[] => body._embedded.vehicles.map(({ vin }: Body) => vin);
const list = (query: Record<string, string | string[]> = {}) => cloud.get('/user/vehicles', { query });

describe('the user', () => {
  it('comes with names, dates, links and every vehicle', async () => {
    const { status, body } = await cloud.get('/user');
    expect(status).toBe(200);
    expect(body).toMatchObject({ firstName: 'Ada', lastName: 'Test', email: expect.stringContaining('@') });
    expect(body._links.vehicles.href).toBe(`${cloud.baseUrl}/connectedcar/v4/user/vehicles`);
    expect(body._embedded.Vehicles.map(({ vin }: Body) => vin)).toEqual(vins);
  });

  it('may leave the names out, and nothing is null then', async () => {
    const nameless = await cloud.addDriver();
    await cloud.database.query
      .updateTable('users')
      .set({ first_name: null, last_name: null })
      .where('id', '=', nameless.userId)
      .execute();
    const { token, clientId } = nameless;
    const { body } = await cloud.get('/user', { token, clientId });
    expect(body).not.toHaveProperty('firstName');
    expect(body._embedded.Vehicles).toEqual([]);
  });

  it('takes a country of the contract and refuses another', async () => {
    const ask = (country: string) =>
      cloud.get('/user', { token: driver.token, clientId: driver.clientId, query: { country } });
    expect((await ask('BR')).status).toBe(200);
    expect((await ask('FRA')).body.code).toBe(40001);
  });
});

describe('the vehicles', () => {
  beforeAll(() => cloud.use(driver));

  it('come in the order in which they were added, with what older clients read at the root', async () => {
    const { body } = await list();
    expect(vinsOf(body)).toEqual(vins);
    expect(body).toMatchObject({ total: 5, totalPage: 1, currentPage: 1 });
    const [vehicle] = body._embedded.vehicles;
    expect(vehicle).toMatchObject({ brand: 'Peugeot', label: '308', motorization: 'Electric' });
    expect(vehicle).not.toHaveProperty('_embedded');
    for (const link of ['self', 'user', 'lastPosition', 'status', 'telemetry', 'trips', 'maintenance'])
      expect(vehicle._links[link].href).toMatch(/^http/);
    expect(vehicle._links.monitors).toMatchObject({ templated: true });
  });

  it('are split into pages that can be walked forward and backward', async () => {
    const forward: string[] = [];
    let { body } = await list({ pageSize: '2' });
    expect(body).toMatchObject({ total: 5, totalPage: 3, currentPage: 1 });
    forward.push(...vinsOf(body));
    while (body._links.next) {
      body = (await cloud.get(body._links.next.href)).body;
      forward.push(...vinsOf(body));
    }
    expect(forward).toEqual(vins);
    expect(body.currentPage).toBe(3);
    const backward = [vinsOf(body)];
    while (body._links.prev) {
      body = (await cloud.get(body._links.prev.href)).body;
      backward.unshift(vinsOf(body));
    }
    expect(backward.flat()).toEqual(vins);
    expect(vinsOf((await cloud.get(body._links.last.href)).body)).toEqual(vins.slice(-1));
    expect(vinsOf((await cloud.get(body._links.first.href)).body)).toEqual(vins.slice(0, 2));
  });

  it.each([
    ['0-1', 0, 2],
    ['1-3', 1, 4],
    ['3-', 3, 5],
    ['2', 2, 5],
    ['0-', 0, 5],
    ['4-99', 4, 5],
    ['7-9', 5, 5],
  ])('can be cut out by indexRange=%s', async (indexRange, first, end) => {
    const { body } = await list({ indexRange });
    expect(vinsOf(body)).toEqual(vins.slice(first, end));
    expect(body.total).toBe(5);
  });

  it('can be looked for by the beginning of the VIN, in any case', async () => {
    expect(vinsOf((await list({ vinPrefix: 'VF3' })).body)).toEqual(vins.slice(0, 2));
    expect(vinsOf((await list({ vinPrefix: 'w0l' })).body)).toEqual(['W0LCCCC4']);
    const { status, body } = await list({ vinPrefix: 'ZZZ' });
    expect([status, vinsOf(body), body.total]).toEqual([200, [], 0]);
  });

  it('keep the filter on their further pages', async () => {
    const { body } = await list({ vinPrefix: 'VF', pageSize: '2' });
    const next = await cloud.get(body._links.next.href);
    expect([...vinsOf(body), ...vinsOf(next.body)]).toEqual(['VF3AAAA1', 'VF3AAAB2', 'VF7DDDD5']);
  });

  it.each([['branding'], ['pictures,branding'], [['branding', 'pictures', 'onboardCapabilities']]])(
    'carry what extension=%s asks for',
    async (extension) => {
      const [vehicle] = (await list({ extension })).body._embedded.vehicles;
      expect(vehicle._embedded.extension.branding).toEqual({ brand: 'Peugeot', label: '308' });
    },
  );

  it('answer in any locale, written either way', async () => {
    for (const locale of ['fr-FR', 'fr_FR', 'xx', '']) expect((await list({ locale })).status).toBe(200);
  });

  it('can be read one by one', async () => {
    const { body } = await list({ pageSize: '1' });
    const [listed] = body._embedded.vehicles;
    const one = await cloud.get(listed._links.self.href, { query: { extension: 'branding', locale: 'de' } });
    expect(one.body).toMatchObject({ id: listed.id, vin: listed.vin, _embedded: { extension: {} } });
  });

  it('show their pictures, and leave them out where there are none', async () => {
    const pictures = ['https://example.org/side.png'];
    const { vehicleId } = await addVehicle(cloud.database, {
      vin: 'PICTURED1',
      motorization: 'Thermic',
      pictures,
    });
    const owner = await cloud.addDriver();
    const id = await linkVehicle(cloud.database, owner.userId, vehicleId);
    const { body } = await cloud.get(`/user/vehicles/${id}`, { query: { extension: 'pictures' } });
    expect(body).toMatchObject({ pictures, _embedded: { extension: { pictures } } });
    expect(body).not.toHaveProperty('brand');
    cloud.use(driver);
    expect((await list()).body._embedded.vehicles[0]).not.toHaveProperty('pictures');
  });
});

describe('an account without vehicles', () => {
  it('is told 404 with code 40400 and the usual fields', async () => {
    await cloud.addDriver();
    const { status, body } = await cloud.get('/user/vehicles');
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 40400,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      message: expect.any(String),
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });
});
