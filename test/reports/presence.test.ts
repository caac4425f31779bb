import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EnrolledVehicle, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { connectVehicle } from '../support/vehicles/vehicle.ts';

let cloud: TestCloud;
let car: EnrolledVehicle;
beforeAll(async () => {
  cloud = await startTestCloud();
  car = await cloud.addVehicle(await cloud.addDriver());
});
afterAll(() => cloud.stop());

async function presenceOf({ vehicleId }: EnrolledVehicle) {
  return cloud.database.query
    .selectFrom('vehicle_presence')
    .selectAll()
    .where('vehicle_id', '=', vehicleId)
    .executeTakeFirst();
}

const untilReason = (reason: string) =>
  eventually(`the vehicle to be ${reason}`, async () => {
    const row = await presenceOf(car);
    return row?.reason === reason && row;
  });

describe('presence', () => {
  it('knows nothing of a vehicle that never connected', async () => {
    expect(await presenceOf(car)).toBeUndefined();
  });

  it('notes that a vehicle connects, and that it says goodbye', async () => {
    const line = await connectVehicle(cloud.mqttUrl, car);
    expect(await untilReason('connected')).toMatchObject({ is_connected: true });
    expect(await cloud.metric('roadwire_vehicles_connected')).toBe(1);
    await line.end();
    expect(await untilReason('disconnected')).toMatchObject({ is_connected: false });
  });

  it('notes that a line broke, with a last will and without', async () => {
    for (const will of [
      undefined,
      { topic: `vehicles/${car.vin}/presence`, payload: 'gone', qos: 1 as const },
    ]) {
      const line = await connectVehicle(cloud.mqttUrl, car, will ? { will } : {});
      await untilReason('connected');
      line.vanish();
      expect(await untilReason('lost')).toMatchObject({ is_connected: false });
    }
  });

  it('stays with the newest connection when a vehicle connects again under the same name', async () => {
    const first = await connectVehicle(cloud.mqttUrl, car);
    await untilReason('connected');
    const second = await connectVehicle(cloud.mqttUrl, car);
    await eventually('the first connection to be closed', () => !first.client.connected);
    await second.report({ id: 'takeover', at: new Date().toISOString(), odometer: { mileage: 1 } });
    expect(await untilReason('connected')).toMatchObject({ is_connected: true });
    await second.end();
    await untilReason('disconnected');
  });

  it('knows after a crash that nobody is connected', async () => {
    await cloud.database.query
      .updateTable('vehicle_presence')
      .set({ is_connected: true, reason: 'connected' })
      .execute();
    await cloud.restart();
    expect(await presenceOf(car)).toMatchObject({ is_connected: false, reason: 'gateway restarted' });
  });
});
