import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minuteMs } from '../support/clock.ts';
import { type EnrolledVehicle, type FleetOwner, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { place } from '../support/vehicles/drive.ts';
import { liveOf, ready } from '../support/vehicles/live.ts';
import { report } from '../support/vehicles/reports.ts';

let cloud: TestCloud;
let owner: FleetOwner;
beforeAll(async () => {
  cloud = await startTestCloud();
  owner = await cloud.addPartner();
});
afterAll(() => cloud.stop());

const start = Date.now() - 60 * minuteMs;
const at = (minute: number) => start + minute * minuteMs;
const mode = (state: string) => ({ privacy: { state } });

/** Told while the driver hides everything. */
const secret = {
  position: place(2),
  odometer: { mileage: 102 },
  battery: { voltage: 80 },
  maintenance: { daysBeforeMaintenance: 9, mileageBeforeMaintenance: 900 },
  alarm: { trigger: { type: 'RoofBreakIn', startAt: '2026-05-04T07:15:02.000Z' } },
};

describe('what was measured while the driver hid it, once the mode is None again', () => {
  let car: EnrolledVehicle;
  let fleet: FleetOwner;
  let vid: string;
  beforeAll(async () => {
    car = await cloud.addVehicle(await cloud.addDriver());
    fleet = await cloud.addFleet(owner, 'Past');
    vid = await cloud.addToFleet(fleet, car);
    const line = await cloud.connect(car);
    await line.report(
      report(at(0), {
        ...mode('None'),
        position: place(0),
        ignition: { type: 'Stop' },
        odometer: { mileage: 100 },
      }),
      report(at(1), mode('Full')),
      report(at(2), secret),
      report(at(3), mode('None')),
    );
  });

  const asDriver = { query: { profile: 'endUser' } };
  /** The same question on both faces: the driver, the fleet owner with the driver's eyes, the fleet owner. */
  const answers = async (resource: string) =>
    [
      await cloud.getOf(car, resource),
      await cloud.getFleet(fleet, `vehicles/${vid}/${resource}`, asDriver),
      await cloud.getFleet(fleet, `vehicles/${vid}/${resource}`),
    ] as const;

  it('is in no status but the fleet owner’s', async () => {
    const [driver, endUser, kept] = await answers('status');
    for (const seen of [driver, endUser]) {
      expect(seen.body).toMatchObject({ ignition: { type: 'Stop' }, privacy: { state: 'None' } });
      for (const name of ['lastPosition', 'odometer', 'battery', 'alarm'])
        expect(seen.body).not.toHaveProperty(name);
    }
    expect(kept.body).toMatchObject({
      odometer: { mileage: 102 },
      battery: { voltage: 80 },
      alarm: { trigger: { type: 'RoofBreakIn', position: {} } },
      lastPosition: {},
    });
  });

  it.each(['lastPosition', 'maintenance'])('makes no %s', async (resource) => {
    const [driver, endUser, kept] = await answers(resource);
    expect([driver.body.code, endUser.body.code, kept.status]).toEqual([40499, 40499, 200]);
  });

  it('is in no list of the fleet with the driver’s eyes', async () => {
    const { body } = await cloud.getFleet(fleet, 'status', asDriver);
    expect(body._embedded.status).toMatchObject([{ ignition: { type: 'Stop' } }]);
    expect(body._embedded.status[0]).not.toHaveProperty('lastPosition');
    const listOf = async (query: Record<string, string>) =>
      (await cloud.getFleet(fleet, 'maintenances', { query })).body._embedded?.maintenances ?? [];
    expect(await listOf(asDriver.query)).toEqual([]);
    expect(await listOf({})).toHaveLength(1);
  });

  it('is not what a live stream begins with', async () => {
    const { listenAs, listenAsOwner, leaveAll } = liveOf(() => cloud);
    const types = 'status,position';
    const eyes = await Promise.all([
      listenAs(car, { query: { types } }),
      listenAsOwner(fleet, { types, profile: 'endUser', fleet: fleet.fid }),
      listenAsOwner(fleet, { types, fleet: fleet.fid }),
    ]);
    for (const reader of eyes) await ready(reader);
    const [driver, endUser, kept] = eyes.map(({ events }) => events);
    for (const events of [driver, endUser]) {
      expect(events?.map(({ event }) => event)).toEqual(['reset', 'status', 'ready']);
      expect(events?.[1]?.data.status).not.toHaveProperty('odometer');
    }
    expect(kept?.map(({ event }) => event)).toContain('position');
    leaveAll();
  });

  it('gives way to what is measured in the open, each group by itself', async () => {
    const line = await cloud.connect(car);
    await line.report(report(at(4), { position: place(4) }));
    const [driver] = await answers('status');
    expect(driver.body).toHaveProperty('lastPosition');
    expect(driver.body).not.toHaveProperty('odometer');
    expect((await cloud.getOf(car, 'lastPosition')).status).toBe(200);
  });

  it('is a position only, where the mode was Geolocation', async () => {
    const line = await cloud.connect(car);
    await line.report(
      report(at(5), mode('Geolocation')),
      report(at(6), { position: place(6), odometer: { mileage: 106 } }),
      report(at(7), mode('None')),
    );
    const [driver, endUser] = await answers('status');
    for (const seen of [driver, endUser]) {
      expect(seen.body).toMatchObject({ odometer: { mileage: 106 } });
      expect(seen.body).not.toHaveProperty('lastPosition');
    }
  });

  it('is hidden, too, where the mode of its time is told late', async () => {
    const line = await cloud.connect(car);
    await line.report(report(at(8), { odometer: { mileage: 108 } }), report(at(9), mode('None')));
    expect((await cloud.getOf(car, 'status')).body).toMatchObject({ odometer: { mileage: 108 } });
    await line.report(report(at(7.5), mode('Full')));
    expect((await cloud.getOf(car, 'status')).body).not.toHaveProperty('odometer');
  });
});
