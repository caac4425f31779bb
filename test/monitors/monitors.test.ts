import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs, iso } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { fleetMonitorBody, made } from '../support/subscribers/subscriptions.ts';
import { datum, raised, watchedVehicle } from '../support/subscribers/watched.ts';
import { report } from '../support/vehicles/reports.ts';
import { sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const level = (percent: number) => ({ energies: [{ type: 'Electric', level: percent }] });
const low = datum('vehicle.energy.electric.level', 'lowerThan', '20');
const at = (longitude: number) => ({ position: { longitude, latitude: 48.85, type: 'Acquire' } });
const home = { radius: 2, center: { longitude: 2.35, latitude: 48.85 } };

describe('a monitor', () => {
  it('raises an event when it becomes true, and the next one only after it was false', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await tell(level(50));
    expect(await raised(send, monitor)).toEqual([]);
    for (const [seconds, percent] of [15, 14, 60, 12].entries()) await tell(level(percent), seconds + 1);
    const events = await raised(send, monitor);
    expect(events.map(({ values }) => values)).toEqual(
      ['15', '12'].map((literalValue) => [
        { data: 'vehicle.energy.electric.level', value: { type: 'string', body: { literalValue } } },
      ]),
    );
    expect(events.every(({ refresh }) => !refresh)).toBe(true);
  });

  it('raises one event for a report that comes twice', async () => {
    const { line, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    const told = report(cloud.clock.now(), level(5));
    await line.report(told);
    await line.report(told);
    expect(await raised(send, monitor)).toHaveLength(1);
  });

  it('raises events with the time of their reports, in the order of several that come at once', async () => {
    const { line, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    const now = cloud.clock.now();
    await line.report(
      ...[10, 30, 10, 30, 10].map((percent, index) => report(now + index * 1000, level(percent))),
    );
    const times = (await raised(send, monitor)).map(({ eventDate }) => eventDate);
    expect(times).toEqual([0, 2, 4].map((seconds) => iso(now + seconds * 1000)));
  });

  it('is not moved by a report that comes late, unless that tells of something newer than what was known', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await tell(level(50));
    await tell({ odometer: { mileage: 1000 } }, 60);
    await tell(level(10), -60);
    expect(await raised(send, monitor)).toEqual([]);
    await tell(level(10), 30);
    expect(await raised(send, monitor)).toHaveLength(1);
  });

  it('stands as it stood after a restart', async () => {
    const { vehicle, tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await tell(level(15));
    await cloud.restart();
    const line = await cloud.connect(vehicle);
    const later = (percent: number, seconds: number) =>
      line.report(report(cloud.clock.now() + seconds * 1000, level(percent)));
    await later(14, 1);
    expect(await raised(send, monitor)).toHaveLength(1);
    await later(50, 2);
    await later(14, 3);
    expect(await raised(send, monitor)).toHaveLength(2);
  });

  it('raises nothing for what was measured long before it was made', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await tell(level(10), -2 * 3600);
    expect(await raised(send, monitor)).toEqual([]);
    await tell(level(10), -600);
    expect(await raised(send, monitor)).toHaveLength(1);
  });

  it('rests while it is paused, and begins anew after', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await send('put', `${monitor}/status`, { status: 'Paused' });
    await tell(level(10));
    expect(await raised(send, monitor)).toEqual([]);
    await send('put', `${monitor}/status`, { status: 'Running' });
    await tell(level(9), 1);
    expect(await raised(send, monitor)).toHaveLength(1);
  });

  it('knows nothing of before when it goes on after a rest', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await tell(level(10));
    for (const status of ['Paused', 'Running']) await send('put', `${monitor}/status`, { status });
    await tell(level(9), 1);
    expect(await raised(send, monitor)).toHaveLength(2);
  });

  it('sees what its application is registered for now', async () => {
    const { tell, watch, driver } = await watchedVehicle(cloud);
    await watch([low]);
    const { query } = cloud.database;
    const register = (scopes: string[]) =>
      query.updateTable('applications').set({ scopes }).where('id', '=', driver.applicationId).execute();
    let seconds = 0;
    const isRaised = async () => {
      const before = await countEvents();
      for (const percent of [50, 10]) {
        seconds += 1;
        await tell(level(percent), seconds);
      }
      return (await countEvents()) > before;
    };
    const countEvents = async () => (await query.selectFrom('monitor_events').select('id').execute()).length;
    expect(await isRaised()).toBe(true);
    await register(['data:position']);
    await eventually('nothing is raised any more', async () => !(await isRaised()));
    await register(['data']);
    await eventually('something is raised again', isRaised);
  });

  it('is in the access log of the user when it tells something', async () => {
    const { tell, watch, driver, vehicle } = await watchedVehicle(cloud);
    await watch([low]);
    await tell(level(10));
    await eventually('it is noted', async () => {
      const rows = await cloud.database.query
        .selectFrom('access_log')
        .select(['kind', 'vehicle_id', 'client_id'])
        .where('user_id', '=', driver.userId)
        .where('kind', '=', 'events')
        .execute();
      return rows.some((row) => row.vehicle_id === vehicle.vehicleId && row.client_id === driver.clientId);
    });
  });

  it('is evaluated no more when it is deleted', async () => {
    const { tell, watch, send, vehicle } = await watchedVehicle(cloud);
    const monitor = await watch([low]);
    await tell(level(50));
    await send('delete', monitor);
    await tell(level(10), 1);
    const { rows } = await cloud.database.pool.query('select from monitor_events where vehicle_id = $1', [
      vehicle.vehicleId,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('a zone', () => {
  it('raises nothing for the first position, and an event for each way in', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([{ name: 'one', zone: { transition: 'In', place: home } }]);
    for (const [seconds, longitude] of [2.35, 2.45, 2.351, 2.352].entries())
      await tell(at(longitude), seconds);
    expect(await raised(send, monitor)).toMatchObject([{ refresh: false, values: [] }]);
  });

  it('sees nothing of a driver who hides where the vehicle is', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([{ name: 'one', zone: { transition: 'In', place: home } }]);
    await tell(at(2.45));
    await tell({ privacy: { state: 'Geolocation' } }, 1);
    await tell(at(2.35), 2);
    expect(await raised(send, monitor)).toEqual([]);
  });
});

describe('time', () => {
  it('raises an event when the hour comes, once, while the vehicle is in use', async () => {
    const { vehicle, tell, watch, send } = await watchedVehicle(cloud);
    const start = cloud.clock.now() + hourMs;
    const times = [{ recurrence: 'None', start: iso(start), duration: 'PT1H' }];
    await tell({ kinetic: { moving: true, speed: 50 }, ignition: { type: 'Start' } });
    const monitor = await watch([{ name: 'one', time: { times } }]);
    cloud.clock.advance(hourMs - 10_000);
    await tell({ kinetic: { moving: true, speed: 51 } });
    expect(await raised(send, monitor)).toEqual([]);
    cloud.clock.advance(10_000);
    await eventually('the hour has come', async () => (await raised(send, monitor)).length > 0);
    expect(await raised(send, monitor)).toMatchObject([{ eventDate: iso(start), refresh: false }]);
    await cloud.restart();
    const line = await cloud.connect(vehicle);
    // A report makes up for edges that were not looked at: it would raise the hour once more if that were forgotten.
    await line.report(report(cloud.clock.now() + 1000, { kinetic: { moving: true, speed: 52 } }));
    expect(await raised(send, monitor)).toHaveLength(1);
  });

  it('reminds as long as it is true, if it is asked to', async () => {
    const { tell, watch, send } = await watchedVehicle(cloud);
    const monitor = await watch([low], { more: { subscribeParam: { refreshEvent: 60 } } });
    await tell(level(10));
    for (const minute of [1, 2]) {
      cloud.clock.advance(60_000);
      await eventually('a reminder', async () => (await raised(send, monitor)).length === minute + 1);
    }
    const events = await raised(send, monitor);
    expect(events.map(({ refresh }) => refresh)).toEqual([false, true, true]);
    const [first = 0, ...reminders] = events.map(({ eventDate }) => Date.parse(eventDate));
    expect(reminders).toEqual([first + 60_000, first + 120_000]);
    await tell(level(50), 1);
    cloud.clock.advance(300_000);
    await tell(level(51), 2);
    expect(await raised(send, monitor)).toHaveLength(3);
  });
});

describe('a monitor of a fleet', () => {
  it('watches each of its vehicles by itself, those that join later too', async () => {
    const owner = await cloud.addPartner();
    const send = sendAsOwner(cloud, owner);
    const one = await watchedVehicle(cloud);
    const vid = await cloud.addToFleet(owner, one.vehicle);
    const body = { ...fleetMonitorBody, triggerParam: { triggers: [low], boolExp: 'one' } };
    const monitor = `monitors/${await made(send, 'monitors', body)}`;
    await one.tell(level(10));
    const other = await watchedVehicle(cloud);
    await other.tell(level(10));
    expect(await raised(send, monitor)).toMatchObject([{ vin: one.vehicle.vin, vid }]);
    await cloud.addToFleet(owner, other.vehicle);
    await eventually('the other is watched, too', async () => {
      await other.tell(level(9), 1);
      return (await raised(send, monitor)).length === 2;
    });
  });
});
