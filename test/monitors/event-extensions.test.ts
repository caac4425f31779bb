import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presentExtensions } from '../../src/api/present/events/event-extensions.ts';
import { eventPlace, withoutLinks } from '../../src/api/present/events/event-place.ts';
import { seenVehicle } from '../../src/api/shared/access/see-vehicle.ts';
import { grantableScopes } from '../../src/auth/scopes.ts';
import { sightOfUser, sightsOfFleet } from '../../src/auth/sight.ts';
import type { Face } from '../../src/model/monitor.ts';
import { minuteMs } from '../support/clock.ts';
import {
  type Body,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { eventfulLife } from '../support/vehicles/drive.ts';
import { stateOf } from '../support/vehicles/known-state.ts';
import { everyGroup, report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let owner: FleetOwner;
let vid: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Hybrid' });
  owner = await cloud.addPartner();
  vid = await cloud.addToFleet(owner, car);
  const now = Date.now();
  const stolen = { ...everyGroup, stolen: { state: true } };
  await (await cloud.connect(car)).report(...eventfulLife(now - 25 * minuteMs), report(now, stolen));
  await cloud.restart();
});
afterAll(() => cloud.stop());

/** What would be told with an event now, by type. */
async function told(face: Face, type: string): Promise<Body> {
  const uploaded = { endUser: ['data'], fleet: ['data'] };
  const sights = { ...sightsOfFleet(uploaded), endUser: sightOfUser(grantableScopes, uploaded) };
  const { vehicleId, vin, id: publicId } = car;
  const owned = { vehicleId, publicId, vin, sights };
  const profile = face === 'b2c' ? 'endUser' : 'fleet';
  const found = { owned, at: eventPlace(face, vin), profile } as const;
  const vehicle = seenVehicle(found, await stateOf(cloud, car));
  const [extension] = presentExtensions({ face, types: [type], vehicle });
  return Object.values([extension?.body].flat()[0] ?? {})[0];
}

/** What the API answers, without links. */
async function asked(face: Face, resource: string): Promise<Body> {
  const { body } =
    face === 'b2c'
      ? await cloud.getOf(car, resource)
      : await cloud.getFleet(owner, `vehicles/${vid}/${resource}`);
  return withoutLinks(body);
}

const newest = async (face: Face, list: string) => {
  const { _embedded } = await asked(face, list);
  return Object.values(_embedded as Record<string, Body[]>)[0];
};

describe.each(['b2c', 'b2b'] as const)(
  'what an event of %s brings along is what the API answers:',
  (face) => {
    it.each([
      ['vehicle.status', 'status'],
      ['vehicle.maintenance', 'maintenance'],
      ['vehicle.position', 'lastPosition'],
    ])('%s', async (type, resource) => {
      const answer = await asked(face, resource);
      expect(await told(face, type)).toEqual(answer);
    });

    it('vehicle.doorsState', async () => {
      expect(await told(face, 'vehicle.doorsState')).toEqual((await asked(face, 'status')).doorsState);
    });

    it('vehicle.alarm', async () => {
      expect(await told(face, 'vehicle.alarm')).toEqual((await asked(face, 'status')).alarm);
    });

    it('vehicle.alerts', async () => {
      const alerts = await newest(face, 'alerts');
      const lit = alerts?.filter(({ active }) => active).sort((a, b) => a.id.localeCompare(b.id));
      expect(lit).toHaveLength(2);
      const extension: Body[] = await told(face, 'vehicle.alerts');
      expect(extension.sort((a, b) => a.id.localeCompare(b.id))).toEqual(lit);
    });

    it('vehicle.collisions, but for its position', async () => {
      const { position, ...collision } = await told(face, 'vehicle.collisions');
      expect(position.type).toBe('Feature');
      expect([collision]).toEqual(await newest(face, 'collisions'));
    });

    it('vehicle.trip', async () => {
      const { id } = await told(face, 'vehicle.trip');
      expect(await told(face, 'vehicle.trip')).toEqual(await asked(face, `trips/${id}`));
    });

    it('vehicle.telemetry, of the last report', async () => {
      const telemetry = await told(face, 'vehicle.telemetry');
      const answers = await newest(face, 'telemetry?pageSize=2000');
      // The trigger of the alarm has the position of its report there, here that of its time.
      for (const one of [telemetry, answers?.at(-1)]) delete one.vehicle.alarm.trigger.position;
      expect(telemetry).toEqual(answers?.at(-1));
    });
  },
);

describe('what an event of a theft brings along', () => {
  it('is what the API answers', async () => {
    const episodes = await newest('b2b', 'stolen');
    const lasting = episodes?.find(({ state }) => state);
    expect(await told('b2b', 'vehicle.stolen')).toEqual(lasting);
    expect(await told('b2c', 'vehicle.stolen')).toBeUndefined();
  });
});
