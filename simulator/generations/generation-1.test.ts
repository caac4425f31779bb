import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../src/adapters/vehicle-link-1/decode.ts';
import { unify } from '../../src/unify/unify.ts';
import { motorizations } from '../model/cars.ts';
import { alertsOf } from '../model/vehicle.ts';
import { type Rehearsed, rehearse } from '../rehearsal.ts';
import { recordOf } from './generation-1.ts';

const from = Date.parse('2026-05-04T07:15:00Z');
const config = {
  vin: 'VR1SIMULATED00002',
  username: 'user',
  password: 'word',
  generation: 1,
  motorization: 'Thermic',
  home: { longitude: -46.63, latitude: -23.55 },
  startMoving: true,
} as const;

function records(motorization: (typeof motorizations)[number], seed: number, seconds: number): Rehearsed[] {
  return [
    ...rehearse({ ...config, motorization }, { seed, tripKm: [2, 5], recordSeconds: 10 }, { from, seconds }),
  ];
}

const valuesIn = ({ payload }: Rehearsed) => JSON.parse(payload) as Record<string, number>;

test('every record is made of whole numbers that the cloud understands', () => {
  fc.assert(
    fc.property(fc.constantFrom(...motorizations), fc.integer(), (motorization, seed) => {
      const all = records(motorization, seed, 2000);
      const problems = all.flatMap((record) => {
        const { drafts, unknown } = decode(Buffer.from(record.payload));
        const refused: string[] = [...unknown];
        for (const { groups } of drafts) unify(groups, (path, reason) => refused.push(`${path} ${reason}`));
        return refused;
      });
      expect(problems).toEqual([]);
      expect(all.flatMap((record) => Object.values(valuesIn(record))).every(Number.isSafeInteger)).toBe(true);
    }),
    { numRuns: 12 },
  );
});

test('what the cloud reads is the state of the vehicle, as exactly as the units allow', () => {
  for (const record of records('Hybrid', 5, 900)) {
    const { vehicle, at } = record;
    const [draft] = decode(Buffer.from(record.payload)).drafts;
    const groups = unify(draft?.groups ?? {}, () => expect.unreachable()) ?? {};
    expect(draft?.at).toBe(at);
    if (vehicle.privacy === 'None')
      expect(groups.position?.longitude).toBeCloseTo(vehicle.place.longitude, 5);
    expect(Math.abs((groups.kinetic?.speed ?? -1) - vehicle.speedMps * 3.6)).toBeLessThan(0.15);
    expect(Math.abs((groups.odometer?.mileage ?? 0) - vehicle.odometerKm)).toBeLessThan(0.25);
    const fuelCl = ((groups['energies.Fuel']?.level ?? 0) / 100) * vehicle.car.tankCl;
    expect(Math.abs(fuelCl - vehicle.stores.fuelCl)).toBeLessThan(12);
    expect(Math.abs((groups['environment.air']?.temp ?? 0) - vehicle.outsideCelsius)).toBeLessThan(0.06);
    expect(groups['energies.Electric.load']?.residual).toBe(Math.round(vehicle.stores.batteryWh / 100) * 100);
  }
});

test('a record comes with the start, at the interval while driving, and with the stop', () => {
  const all = records('Thermic', 9, 4000);
  for (const [index, record] of all.slice(1).entries()) {
    const before = all[index]!;
    const [wasOn, isOn] = [valuesIn(before).ig !== 0, valuesIn(record).ig !== 0];
    if (wasOn && isOn) expect(record.at - before.at).toBe(10_000);
    if (!wasOn && !isOn) expect(valuesIn(record).al).not.toBe(valuesIn(before).al);
  }
  expect(all.filter((record) => valuesIn(record).ig === 0).length).toBeGreaterThan(2);
});

test('the lamps that this generation has are lit, and the other alerts are left out', () => {
  const [first] = records('Thermic', 1, 0);
  const vehicle = {
    ...first!.vehicle,
    outsideCelsius: 0,
    stores: { ...first!.vehicle.stores, fuelCl: 300 },
    mishaps: [
      { type: 'AddWasherFluid', secondsLeft: 60 },
      { type: 'LeftFrontTireUnderInflated', secondsLeft: 60 },
    ],
  } as const;
  expect(alertsOf(vehicle)).toContain('RiskOfIce');
  expect(recordOf(vehicle, from).wl).toBe(2 ** 7 + 2 ** 8 + 2 ** 9);
});

test('privacy leaves out the position, or everything', () => {
  const [first] = records('Thermic', 1, 0);
  const { vehicle } = first!;
  const keys = Object.keys(recordOf({ ...vehicle, privacy: 'Geolocation' }, from));
  expect(keys).toContain('sp');
  expect(keys).not.toContain('la');
  expect(recordOf({ ...vehicle, privacy: 'Full' }, from)).toEqual({
    v: 1,
    ts: from / 1000 - 946_684_800,
    pv: 2,
  });
});
