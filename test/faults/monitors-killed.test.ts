import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFleet } from './support/fleet.ts';
import { enrol, rowsOf, type Vehicle } from './support/ledger.ts';
import { killPostgres } from './support/processes.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';

const site = createSite();
let roadwire: Roadwire;
let vehicles: Vehicle[];

/** Each becomes true once, while the odometer goes up. */
const thresholds = Array.from({ length: 30 }, (_, index) => index * 10 + 5);

beforeAll(async () => {
  roadwire = await site.start();
  vehicles = await enrol(roadwire.where.databaseUrl, 4);
  await watch(roadwire.where.databaseUrl);
});
afterAll(site.close);

test('after kill -9 of server and PostgreSQL under load every event is there once, with its notification', async () => {
  const fleet = startFleet(vehicles, () => roadwire);
  await fleet.untilMoreThan(80);
  await roadwire.end('SIGKILL');
  roadwire = await site.start();
  await fleet.untilMoreThan(80);
  await killPostgres(site.dataDir);
  await fleet.untilMoreThan(80);
  await roadwire.end('SIGKILL');
  roadwire = await site.start();
  await fleet.untilMoreThan(80);
  const { sent, kept } = await fleet.finish();
  expect(kept).toEqual(sent);
  const once = vehicles.flatMap(({ vehicleId }) => thresholds.map((km) => ({ vehicleId, km, count: 1 })));
  expect(await counted('monitor_events')).toEqual(once);
  expect(await counted('notifications')).toEqual(once);
});

/** A fleet of all vehicles, with a monitor for each threshold. */
async function watch(databaseUrl: string): Promise<void> {
  const callback = { webhook: { name: 'nowhere', target: 'https://sink.invalid/' } };
  // A webhook that is given up ends its monitors, too.
  const subscribe = { label: 'fleet', callback, retryPolicy: { policy: 'Always' } };
  await rowsOf(
    databaseUrl,
    `with owner as (insert into partners (login, password_hash, client_id) values ('MZP1', '-', 'fleet') returning id),
       fleet as (insert into fleets (public_id, partner_id, name) select 'fleet', id, 'fleet' from owner returning id),
       members as (insert into fleet_vehicles (fleet_id, vehicle_id, public_id)
         select f.id, v.id, v.id::text from fleet f, vehicles v),
       callback as (insert into callbacks (public_id, kind, client_id, fleet_id, label, subscribe, secret)
         select 'callback', 'monitor', 'fleet', id, 'fleet', $1, 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0' from fleet
         returning id, fleet_id)
     insert into monitors (public_id, callback_id, client_id, fleet_id, label, parameter)
     select km, c.id, 'fleet', c.fleet_id, km, replace($2, '$km', km) from callback c, unnest($3::text[]) km`,
    [
      JSON.stringify(subscribe),
      JSON.stringify({
        label: '$km',
        triggerParam: {
          triggers: [{ name: 'far', data: { data: 'vehicle.odometer', op: 'greaterThan', value: ['$km'] } }],
          boolExp: 'far',
        },
      }),
      thresholds,
    ],
  );
}

/** How many rows there are for each vehicle and threshold. */
async function counted(table: 'monitor_events' | 'notifications'): Promise<object[]> {
  return rowsOf(
    roadwire.where.databaseUrl,
    `select e.vehicle_id as "vehicleId", m.label::int as km, count(*)::int as count
       from ${table} e join monitors m on m.id = e.monitor_id group by 1, 2 order by 1, 2`,
  );
}
