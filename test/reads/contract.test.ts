import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addChargeLimitEvent } from '../../src/store/remote/charge-limits.ts';
import { minuteMs } from '../support/clock.ts';
import {
  type Body,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { type FaceName, faces, servedBy } from '../support/contract.ts';
import { official, officialOf } from '../support/official.ts';
import { askRemotes, subscribe } from '../support/subscribers/subscriptions.ts';
import { eventfulLife } from '../support/vehicles/drive.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';
import { type Send, sendAs, sendAsOwner } from '../support/vehicles/send.ts';
import { writes } from '../support/write-journeys.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let owner: FleetOwner;
/** The id of the vehicle in the fleet. */
let vid: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), {
    motorization: 'Hybrid',
    brand: 'DS',
    label: 'DS 7',
  });
  owner = await cloud.addPartner();
  vid = await cloud.addToFleet(owner, car);
  await (await cloud.connect(car)).report(...life);
  for (const [key, name] of Object.entries(ids)) {
    const list = await cloud.getFleet(owner, `vehicles/${vid}/${name}`);
    found[key] = Object.values<Body[]>(list.body._embedded)[0]?.[0].id;
  }
  const own = { driver: car.driver, vehicle: car, owner };
  const callbacks = await subscribe(cloud, own);
  Object.assign(
    found,
    { id: car.id, vid },
    callbacks,
    await askRemotes(cloud, { ...own, vid, ...callbacks }),
  );
  await addLimitEvent();
});
afterAll(() => cloud.stop());

/** A drive with all that can happen, and everything told once more on the next one, which lasts. */
const life = [...eventfulLife(Date.now() - 25 * minuteMs), report(Date.now(), everyGroup)];

/** Ids in the paths below, and the list that has one. */
const ids = { tid: 'trips', aid: 'alerts', alarm: 'alarms', cid: 'collisions', sid: 'stolen' };
const found: Record<string, string | undefined> = {};
const filled = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, key) => String(found[key]));

const inUser = (resource: string) => () => `/user/vehicles/${car.id}${filled(resource)}`;
const inFleet = (resource: string) => () => `vehicles/${vid}${filled(resource)}`;
const ofFleet = (resource: string) => () => filled(resource);

