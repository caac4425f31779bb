import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import type { TestVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
let line: TestVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Thermic' });
  line = await cloud.connect(car);
});
afterAll(() => cloud.stop());

const epoch2000 = Date.UTC(2000, 0, 1);

/** The record of docs/vehicle-link.md, of a minute ago. */
const measuredAt = Math.floor((Date.now() - 60_000) / 1000) * 1000;
const record = {
  v: 1,
  ts: (measuredAt - epoch2000) / 1000,
  la: 175_890_240,
  lo: 8_260_200,
  hd: 45,
  sv: 7,
  sp: 312,
  od: 112_934,
  fl: 131,
  fr: 241,
  rp: 231,
  ct: 1275,
  ta: 545,
  ig: 2,
  dr: 0,
  lk: 0,
  wl: 128,
  sd: 91,
  sm: 4210,
};

describe('a record of generation 1', () => {
  let status: Body;
  beforeAll(async () => {
    await line.publish('record', record);
    status = (await cloud.getOf(car, 'status')).body;
  });

  it('reads as the document of the vehicle link says, in the words and units of the Web API', () => {
    const createdAt = iso(measuredAt);
    expect(status).toMatchObject({
      createdAt,
      lastPosition: {
        geometry: { coordinates: [2.2945, 48.8584] },
        properties: { createdAt, heading: 90, type: 'Acquire', fixStatus: '3D' },
      },
      kinetic: { createdAt, speed: 50.2, moving: true },
      odometer: { createdAt, mileage: 18_175 },
      energies: [{ createdAt, type: 'Fuel', subType: 'FossilEnergy', level: 51.4, autonomy: 388 }],
      engines: [
        { createdAt, type: 'Thermic', speed: 1848, extension: { thermic: { coolant: { temp: 87.5 } } } },
      ],
      environment: { air: { createdAt, temp: 14.5 } },
      ignition: { createdAt, type: 'Start' },
      powertrain: { createdAt, status: 'Running' },
    });
    expect(status.doorsState.lockedStates).toEqual(['Unlocked']);
    expect(status.doorsState.opening).toHaveLength(6);
    expect(new Set(status.doorsState.opening.map((door: Body) => door.state))).toEqual(new Set(['Closed']));
  });

  it('has maintenance in its telemetry and remembers the lamp that was lit', async () => {
    const query = { extension: 'maintenance' };
    const { body } = await cloud.getOf(car, 'telemetry', { query });
    expect(body._embedded.telemetries[0]._embedded.extension.maintenance).toMatchObject({
      daysBeforeMaintenance: 91,
      mileageBeforeMaintenance: 6775,
    });
    const row = await cloud.database.query.selectFrom('telemetry').select('groups').executeTakeFirstOrThrow();
    expect(JSON.parse(String(row.groups))).toMatchObject({ alerts: { active: ['FuelLevelLow'] } });
  });

  it('is the same vehicle, groups and times when generation 2 says the same', async () => {
    const twin = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Thermic' });
    const twinLine = await cloud.connect(twin);
    const { opening } = status.doorsState;
    await twinLine.report({
      id: '1',
      at: iso(measuredAt),
      ignition: { type: 'Start' },
      powertrain: { status: 'Running' },
      position: { longitude: 2.2945, latitude: 48.8584, heading: 90, type: 'Acquire', fixStatus: '3D' },
      kinetic: { speed: 50.2, moving: true },
      odometer: { mileage: 18_175 },
      energies: [{ type: 'Fuel', subType: 'FossilEnergy', level: 51.4, autonomy: 388 }],
      engines: [{ type: 'Thermic', speed: 1848, extension: { thermic: { coolant: { temp: 87.5 } } } }],
      environment: { air: { temp: 14.5 } },
      doorsState: { lockedStates: ['Unlocked'], opening },
    });
    const { body } = await cloud.getOf(twin, 'status');
    const { _links, updatedAt, ...told } = body;
    expect(status).toMatchObject(told);
    expect(new Set(Object.keys(status))).toEqual(new Set(Object.keys(body)));
  });
});

describe('records of generation 1 that are not quite right', () => {
  it('count as one when their bytes are the same', async () => {
    await line.publish('record', record);
    await line.publish('record', record);
    const { body } = await cloud.getOf(car, 'telemetry');
    expect(body.total).toBe(1);
  });

  it('keep the keys that can be used, and the others are counted', async () => {
    const ts = record.ts + 30;
    await line.publish('record', { v: 1, ts, ig: 9, od: 112_940, sp: 'fast', zz: 1, lk: 7, pv: 12 });
    const { body } = await cloud.getOf(car, 'status');
    expect(body.odometer).toMatchObject({ createdAt: iso(measuredAt + 30_000), mileage: 18_175.9 });
    expect(body.ignition.createdAt).toBe(iso(measuredAt));
    expect(await cloud.metric('roadwire_fields_refused_total{field="ignition.type",reason="type"}')).toBe(1);
    expect(await cloud.metric('roadwire_fields_refused_total{field="sp",reason="unknown"}')).toBe(1);
    expect(await cloud.metric('roadwire_fields_refused_total{field="privacy.state",reason="type"}')).toBe(1);
  });

  it('become dead letters without their format or their time', async () => {
    await line.publish('record', { ts: record.ts });
    await line.publish('record', { v: 1, od: 5 });
    const letters = await cloud.database.query.selectFrom('dead_letters').select('reason').execute();
    expect(letters.map(({ reason }) => reason)).toEqual([
      'v: missing, expected 1',
      'ts: missing, expected whole seconds since 2000-01-01',
    ]);
  });
});
