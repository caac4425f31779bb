import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { type Admin, addAdmin } from '../support/people/admin.ts';
import { addCertificate } from '../support/people/admin-samples.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
let root: Admin;
let operator: Admin;
let viewer: Admin;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  line = await cloud.connect(car);
  [root, operator, viewer] = [
    await addAdmin(cloud),
    await addAdmin(cloud, 'operator'),
    await addAdmin(cloud, 'viewer'),
  ];
});
afterAll(() => cloud.stop());

describe('dead letters', () => {
  it('are listed page by page with their reason, the newest first', async () => {
    for (const text of ['hello', 'again', 'and again']) await line.publish('reports', text);
    const { body } = await viewer.get('/deadLetters?pageSize=2');
    expect(body).toMatchObject({ total: 3, totalPage: 2 });
    const [first, second] = body._embedded.deadLetters;
    expect(first).toMatchObject({ vin: car.vin, channel: 'reports', bytes: 9, reason: expect.any(String) });
    expect(first.id).toBeGreaterThan(second.id);
    expect((await viewer.get(`/deadLetters?vin=${car.vin.toLowerCase()}&channel=reports`)).body.total).toBe(
      3,
    );
    expect((await viewer.get('/deadLetters?reason=no+such+reason')).body.total).toBe(0);
  });

  it('are shown with their bytes to operators', async () => {
    const { id } = (await viewer.get('/deadLetters')).body._embedded.deadLetters[0];
    const { body } = await operator.get(`/deadLetters/${id}`);
    expect(Buffer.from(body.payload, 'base64').toString()).toBe('and again');
    expect((await viewer.get(`/deadLetters/${id}`)).status).toBe(403);
    expect((await operator.get('/deadLetters/999999')).status).toBe(404);
  });

  it('take effect when they can be read at last', async () => {
    const payload = JSON.stringify(report(Date.now(), everyGroup));
    const { rows } = await cloud.database.pool.query(
      `insert into dead_letters (vehicle_id, channel, received_at, reason, payload)
       values ($1, 'reports', now(), 'an adapter of yesterday', $2) returning id`,
      [car.vehicleId, Buffer.from(payload)],
    );
    const path = `/deadLetters/${rows[0].id}`;
    expect((await viewer.send('POST', `${path}/retry`)).status).toBe(403);
    expect((await operator.send('POST', `${path}/retry`)).body).toEqual({ asked: 1 });
    await eventually('it to be gone', async () => (await operator.get(path)).status === 404);
    expect((await cloud.getOf(car, 'status')).status).toBe(200);
    expect((await operator.send('POST', `${path}/retry`)).status).toBe(404);
    expect((await operator.send('POST', '/deadLetters/retry')).body).toEqual({ asked: 3 });
  });
});

describe('certificates of partners', () => {
  it('are listed and revoked', async () => {
    const serials = [await addCertificate(root), await addCertificate(root), await addCertificate(root)];
    const first = await viewer.get('/certificates?pageSize=2');
    const next = await viewer.get(`/certificates${new URL(first.body._links.next.href).search}`);
    const listed = [...first.body._embedded.certificates, ...next.body._embedded.certificates];
    expect(listed.map(({ serial }) => serial)).toEqual(serials);
    const path = `/certificates/${serials[0]}/revoke`;
    expect((await operator.send('POST', path)).status).toBe(403);
    const { revokedAt } = (await root.send('POST', path)).body;
    expect(Date.parse(revokedAt)).toBeLessThanOrEqual(cloud.clock.now());
    expect((await root.send('POST', path)).body.revokedAt).toBe(revokedAt);
    expect((await root.send('POST', '/certificates/FFFF/revoke')).status).toBe(404);
  });
});

describe('the health of Roadwire', () => {
  it('tells rates, what waits, and how much there is', async () => {
    const before = (await viewer.get('/health')).body;
    cloud.clock.advance(2000);
    await line.report(report(Date.now() + 60_000, everyGroup));
    const { status, body } = await viewer.get('/health');
    expect(status).toBe(200);
    expect(body.rates.reportsPerSecond).toBeGreaterThan(0);
    expect(body.rates.acknowledgementsPerSecond).toBeGreaterThan(0);
    expect(body.rates.overSeconds).toBeGreaterThanOrEqual(2);
    expect(body.startedAt).toBe(before.startedAt);
    expect(body.queue.lanes.length).toBeGreaterThan(0);
    expect(body).toMatchObject({
      queue: { messages: 0 },
      vehicles: { connected: 1 },
      deliveries: { waiting: 0, oldestSeconds: 0 },
    });
    expect(body.database.bytes).toBeGreaterThan(1_000_000);
    expect(body.vehicles.entered).toBeGreaterThan(0);
  });
});
