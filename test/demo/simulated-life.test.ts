import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActor, type Settings } from '../../simulator/actor.ts';
import type { VehicleConfig } from '../../simulator/config.ts';
import { distanceM } from '../../simulator/model/world/sphere.ts';
import { rehearse } from '../../simulator/rehearsal.ts';
import { lastOf } from '../../src/cli/simulate/last-known.ts';
import { findStatus } from '../../src/known-states.ts';
import type { Groups } from '../../src/model/groups.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const home = { longitude: 4.8357, latitude: 45.764 };
const settings: Settings = { seed: 5, tripKm: [2, 4], privateTripShare: 0 };

type Kind = Pick<VehicleConfig, 'generation' | 'motorization'>;

function configOf({ vin }: EnrolledVehicle, kind: Kind, more: Partial<VehicleConfig>): VehicleConfig {
  return { vin, username: vin, password: 'unused', home, ...kind, ...more };
}

/** Publishes what the vehicle says, and gives its last state. */
async function live(car: EnrolledVehicle, config: VehicleConfig, seconds: number) {
  const line = await cloud.connect(car);
  const from = cloud.clock.now() - seconds * 1000;
  let last: Body;
  for (const said of rehearse(config, settings, { from, seconds })) {
    void line.publish(said.channel, said.payload);
    last = said.vehicle;
  }
  await cloud.settle();
  return last;
}

/** Every value of a group that is kept of a vehicle, oldest first. */
async function kept<Name extends keyof Groups>({ vehicleId }: EnrolledVehicle, name: Name) {
  const { rows } = await cloud.database.pool.query<{ groups: string }>(
    'select groups::text as groups from telemetry where vehicle_id = $1 order by at',
    [vehicleId],
  );
  return rows.flatMap(({ groups }) => (JSON.parse(groups) as Groups)[name] ?? []);
}

const kinds: Kind[] = [
  { generation: 1, motorization: 'Thermic' },
  { generation: 2, motorization: 'Hybrid' },
];

describe.each(kinds)('a simulated vehicle of generation $generation', (kind) => {
  let car: EnrolledVehicle;
  beforeAll(async () => {
    // What a vehicle lives through follows from its VIN.
    const vin = `VR1LIFE000000000${kind.generation}`;
    car = await cloud.addVehicle(await cloud.addDriver(), { vin, motorization: kind.motorization });
  });

  it('tells its past, and nothing of it is lost or refused', async () => {
    const config = configOf(car, kind, { historyDays: 1, staged: ['SevereCollision', 'BreakIn'] });
    const vehicle = await live(car, config, 0);
    const { body } = await cloud.getOf(car, 'status');
    const [longitude, latitude] = body.lastPosition.geometry.coordinates;
    // The last record of generation 1 may be a minute old.
    expect(Math.abs(vehicle.odometerKm - body.odometer.mileage)).toBeLessThan(1.5);
    expect(distanceM(vehicle.place, { longitude, latitude })).toBeLessThan(1500);
    expect(await cloud.metric('roadwire_dead_letters_total')).toBe(0);
    const { text } = await cloud.get('/metrics', { isPlain: true });
    expect(text).not.toMatch(/roadwire_fields_refused_total\{/);
  });

  it('has had a collision, called for help, and had its alarm go off', async () => {
    const collisions = await kept(car, 'collision');
    expect(collisions).toMatchObject([{ details: [{ severity: 'Major' }] }]);
    const calls = await kept(car, 'safety');
    expect(new Set(calls.map(({ autoECallTriggering }) => autoECallTriggering))).toEqual(
      new Set(['NotDetected', 'Detected']),
    );
    const activations = await kept(car, 'alarm.status');
    expect(new Set(activations.map(({ activation }) => activation))).toEqual(new Set(['Active', 'Inactive']));
    const triggers = await kept(car, 'alarm.trigger');
    expect(new Set(triggers.map(({ startAt }) => startAt)).size).toBe(1);
    const { body } = await cloud.getOf(car, 'status');
    expect(body.alarm.trigger.type).toBe(triggers[0]?.type);
  });

  it('uses what it drives on, and its kilometres to the next service go down', async () => {
    const mileages = (await kept(car, 'odometer')).map(({ mileage }) => mileage);
    expect(mileages).toEqual(mileages.toSorted((one, other) => one - other));
    const fuel = (await kept(car, 'energies.Fuel')).map(
      (energy) => energy.extension?.fuel?.consumptions?.total,
    );
    // A hybrid may have driven all day from its battery.
    expect(fuel.at(-1)).toBeGreaterThan((fuel[0] ?? 0) - (kind.motorization === 'Hybrid' ? 1 : 0));
    const services = (await kept(car, 'maintenance')).map(
      ({ mileageBeforeMaintenance }) => mileageBeforeMaintenance ?? 0,
    );
    expect(services.some((km, index) => km < (services[index - 1] ?? 0))).toBe(true);
  });

  it('begins its next life where Roadwire knows it to be', async () => {
    const status = (await findStatus(cloud.database, car.vehicleId)) ?? {};
    const config = configOf(car, kind, { last: lastOf(status), startMoving: false });
    const actor = createActor(config, settings, { index: 0, fleetSize: 1, at: cloud.clock.now() });
    const { place, odometerKm, stores, car: made } = actor.vehicle();
    expect(place.longitude).toBeCloseTo(status.position?.value.longitude ?? 0, 6);
    expect(odometerKm).toBe(status.odometer?.value.mileage);
    expect((stores.fuelCl / made.tankCl) * 100).toBeCloseTo(status['energies.Fuel']?.value.level ?? 0, 6);
    expect(stores.fuelUsedCl).toBe(status['energies.Fuel']?.value.extension?.fuel?.consumptions?.total);
  });
});

it('a theft in the past of a vehicle of generation 2 has a beginning and an end', async () => {
  const car = await cloud.addVehicle(await cloud.addDriver(), { vin: 'VR1LIFE0000000003' });
  const kind = { generation: 2, motorization: 'Electric' } as const;
  await live(car, configOf(car, kind, { historyDays: 1, staged: ['Theft'] }), 0);
  const states = (await kept(car, 'stolen')).map(({ state }) => state);
  expect(states[0]).toBe(true);
  expect(states.at(-1)).toBe(false);
});
