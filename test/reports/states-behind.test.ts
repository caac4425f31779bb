import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Settings } from '../../simulator/actor.ts';
import type { VehicleConfig } from '../../simulator/config.ts';
import { rehearse } from '../../simulator/rehearsal.ts';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { stateOf } from '../support/vehicles/known-state.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const settings: Settings = { seed: 7, tripKm: [2, 4], privateTripShare: 0.5 };
const kinds = [
  { generation: 1, motorization: 'Thermic' },
  { generation: 2, motorization: 'Hybrid' },
] as const;

/** Messages that a simulated vehicle sends in an hour, in parts that are committed one after the other. */
function* lived({ vin }: EnrolledVehicle, kind: (typeof kinds)[number]) {
  const home = { longitude: 4.8357, latitude: 45.764 };
  const config: VehicleConfig = { vin, username: vin, password: 'unused', home, ...kind, historyDays: 1 };
  const seconds = 3600;
  let part: { channel: string; payload: string }[] = [];
  for (const { channel, payload } of rehearse(config, settings, {
    from: cloud.clock.now() - seconds * 1000,
    seconds,
  })) {
    part.push({ channel, payload });
    if (part.length < 7) continue;
    yield part;
    part = [];
  }
  yield part;
}

async function isBehind({ vehicleId }: EnrolledVehicle): Promise<boolean> {
  const { rowCount } = await cloud.database.pool.query('select from states_behind where vehicle_id = $1', [
    vehicleId,
  ]);
  return rowCount === 1;
}

/** The state as its row says it. */
async function writtenOf({ vehicleId }: EnrolledVehicle) {
  const { rows } = await cloud.database.pool.query<{ state: string }>(
    'select state from vehicle_states where vehicle_id = $1',
    [vehicleId],
  );
  return JSON.parse(rows[0]?.state ?? '');
}

it.each(kinds)('a state of generation $generation is made again from the history exactly', async (kind) => {
  const car = await cloud.addVehicle(await cloud.addDriver(), { motorization: kind.motorization });
  let line = await cloud.connect(car);
  let compared = 0;
  for (const part of lived(car, kind)) {
    for (const { channel, payload } of part) void line.publish(channel, payload);
    await cloud.settle();
    if (compared === 4 || !(await isBehind(car))) continue;
    const [made, written] = [await stateOf(cloud, car), await writtenOf(car)];
    expect(made).not.toEqual(written);
    // What is in memory is written when it stops.
    await cloud.restart();
    line = await cloud.connect(car);
    expect(await isBehind(car)).toBe(false);
    expect(await writtenOf(car)).toEqual(made);
    compared += 1;
  }
  expect(compared).toBe(4);
});
