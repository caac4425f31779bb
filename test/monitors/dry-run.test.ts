import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { fleetMonitorBody } from '../support/subscribers/subscriptions.ts';
import { datum, type Watched, watchedVehicle } from '../support/subscribers/watched.ts';
import { type Send, sendAs, sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const level = (percent: number) => ({ energies: [{ type: 'Electric', level: percent }] });
const speed = (kmh: number) => ({ kinetic: { speed: kmh, moving: kmh > 0 } });
const at = (longitude: number) => ({ position: { longitude, latitude: 48.85, type: 'Acquire' } });
const low = datum('vehicle.energy.electric.level', 'lowerThan', '20');
const fast = datum('vehicle.kinetic.speed', 'greaterThan', '50');
const home = { radius: 2, center: { longitude: 2.35, latitude: 48.85 } };
const hours = (count: number) => -count * 3600;
const bodyOf = (trigger: object) => ({ label: 'Try', triggerParam: { triggers: [trigger], boolExp: 'one' } });

function tryOn({ vehicle, cbid, send }: Watched, trigger: object, { days = 7, as = send as Send } = {}) {
  const path = `/user/vehicles/${vehicle.id}/callbacks/${cbid}/monitors/dry-run?days=${days}`;
  return as('post', path, bodyOf(trigger));
}

const literals = ({ events }: Body): string[] =>
  events.map(({ values }: Body) => values[0]?.value.body.literalValue);

describe('a dry run', () => {
  it('tells what would have been raised, and raises nothing', async () => {
    const watched = await watchedVehicle(cloud);
    for (const [index, percent] of [50, 10, 50, 11].entries())
      await watched.tell(level(percent), hours(48) + index * 60);
    const { status, body } = await tryOn(watched, low);
    expect(status).toBe(200);
    expect(body).toMatchObject({ reports: 4, isComplete: true });
    expect(literals(body)).toEqual(['10', '11']);
    expect(Date.parse(body.until) - Date.parse(body.from)).toBe(7 * dayMs);
    const { rows } = await cloud.database.pool.query('select from monitor_events where vehicle_id = $1', [
      watched.vehicle.vehicleId,
    ]);
    expect(rows).toEqual([]);
  });

  it('knows what was told before its first day, and only what is asked for', async () => {
    const watched = await watchedVehicle(cloud);
    await watched.tell(level(10), hours(30));
    await watched.tell(level(9), hours(20));
    expect(literals((await tryOn(watched, low, { days: 1 })).body)).toEqual(['9']);
    expect((await tryOn(watched, low, { days: 1 })).body.reports).toBe(1);
  });

  it('shows nothing of what the driver hid, however long ago that was said', async () => {
    const watched = await watchedVehicle(cloud);
    await watched.tell({ privacy: { state: 'Full' } }, hours(70));
    await watched.tell(speed(77), hours(12));
    await watched.tell({ privacy: { state: 'None' } }, hours(2));
    await watched.tell(speed(88), hours(1));
    for (const days of [1, 3]) expect(literals((await tryOn(watched, fast, { days })).body)).toEqual(['88']);
  });

  it('shows nothing at all while the driver hides everything', async () => {
    const watched = await watchedVehicle(cloud);
    await watched.tell(speed(88), hours(12));
    await watched.tell({ privacy: { state: 'Full' } });
    expect(await tryOn(watched, fast)).toMatchObject({ status: 404, body: { code: 40499 } });
  });

  it('shows no positions while the driver hides them', async () => {
    const watched = await watchedVehicle(cloud);
    for (const [index, longitude] of [2.45, 2.35].entries())
      await watched.tell(at(longitude), hours(12) + index);
    const zone = { name: 'one', zone: { transition: 'In', place: home } };
    expect((await tryOn(watched, zone)).body.events).toHaveLength(1);
    await watched.tell({ privacy: { state: 'Geolocation' } });
    expect((await tryOn(watched, zone)).body.events).toEqual([]);
  });

  it('needs the scopes of what it looks at, and is in the access log', async () => {
    const watched = await watchedVehicle(cloud);
    const token = await cloud.addToken(watched.driver, ['data:position']);
    const as = sendAs(cloud, { ...watched.driver, token });
    expect(await tryOn(watched, fast, { as })).toMatchObject({ status: 403, body: { code: 40301 } });
    await tryOn(watched, fast);
    await cloud.restart();
    const rows = await cloud.database.query
      .selectFrom('access_log')
      .select('kind')
      .where('vehicle_id', '=', watched.vehicle.vehicleId)
      .execute();
    expect(rows).toContainEqual({ kind: 'events' });
  });

  it('goes over the vehicles of a fleet and says which is which', async () => {
    const owner = await cloud.addPartner();
    const send = sendAsOwner(cloud, owner);
    const cars = [await watchedVehicle(cloud), await watchedVehicle(cloud)];
    for (const [index, car] of cars.entries()) {
      await cloud.addToFleet(owner, car.vehicle);
      await car.tell(level(10 + index), hours(10 - index));
    }
    const body = { ...fleetMonitorBody, triggerParam: { triggers: [low], boolExp: 'one' } };
    const answer = await send('post', 'monitors/dry-run', body);
    expect(answer.body.events.map(({ vin }: Body) => vin)).toEqual(cars.map(({ vehicle }) => vehicle.vin));
  });

  it('tells where it stopped looking, and what is wrong with what it is given', async () => {
    const watched = await watchedVehicle(cloud);
    expect(await tryOn(watched, low, { days: 0 })).toMatchObject({ status: 400, body: { code: 40001 } });
    expect(await tryOn(watched, low, { days: 366 })).toMatchObject({ status: 400, body: { code: 40001 } });
    const wrong = await tryOn(watched, datum('vehicle.odometer', 'onChange'));
    expect(wrong).toMatchObject({ status: 400, body: { code: 40003 } });
    expect(wrong.text).toContain('triggerParam.triggers[0].data.op');
  });
});
