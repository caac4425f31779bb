import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from './support/cloud.ts';
import { servedBy } from './support/contract.ts';
import { official } from './support/official.ts';
import { everyGroup, report } from './support/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), {
    motorization: 'Hybrid',
    brand: 'DS',
    label: 'DS 7',
  });
  await (await cloud.connect(car)).report(report(Date.now(), everyGroup));
});
afterAll(() => cloud.stop());

/** A journey for each operation: the path it is asked at, with everything that can be asked for. */
const journeys: Record<string, () => string> = {
  getUser: () => '/user?country=BR',
  getVehiclesByDevice: () => '/user/vehicles?extension=branding&extension=pictures&pageSize=1&locale=fr-FR',
  getVehicleByid: () => `/user/vehicles/${car.id}?extension=branding,pictures,onboardCapabilities`,
  getVehicleStatus: () => `/user/vehicles/${car.id}/status`,
  getCarLastPosition: () => `/user/vehicles/${car.id}/lastPosition`,
  getTelemetry: () => `/user/vehicles/${car.id}/telemetry?extension=location,maintenance&pageSize=2000`,
};

describe('the served OpenAPI document', () => {
  it('has a journey here for each of its operations', async () => {
    const operations = (await servedBy(cloud.baseUrl)).map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(journeys))).toEqual(new Set(operations));
  });

  it.each(Object.entries(journeys))('%s answers as it says', async (_name, path) => {
    const { status } = await cloud.get(path(), { headers: { accept: 'application/json' } });
    expect(status).toBe(200);
  });

  it('is OpenAPI 3 with its servers and ways to prove who asks', async () => {
    const { body } = await cloud.get('/openapi/b2c.json');
    expect(body).toMatchObject({ openapi: '3.0.3', info: { version: '4.17.2' } });
    expect(body.servers[0].url).toBe('/connectedcar/v4');
    expect(Object.keys(body.components.securitySchemes)).toEqual(['client_id', 'token']);
  });

  it('can be explored', async () => {
    const { status, text } = await cloud.get('/docs', { isPlain: true });
    expect(status).toBe(200);
    expect(text).toContain('swagger');
  });
});

describe('health and metrics', () => {
  it('say that the process lives and takes messages in', async () => {
    expect((await cloud.get('/health/live')).body).toEqual({ status: 'live' });
    expect((await cloud.get('/health/ready')).body).toEqual({ status: 'ready' });
  });

  it('count what came in by where it came from', async () => {
    expect(await cloud.metric('roadwire_reports_total{source="vehicle-link-2"}')).toBe(1);
    expect(await cloud.metric('roadwire_messages_total')).toBe(1);
    expect(await cloud.metric('roadwire_queue_messages')).toBe(0);
  });
});

describe.skipIf(official === undefined)(
  'the official file (skipped where ../shared/reference/openapi is not at hand)',
  () => {
    it('has every operation under the same path and name', async () => {
      const theirs = new Map(official?.map(({ path, operation }) => [path, operation.operationId]));
      for (const { path, operation } of await servedBy(cloud.baseUrl))
        expect([path, theirs.get(path)]).toEqual([path, operation.operationId]);
    });

    it('would notice a body that is wrong', () => {
      const operation = official?.find(({ path }) => path.endsWith('/status'))?.operation;
      const wrong = { ignition: { type: 'Contact' }, energies: [{}] };
      const faults = operation?.faults({ status: 200, headers: new Headers(), body: wrong }).join('; ');
      expect(faults).toMatch(/createdAt/);
      expect(faults).toMatch(/\/ignition/);
      expect(faults).toMatch(/\/energies\/0/);
    });
  },
);