/** A journey for each operation: the path it is asked at, with everything that can be asked for. */
const journeys: Record<FaceName, Record<string, () => string>> = {
  b2c: {
    getUser: () => '/user?country=BR',
    getVehiclesByDevice: () =>
      '/user/vehicles?extension=branding,connection&extension=pictures&pageSize=1&locale=fr-FR',
    getVehicleByid: inUser('?extension=branding,pictures,onboardCapabilities,connection'),
    getVehicleStatus: inUser('/status?extension=provenance'),
    getVehicleMaintenance: inUser('/maintenance'),
    getCarLastPosition: inUser('/lastPosition'),
    getTelemetry: inUser('/telemetry?extension=location,maintenance&pageSize=2000'),
    getVehicleCollision: inUser('/collisions?pageSize=1'),
    getVehicleCollisionById: inUser('/collisions/{cid}'),
    getVehicleAlerts: inUser('/alerts?timestamps=2026-01-01T00:00:00Z/&indexRange=0-9'),
    getVehicleAlertsById: inUser('/alerts/{aid}'),
    getVehicleAlarms: inUser('/alarms?type=vehicle.alarm.status,vehicle.alarm.trigger'),
    getVehicleAlarmsById: inUser('/alarms/{alarm}'),
    getTripsByVehicle: inUser('/trips?distance=0.1-&duration=10-&states=Nominal,Unfinished'),
    getTripByVehicle: inUser('/trips/{tid}'),
    getVehicleTripAlerts: inUser('/trips/{tid}/alerts?locale=fr-FR'),
    getVehicleTripAlertByAid: inUser('/trips/{tid}/alerts/{aid}'),
    getVehicleCollisionsByTripId: inUser('/trips/{tid}/collisions'),
    getVehicleCollisionByTipById: inUser('/trips/{tid}/collisions/{cid}'),
    getPathForTrip: inUser('/trips/{tid}/wayPoints?tolerance=0.1'),
    getTelemetryForTrip: inUser('/trips/{tid}/telemetry?extension=location&pageSize=2000'),
    getUsertRemotes: () => '/user/callbacks?types=Monitor,Remote&pageSize=1',
    getUsertRemotebyId: () => filled('/user/callbacks/{cbid}'),
    getUserCallbackDeliveries: () => filled('/user/callbacks/{cbid}/deliveries'),
    getUserCallbackDeliveryById: () => filled('/user/callbacks/{cbid}/deliveries/{nid}'),
    getVehicleMonitors: inUser('/callbacks/{cbid}/monitors?indexRange=0-9'),
    getVehicleMonitorsStatusById: inUser('/callbacks/{cbid}/monitors/{mid}'),
    getVehicleMonitorEvents: inUser('/callbacks/{cbid}/monitors/{mid}/events'),
    getRemoteRequestsForVhl: inUser('/callbacks/{cbid}/remotes?indexRange=0-9&pageSize=1'),
    getRemoteRequestForVhlById: inUser('/callbacks/{cbid}/remotes/{rid}'),
    getVehicleChargeLimit: inUser('/chargeLimit'),
    getVehicleChargeLimitEvents: inUser('/chargeLimit/events?pageSize=1'),
  },
  b2b: {
    getVehiclesCapabilities: () => `/vehicles/${car.vin}?extension=onboardCapabilities,branding,pictures`,
    getFleets: () => '/fleets?pageSize=1',
    getFleet: () => '',
    getVehiclesByDevice: () => 'vehicles?extension=branding,pictures,connection&locale=fr-FR&vinPrefix=V',
    getVehicleByid: inFleet('?extension=branding,pictures,onboardCapabilities,connection'),
    getCarLastPosition: inFleet('/lastPosition?profile=fleet'),
    getVehicleMaintenance: inFleet('/maintenance'),
    getFleetStatusList: () => 'status?profile=endUser&indexRange=0-9',
    getFleetMantenanceList: () => 'maintenances?pageSize=60',
    getFleetVehicleStatus: inFleet('/status?extension=provenance'),
    getTelemetry: inFleet('/telemetry?extension=location,maintenance&pageSize=2000'),
    getVehicleCollision: inFleet('/collisions?profile=endUser'),
    getVehicleCollisionById: inFleet('/collisions/{cid}'),
    getVehicleAlerts: inFleet('/alerts?pageSize=1'),
    getFleetVehicleAlertsById: inFleet('/alerts/{aid}'),
    getVehicleAlarms: inFleet('/alarms?type=vehicle.alarm.trigger'),
    getVehicleAlarmsById: inFleet('/alarms/{alarm}'),
    getVehicleStolenHistory: inFleet('/stolen'),
    getVehicleStolenById: inFleet('/stolen/{sid}'),
    getVehicleStolenIdPosition: inFleet('/stolen/{sid}/waypoints'),
    getTripsByVehicle: inFleet('/trips?distance=1-150&duration=10-3600&states=Nominal'),
    getFleetTripByVehicle: inFleet('/trips/{tid}'),
    getTripCollisionsByTripAndVehicle: inFleet('/trips/{tid}/collisions'),
    getFleetTripAlertByVehicle: inFleet('/trips/{tid}/alerts'),
    getFleetTripAlertByVehicleById: inFleet('/trips/{tid}/alerts/{aid}'),
    getPathForTrip: inFleet('/trips/{tid}/wayPoints?pageSize=2000'),
    getTelemetryForTripByVehicle: inFleet('/trips/{tid}/telemetry?extension=location,maintenance'),
    getFleetAlertList: ofFleet('alerts'),
    getFleetAlertById: ofFleet('alerts/{aid}?profile=endUser'),
    getFleetTrips: ofFleet('trips?states=Nominal'),
    getFleetTripCollisions: ofFleet('collisions'),
    getCollisionsById: ofFleet('collisions/{cid}'),
    getFleetRemotes: ofFleet('remote/callbacks?types=Doors&pageSize=1'),
    getFleetRemotebyId: ofFleet('remote/callbacks/{remoteCbid}'),
    getFleetRemoteDeliveries: ofFleet('remote/callbacks/{remoteCbid}/deliveries'),
    getFleetRemoteDeliveryById: ofFleet('remote/callbacks/{remoteCbid}/deliveries/{remoteNid}'),
    getFleetMonitors: ofFleet('monitors?pageSize=1'),
    getFleetMonitorsStatusById: ofFleet('monitors/{fleetMid}'),
    getRemoteRequestsForVhl: inFleet('/callbacks/{remoteCbid}/remotes?pageSize=1'),
    getRemoteRequestForVhlById: inFleet('/callbacks/{remoteCbid}/remotes/{remoteRid}'),
    getFleetMonitorEvents: ofFleet('monitors/{fleetMid}/events'),
    getFleetMonitorDeliveries: ofFleet('monitors/{fleetMid}/deliveries'),
    getFleetMonitorDeliveryById: ofFleet('monitors/{fleetMid}/deliveries/{monitorNid}'),
  },
};

const sender: Record<FaceName, () => Send> = {
  b2c: () => sendAs(cloud, car.driver),
  b2b: () => sendAsOwner(cloud, owner),
};

/** A charge that was stopped at its limit. */
function addLimitEvent(): Promise<void> {
  const { userId } = car.driver;
  return addChargeLimitEvent(cloud.database, {
    ...{ userId, vehicleId: car.vehicleId, at: new Date(cloud.clock.now()), level: 80.5, percent: 80 },
    ...{ privacy: 'None', remoteActionId: null, step: { type: 'Done', status: 'Success' } },
  });
}

/** What is there to be deleted. */
async function addSecond(): Promise<void> {
  const { cbid, mid, remoteCbid, fleetMid } = await subscribe(cloud, {
    driver: car.driver,
    vehicle: car,
    owner,
  });
  Object.assign(found, { cbid2: cbid, mid2: mid, remoteCbid2: remoteCbid, fleetMid2: fleetMid });
}

