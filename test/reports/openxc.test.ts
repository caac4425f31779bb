import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../src/replay/open-recording.ts';
import { driveStartsAt } from '../fixtures/recordings/short-drive.ts';
import { iso } from '../support/clock.ts';
import { type Body, type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';

const file = fileURLToPath(new URL('../fixtures/recordings/short-drive.jsonl', import.meta.url));

let cloud: TestCloud;
let car: EnrolledVehicle;
let endedAt: number;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Thermic' });
  endedAt = await replay(car);
});
afterAll(() => cloud.stop());

/** Sends the recording so that it ends now, the second half by another connection after a restart. */
async function replay(vehicle: EnrolledVehicle): Promise<number> {
  const recording = await openRecording(file, { idPrefix: '' });
  const end = Date.now();
  let line = await cloud.connect(vehicle);
  let sent = 0;
  for await (const { channel, payload } of recording.frames(end - recording.endsAt)) {
    await line.publish(channel, payload);
    sent += 1;
    if (sent !== 13) continue;
    await cloud.restart();
    line = await cloud.connect(vehicle);
  }
  return end;
}

describe('an OpenXC recording sent through the gateway, with a restart on the way', () => {
  it('ends with the status that the drive ended with', async () => {
    const { body } = await cloud.getOf(car, 'status');
    expect(body).toMatchObject({
      ignition: { type: 'Stop' },
      powertrain: { status: 'Stopped' },
      kinetic: { speed: 0, moving: false },
    });
    expect(Date.parse(body.createdAt)).toBeLessThanOrEqual(endedAt);
    expect(Date.parse(body.createdAt)).toBeGreaterThan(endedAt - 5000);
  });

  it('makes at most one report of a second, in order, and an odometer that never goes back', async () => {
    const { body } = await cloud.getOf(car, 'telemetry');
    const times: number[] = body._embedded.telemetries.map(({ createdAt }: Body) => Date.parse(createdAt));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    const seconds = new Set(times.map((time) => Math.floor((time - endedAt) / 1000)));
    expect(body.total).toBeGreaterThan(15);
    expect(body.total).toBeLessThanOrEqual(27);
    expect(seconds.size).toBeGreaterThanOrEqual(body.total - 2);
    const mileages = body._embedded.telemetries
      .map(({ vehicle }: Body) => vehicle?.odometer?.mileage)
      .filter((mileage: number | undefined) => mileage !== undefined);
    expect(mileages).toEqual([...mileages].sort((one, other) => one - other));
  });

  it('comes out the same as from an adapter that was never interrupted', async () => {
    const other = await cloud.addVehicle(await cloud.addDriver(), { motorization: 'Thermic' });
    const line = await cloud.connect(other);
    const recording = await openRecording(file, { idPrefix: '' });
    for await (const { channel, payload } of recording.frames(endedAt - recording.endsAt))
      await line.publish(channel, payload);
    const read = async (vehicleId: number) =>
      cloud.database.query
        .selectFrom('telemetry')
        .select(['at', 'groups'])
        .where('vehicle_id', '=', vehicleId)
        .orderBy('at')
        .execute();
    expect(await read(other.vehicleId)).toEqual(await read(car.vehicleId));
  });

  it('is kept with the times of the recording when it is sent as recorded', async () => {
    cloud.clock.advance(driveStartsAt * 1000 + 60_000 - cloud.clock.now());
    await cloud.restart();
    const driver = await cloud.addDriver();
    const old = await cloud.addVehicle(driver, { motorization: 'Thermic' });
    const line = await cloud.connect(old);
    const recording = await openRecording(file, { idPrefix: '' });
    for await (const { channel, payload } of recording.frames()) await line.publish(channel, payload);
    const { body } = await cloud.getOf(old, 'telemetry');
    expect(body._embedded.telemetries[0].createdAt.slice(0, 19)).toBe(iso(driveStartsAt * 1000).slice(0, 19));
  });
});
