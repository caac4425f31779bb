import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trimMonitors } from '../../src/store/monitors/trim-monitors.ts';
import { unlinkVehicle } from '../../src/store/people/user-vehicles.ts';
import { dayMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import { subscribersOf } from '../support/subscribers/subscribers.ts';
import {
  addEvent,
  callbackBody,
  fleetMonitorBody,
  made,
  monitorBody,
} from '../support/subscribers/subscriptions.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
let listener: pg.Client;
let heard: (string | undefined)[] = [];
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
  listener = new pg.Client({ connectionString: cloud.databaseUrl });
  await listener.connect();
  listener.on('notification', ({ payload }) => void heard.push(payload));
  await listener.query('listen roadwire_monitors');
});
afterAll(async () => {
  await listener.end();
  await cloud.stop();
});

/** That others are told of exactly this, once it is done. */
async function tells(payload: string | undefined, work: () => Promise<unknown>): Promise<void> {
  heard = [];
  await work();
  // Notices come in the order of the commits: this one is the last.
  await cloud.database.pool.query("select pg_notify('roadwire_monitors', 'over')");
  await eventually('all notices', async () => heard.includes('over'));
  expect(heard).toEqual([...(payload === undefined ? [] : [payload]), 'over']);
}

describe('whoever keeps monitors in memory is told', () => {
  it('of the vehicle whose monitors have changed', async () => {
    const own = await people.someone();
    const { send, monitors, cbid, driver } = own;
    const vehicle = `v${own.vehicle.vehicleId}`;
    let id = '';
    await tells(vehicle, async () => {
      id = await made(send, monitors, monitorBody);
    });
    await tells(vehicle, () => send('put', `${monitors}/${id}`, monitorBody));
    await tells(vehicle, () => send('put', `${monitors}/${id}/status`, { status: 'Paused' }));
    await tells(vehicle, () => send('put', `/user/callbacks/${cbid}`, { ...callbackBody, label: 'Other' }));
    await tells(vehicle, () => send('put', `/user/callbacks/${cbid}/status`, { status: 'Paused' }));
    await tells(undefined, () => send('post', `/user/callbacks/${cbid}/secret`));
    const { applicationId } = driver;
    const fewer = { scopes: ['data:trip'] };
    const { query } = cloud.database;
    await tells(vehicle, () =>
      query.updateTable('applications').set(fewer).where('id', '=', applicationId).execute(),
    );
    await tells(vehicle, () => unlinkVehicle(cloud.database, driver.userId, own.vehicle.id));
    await tells(undefined, () => send('delete', `/user/callbacks/${cbid}`));
  });

  it('of the fleet, and of vehicles that come into it or leave it', async () => {
    const { send, owner, vehicle } = await people.someOwner();
    const { fleet_id: fleetId } = await cloud.database.query
      .selectFrom('fleet_vehicles')
      .select('fleet_id')
      .where('vehicle_id', '=', vehicle.vehicleId)
      .executeTakeFirstOrThrow();
    const other = await cloud.addVehicle(vehicle.driver);
    let [id, vid] = ['', ''];
    await tells(`f${fleetId}`, async () => {
      id = await made(send, 'monitors', fleetMonitorBody);
    });
    await tells(`v${other.vehicleId}`, async () => {
      vid = await cloud.addToFleet(owner, other);
    });
    const services = cloud.database.query.deleteFrom('vehicle_services');
    await tells(`v${other.vehicleId}`, () => services.where('vehicle_id', '=', other.vehicleId).execute());
    const members = cloud.database.query.deleteFrom('fleet_vehicles');
    await tells(`v${other.vehicleId}`, () => members.where('public_id', '=', vid).execute());
    await tells(`f${fleetId}`, () => send('delete', `monitors/${id}`));
  });
});

describe('upkeep', () => {
  it('removes what is left over of monitors, and what is more than 30 days old', async () => {
    const { send, monitors, vehicle } = await people.someone();
    const [kept, gone] = [await made(send, monitors, monitorBody), await made(send, monitors, monitorBody)];
    const { vehicleId } = vehicle;
    const numbers = await Promise.all([kept, gone].map(async (one) => (await people.rowOf(one))?.id ?? 0));
    for (const [index, mid] of [kept, gone].entries()) {
      await addEvent(cloud, { mid, vehicleId });
      const row = {
        monitor_id: numbers[index] ?? 0,
        vehicle_id: vehicleId,
        revision: 1,
        state: '{}',
        due_at: null,
      };
      await cloud.database.query.insertInto('monitor_states').values(row).execute();
    }
    await send('delete', `${monitors}/${gone}`);
    const left = async (table: 'monitor_states' | 'monitor_events') => {
      const rows = await cloud.database.query
        .selectFrom(table)
        .select('monitor_id')
        .where('vehicle_id', '=', vehicleId)
        .execute();
      return rows.map(({ monitor_id }) => monitor_id);
    };
    await trimMonitors(cloud.database, Date.now() - 30 * dayMs);
    expect([await left('monitor_states'), await left('monitor_events')]).toEqual([
      [numbers[0]],
      [numbers[0]],
    ]);
    await trimMonitors(cloud.database, Date.now() + dayMs);
    expect([await left('monitor_states'), await left('monitor_events')]).toEqual([[numbers[0]], []]);
  });
});

it('gives up the oldest of what waits for a callback beyond 100,000', async () => {
  const { pool } = cloud.database;
  const { rows } = await pool.query<{ id: number }>(
    `insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, status, secret)
     select 'crowded', 'user', 'crowded', id, 'crowded', '{"label":"crowded","callback":{}}', 'Paused', 'whsec_'
       from users limit 1 returning id`,
  );
  await pool.query(
    `insert into notifications (id, callback_id, content, created_at, expires_at)
     select 'crowd' || n, $1, '{"kind":"Ping","at":0}', now(), now() + interval '72 hours'
       from generate_series(1, 100010) n order by n`,
    [rows[0]?.id],
  );
  await trimMonitors(cloud.database, Date.now() - 30 * dayMs);
  const { rows: given } = await pool.query(
    "select id from notifications where callback_id = $1 and status = 'Deleted' order by seq",
    [rows[0]?.id],
  );
  expect(given).toEqual(Array.from({ length: 10 }, (_, index) => ({ id: `crowd${index + 1}` })));
});