const headers = { accept: 'application/json' };
const ask: Record<FaceName, (path: string) => Promise<{ status: number; body: object }>> = {
  b2c: (path) => cloud.get(path, { headers }),
  b2b: (path) => cloud.getFleet(owner, path, { headers }),
};

const securitySchemes = { b2c: ['client_id', 'token'], b2b: ['client_id', 'login'] };
const versions = { b2c: '4.17.2', b2b: '3.19.2' };

describe.each(faces.map((face) => [face.name, face] as const))('the served document of %s', (name, face) => {
  it('has a journey here for each of its operations', async () => {
    const operations = (await servedBy(cloud.baseUrl, name)).map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(journeys[name]))).toEqual(new Set(operations));
  });

  it.each(Object.entries(journeys[name]))('%s answers as it says', async (_name, path) => {
    const { status, body } = await ask[name](path());
    expect(status).toBe(200);
    if ('_embedded' in body && 'total' in body)
      expect(Object.values(body._embedded as object)[0]).not.toEqual([]);
  });

  it('has a journey here for each of its operations that changes something', async () => {
    const all = await Promise.all(
      (['post', 'put', 'delete'] as const).map((method) => servedBy(cloud.baseUrl, name, method)),
    );
    const operations = all.flat().map(({ operation }) => operation.operationId);
    expect(new Set(Object.keys(writes[name]))).toEqual(new Set(operations));
  });

  it.each(Object.entries(writes[name]))('%s does as it says', async (_name, [method, path, status, body]) => {
    if (!found.cbid2) await addSecond();
    const answer = await sender[name]()(method, filled(path), body);
    expect([answer.status, answer.body === undefined]).toEqual([status, status === 204]);
  });

  it('is OpenAPI 3 with its servers and ways to prove who asks', async () => {
    const { body } = await cloud.get(`/openapi/${name}.json`);
    expect(body).toMatchObject({ openapi: '3.0.3', info: { version: versions[name] } });
    expect(body.servers[0].url).toBe(face.root);
    expect(Object.keys(body.components.securitySchemes)).toEqual(securitySchemes[name]);
    for (const schema of ['Status', 'Telemetry', 'Vehicle', 'Maintenance', 'xError'])
      expect(body.components.schemas).toHaveProperty(schema);
  });
});

describe('the page that explores the API', () => {
  it('offers both documents', async () => {
    const { status, text } = await cloud.get('/docs', { isPlain: true });
    expect(status).toBe(200);
    expect(text).toContain('swagger');
    const script = await cloud.get('/docs/static/swagger-initializer.js', { isPlain: true });
    for (const { name } of faces) expect(script.text).toContain(`/openapi/${name}.json`);
  });
});

describe('health and metrics', () => {
  it('say that the process lives and takes messages in', async () => {
    expect((await cloud.get('/health/live')).body).toEqual({ status: 'live' });
    expect((await cloud.get('/health/ready')).body).toEqual({ status: 'ready' });
  });

  it('count what came in by where it came from', async () => {
    expect(await cloud.metric('roadwire_reports_total{source="vehicle-link-2"}')).toBe(life.length);
    expect(await cloud.metric('roadwire_messages_total')).toBe(1);
    expect(await cloud.metric('roadwire_queue_messages')).toBe(0);
  });
});

describe.skipIf(official.b2c === undefined)(
  'the official files (skipped where ../shared/reference/openapi is not at hand)',
  () => {
    it.each(faces.map((face) => [face.name, face] as const))(
      'have every operation of %s under the same path and name',
      async (name) => {
        for (const method of ['get', 'post', 'put', 'delete'] as const) {
          const all = officialOf(name, method) ?? [];
          const theirs = new Map(all.map(({ path, operation }) => [path, operation.operationId]));
          for (const { path, operation } of await servedBy(cloud.baseUrl, name, method))
            if (!operation.isExtension)
              expect([method, path, theirs.get(path)]).toEqual([method, path, operation.operationId]);
        }
      },
    );

    it.each(faces.map((face) => [face.name, face] as const))(
      'have nothing of %s that is not served',
      async (name) => {
        for (const method of ['get', 'post', 'put', 'delete'] as const) {
          const served = new Set((await servedBy(cloud.baseUrl, name, method)).map(({ path }) => path));
          const all = (officialOf(name, method) ?? []).map(({ path }) => path);
          expect(all.filter((path) => !served.has(path))).toEqual([]);
        }
      },
    );

    it.each(faces.map((face) => [face.name, face] as const))(
      'would notice a body of %s that is wrong',
      (_name, face) => {
        const operation = face.official?.find(({ path }) => /\{v?id\}\/status$/.test(path))?.operation;
        const wrong = { ignition: { type: 'Contact' }, energies: [{}] };
        const faults = operation?.faults({ status: 200, headers: new Headers(), body: wrong }).join('; ');
        expect(faults).toMatch(/createdAt/);
        expect(faults).toMatch(/\/ignition/);
        expect(faults).toMatch(/\/energies\/0/);
      },
    );
  },
);
