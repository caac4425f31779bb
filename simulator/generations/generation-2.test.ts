import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../src/adapters/vehicle-link-2/decode.ts';
import { unify } from '../../src/unify/unify.ts';
import { createActor } from '../actor.ts';
import { motorizations } from '../model/cars.ts';
import type { Privacy } from '../model/vehicle.ts';
import { type Rehearsed, rehearse } from '../rehearsal.ts';
import { generation2 } from './generation-2.ts';
import { groupsOf } from './generation-2-groups.ts';

const from = Date.parse('2026-05-04T07:15:00Z');
const config = {
  vin: 'VR1SIMULATED00001',
  username: 'user',
  password: 'word',
  generation: 2,
  motorization: 'Electric',
  home: { longitude: -3.7038, latitude: 40.4168 },
  startMoving: true,
} as const;

function reports(motorization: (typeof motorizations)[number], seed: number, seconds: number): Rehearsed[] {
  return [...rehearse({ ...config, motorization }, { seed, tripKm: [2, 5] }, { from, seconds })];
}

function groupsIn({ payload }: { payload: string }) {
  const { id, at, ...groups } = JSON.parse(payload) as Record<string, unknown>;
  return groups;
}

/** The groups of a message as the cloud reads them, and everything it finds wrong. */
function read({ payload }: { payload: string }) {
  const { drafts, rejects, unknown } = decode(Buffer.from(payload));
  const problems: string[] = [...unknown, ...rejects.map(({ reason }) => reason)];
  const groups = drafts.map((draft) =>
    unify(draft.groups, (path, reason) => problems.push(`${path} ${reason}`)),
  );
  return { groups: groups[0] ?? {}, at: drafts[0]?.at, problems };
}

test('every report of every kind of vehicle is understood in full', () => {
  fc.assert(
    fc.property(fc.constantFrom(...motorizations), fc.integer(), (motorization, seed) => {
      const problems = reports(motorization, seed, 2000).flatMap((report) => read(report).problems);
      expect(problems).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

test('what a vehicle has used is told as a total: cL of fuel, hundredths of a kilogram of hydrogen', () => {
  const used = { Thermic: [500, 1500], Hydrogen: [70, 250] } as const;
  for (const motorization of ['Thermic', 'Hydrogen'] as const) {
    const told = reports(motorization, 3, 2000);
    const total = ({ groups }: ReturnType<typeof read>) =>
      groups['energies.Fuel']?.extension?.fuel?.consumptions?.total;
    const totals = told.map((report) => total(read(report))).filter((one) => one !== undefined);
    const km = (told.at(-1)?.vehicle.odometerKm ?? 0) - (told[0]?.vehicle.odometerKm ?? 0);
    const per100Km = (((totals.at(-1) ?? 0) - (totals[0] ?? 0)) / km) * 100;
    expect(per100Km).toBeGreaterThan(used[motorization][0]);
    expect(per100Km).toBeLessThan(used[motorization][1]);
  }
});

test('what the cloud reads is the state of the vehicle at that time', () => {
  for (const report of reports('Electric', 7, 900)) {
    const { groups, at } = read(report);
    const { vehicle } = report;
    expect(at).toBe(report.at);
    if (groups.odometer) expect(groups.odometer.mileage).toBeCloseTo(vehicle.odometerKm, 1);
    if (groups.kinetic) expect((groups.kinetic.speed ?? -1) / 3.6).toBeCloseTo(vehicle.speedMps, 1);
    if (groups.position) expect(groups.position.latitude).toBeCloseTo(vehicle.place.latitude, 5);
    const level = groups['energies.Electric']?.level;
    if (level !== undefined) expect(level).toBeCloseTo((vehicle.stores.batteryWh / 50_000) * 100, 0);
  }
});

test('the first report says everything, and while driving the moving groups come every two seconds', () => {
  const [first, ...others] = reports('Thermic', 3, 61);
  expect(Object.keys(groupsIn(first!))).toContain('service');
  expect(Object.keys(groupsIn(first!)).length).toBeGreaterThan(15);
  const moving = others.filter((report) => 'kinetic' in groupsIn(report));
  expect(moving.map(({ at }) => (at - from) / 1000)).toEqual(
    Array.from({ length: 30 }, (_, index) => 2 * index + 2),
  );
});

test('ignition, doors, alerts and the plug are told in the second in which they change', () => {
  const actor = createActor(
    config,
    { seed: 11, tripKm: [2, 3], privateTripShare: 0 },
    { index: 0, fleetSize: 1, at: from },
  );
  const watched = ['ignition', 'powertrain', 'doorsState', 'alerts'] as const;
  const told: Record<string, string | undefined> = {};
  const ignitions = new Set<string | undefined>();
  for (let second = 0; second < 5000; second += 1) {
    const messages = actor.live(from + second * 1000);
    for (const message of messages) Object.assign(told, texts(groupsIn(message)));
    for (const name of watched) expect(told[name]).toBe(JSON.stringify(groupsOf[name](actor.vehicle())));
    expect(told.energies).toContain(`"status":"${actor.vehicle().supply.status}"`);
    ignitions.add(told.ignition);
  }
  expect(ignitions.size).toBe(3);
});

function texts(groups: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, JSON.stringify(value)]));
}

test('ids never repeat, not even after a restart', () => {
  const again = [...rehearse(config, { seed: 1 }, { from: from + 60_000, seconds: 300 })];
  const both = [...reports('Electric', 1, 300), ...again];
  const ids = both.map(({ payload }) => (JSON.parse(payload) as { id: string }).id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(64);
});

test('privacy is told, and then kept', () => {
  const [{ vehicle } = fail()] = reports('Electric', 1, 0);
  const said = (privacy: Privacy) => {
    const pace = { reportSeconds: 2, parkedReportSeconds: 86_400, isSteady: false };
    const hidden = { ...vehicle, privacy };
    const first = generation2.speak(hidden, generation2.silent('t'), { at: from, pace });
    const second = generation2.speak(hidden, first.memory, { at: from + 2000, pace });
    return [first, second].map(({ messages }) =>
      messages.flatMap((message) => Object.keys(groupsIn(message))),
    );
  };
  expect(said('None')[1]).toContain('position');
  expect(said('Geolocation')[0]).not.toContain('position');
  expect(said('Geolocation')[1]).toEqual(['kinetic', 'odometer', 'energies']);
  expect(said('Full')).toEqual([['privacy'], []]);
});

function fail(): never {
  throw new Error('the rehearsal gave nothing');
}
