import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso, minuteMs } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { report } from '../support/vehicles/reports.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

const start = Date.now() - 60 * minuteMs;
const at = (minute: number) => start + minute * minuteMs;

/** A report with a place whose longitude is the minute. */
const drive = (minute: number, privacy?: string) =>
  report(at(minute), {
    position: { longitude: minute, latitude: 45 },
    odometer: { mileage: 100 + minute },
    ...(privacy ? { privacy: { state: privacy } } : {}),
  });

async function history(vehicle = car): Promise<{ minute: number; longitude?: number; isOpen: boolean }[]> {
  const { body } = await cloud.getOf(vehicle, 'telemetry', { query: { extension: 'location' } });
  if (!body._embedded) return [];
  return body._embedded.telemetries.map(({ createdAt, vehicle: seen, _embedded }: Body) => ({
    minute: (Date.parse(createdAt) - start) / minuteMs,
    longitude: _embedded?.extension.location.geometry.coordinates[0],
    isOpen: seen?.odometer !== undefined,
  }));
}

describe('privacy modes, one after the other', () => {
  it('None hides nothing', async () => {
    await line.report(drive(0, 'None'), drive(1));
    expect((await cloud.getOf(car, 'status')).body).toHaveProperty('lastPosition');
    expect(await history()).toEqual([
      { minute: 0, longitude: 0, isOpen: true },
      { minute: 1, longitude: 1, isOpen: true },
    ]);
  });

  it('Geolocation hides every position and leaves the rest', async () => {
    await line.report(drive(2, 'Geolocation'), drive(3));
    const { body } = await cloud.getOf(car, 'status');
    expect(body).not.toHaveProperty('lastPosition');
    expect(body).toMatchObject({ privacy: { state: 'Geolocation' }, odometer: { mileage: 103 } });
    expect((await cloud.getOf(car, 'lastPosition')).body.code).toBe(40499);
    const seen = await history();
    expect(seen.map(({ minute }) => minute)).toEqual([0, 1, 2, 3]);
    expect(seen.every(({ longitude, isOpen }) => longitude === undefined && isOpen)).toBe(true);
  });

  it('Full leaves the privacy and the identity', async () => {
    await line.report(drive(4, 'Full'), drive(5));
    const { _links, createdAt, updatedAt, ...groups } = (await cloud.getOf(car, 'status')).body;
    expect(groups).toEqual({ privacy: { createdAt: iso(at(4)), state: 'Full' } });
    for (const resource of ['lastPosition', 'telemetry'])
      expect((await cloud.getOf(car, resource)).body.code).toBe(40499);
    expect((await cloud.getOf(car)).body.vin).toBe(car.vin);
  });

  it('back at None, what was recorded under the other modes stays hidden', async () => {
    await line.report(drive(6, 'None'), drive(7));
    expect((await cloud.getOf(car, 'lastPosition')).body.geometry.coordinates[0]).toBe(7);
    expect(await history()).toEqual([
      { minute: 0, longitude: 0, isOpen: true },
      { minute: 1, longitude: 1, isOpen: true },
      { minute: 2, isOpen: true },
      { minute: 3, isOpen: true },
      { minute: 4, isOpen: false },
      { minute: 6, longitude: 6, isOpen: true },
      { minute: 7, longitude: 7, isOpen: true },
    ]);
  });

  it('a mode that is told late marks the history that is already there', async () => {
    await line.report(drive(10), drive(11), drive(12), drive(20, 'None'));
    await line.report(drive(13, 'Geolocation'));
    await line.report(report(at(11) - 1, { privacy: { state: 'Geolocation' } }));
    const hidden = (await history())
      .filter(({ minute, longitude }) => minute >= 8 && longitude === undefined)
      .map(({ minute }) => Math.ceil(minute));
    expect(hidden).toEqual([11, 11, 12, 13]);
  });

  it('told several times in one message hold each for its own time', async () => {
    const other = await cloud.addVehicle(await cloud.addDriver());
    const message = [
      drive(0),
      drive(1, 'Geolocation'),
      drive(2),
      drive(3, 'None'),
      drive(4),
      drive(5, 'Full'),
    ];
    await (await cloud.connect(other)).report(...message, drive(6), drive(7, 'None'), drive(8));
    expect(await history(other)).toEqual([
      { minute: 0, longitude: 0, isOpen: true },
      { minute: 1, isOpen: true },
      { minute: 2, isOpen: true },
      { minute: 3, longitude: 3, isOpen: true },
      { minute: 4, longitude: 4, isOpen: true },
      { minute: 5, isOpen: false },
      { minute: 7, longitude: 7, isOpen: true },
      { minute: 8, longitude: 8, isOpen: true },
    ]);
  });

  it('a report told late is marked with the mode of its own time', async () => {
    await line.report(drive(3.5), drive(1.5), drive(4.5));
    const seen = await history();
    expect(seen.find(({ minute }) => minute === 3.5)).toEqual({ minute: 3.5, isOpen: true });
    expect(seen.find(({ minute }) => minute === 1.5)).toEqual({ minute: 1.5, longitude: 1.5, isOpen: true });
    expect(seen.find(({ minute }) => minute === 4.5)).toBeUndefined();
  });

  it('outlive a restart', async () => {
    const before = await history();
    await cloud.restart();
    line = await cloud.connect(car);
    expect(await history()).toEqual(before);
    await line.report(drive(30, 'Full'));
    await cloud.restart();
    expect((await cloud.getOf(car, 'lastPosition')).body.code).toBe(40499);
  });
});

describe('generation 1', () => {
  it('has the same modes by number', async () => {
    const old = await cloud.addVehicle(await cloud.addDriver());
    const record = (minute: number, pv: number) => ({
      v: 1,
      ts: Math.floor(at(minute) / 1000) - 946_684_800,
      la: 175_890_240,
      lo: 8_260_200,
      pv,
    });
    const vehicle = await cloud.connect(old);
    await vehicle.publish('record', record(0, 0));
    expect((await cloud.getOf(old, 'lastPosition')).status).toBe(200);
    await vehicle.publish('record', record(1, 1));
    expect((await cloud.getOf(old, 'lastPosition')).status).toBe(404);
    await vehicle.publish('record', record(2, 2));
    expect((await cloud.getOf(old, 'telemetry')).status).toBe(404);
  });
});
