import { queryOnce } from '../databases.ts';

/** Monitors as their owners would have made them, entered at once. */
export const monitorsInAll = 100_000;
/** The contract's bound for a vehicle, an application and a user. */
const perVehicle = 5;

const data = (name: string, op: string, value?: string) => ({
  name: 'one',
  data: { data: name, op, ...(value === undefined ? {} : { value: [value] }) },
});

/** One of each kind; on the reports of the bench they seldom or never become true. */
const mixed = [
  data('vehicle.energy.fuel.level', 'lowerThan', '10'),
  data('vehicle.engines.thermic.oil.temp', 'greaterThan', '140'),
  data('vehicle.doorsState.lockedState', 'onChange'),
  {
    name: 'one',
    zone: { transition: 'Out', place: { radius: 500, center: { longitude: 2.3, latitude: 48.85 } } },
  },
  {
    name: 'one',
    time: {
      times: [{ recurrence: 'Daily', start: 'PT1H', duration: 'PT1H', occurence: { day: ['Sun'] } }],
      timeZone: 'Europe/Paris',
    },
  },
].map((trigger) => ({ label: 'bench', triggerParam: { triggers: [trigger], boolExp: 'one' } }));

/**
 * Five monitors on each vehicle that reports, and the rest on as many silent ones as that takes: what is
 * registered and what is evaluated grow apart, as they do where many vehicles are parked.
 */
export async function registerMonitors(databaseUrl: string): Promise<void> {
  const parameters = mixed.map((one) => `('${JSON.stringify(one)}')`).join(',');
  await queryOnce(
    databaseUrl,
    `insert into users (email, password_hash) values ('monitors@example.org', '-') on conflict do nothing;
     with missing as (select ${monitorsInAll / perVehicle} - (select count(*) from vehicles) as count)
       insert into vehicles (vin, motorization)
       select 'RWSILENT' || lpad(n::text, 9, '0'), 'Electric' from missing, generate_series(1, missing.count) n;
     insert into user_vehicles (user_id, vehicle_id, public_id)
       select u.id, v.id, 'bench-monitors-' || v.id from users u, vehicles v
        where u.email = 'monitors@example.org' on conflict do nothing;
     insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, secret)
       select 'bench-monitors', 'user', a.client_id, u.id, 'bench', '${JSON.stringify(nowhere)}', 'whsec_YmVuY2g='
         from users u, (select client_id from applications order by id limit 1) a
        where u.email = 'monitors@example.org';
     insert into monitors (public_id, callback_id, client_id, user_id, vehicle_id, scopes, label, parameter)
       select 'bench-' || v.id || '-' || p.number, c.id, c.client_id, c.user_id, v.id, '{data}', 'bench', p.parameter
         from callbacks c, vehicles v,
           (select row_number() over () as number, parameter from (values ${parameters}) t (parameter)) p
        where c.public_id = 'bench-monitors';
     analyze user_vehicles; analyze vehicles`,
  );
  // Else it comes by itself, in the middle of what is measured.
  await queryOnce(databaseUrl, 'vacuum (analyze) monitors');
}

const nowhere = {
  label: 'bench',
  callback: { webhook: { name: 'bench', target: 'https://bench.invalid/' } },
};

export async function removeMonitors(databaseUrl: string): Promise<void> {
  await queryOnce(
    databaseUrl,
    "delete from callbacks where public_id = 'bench-monitors'; delete from monitor_states",
  );
}

/**
 * A fleet of every vehicle that reports, with monitors that become true once in a hundred reports each: on the
 * fraction of the speed, which counts up from report to report.
 */
export async function watchFleet(
  databaseUrl: string,
  options: { target: string; monitors: number },
): Promise<void> {
  const { target, monitors } = options;
  const webhook = { webhook: { name: 'bench', target } };
  const parameter = (number: number) => ({
    label: `bench ${number}`,
    subscribeParam: { callback: webhook },
    triggerParam: {
      triggers: [data('vehicle.kinetic.speed', 'greaterThan', String(61 + (number + 1) / (monitors + 2)))],
      boolExp: 'one',
    },
  });
  const rows = Array.from(
    { length: monitors },
    (_, number) => `(${number}, '${JSON.stringify(parameter(number))}')`,
  );
  await queryOnce(
    databaseUrl,
    `insert into partners (login, password_hash, client_id) values ('bench-fleet', '-', 'bench-fleet');
     insert into fleets (public_id, partner_id, name) select 'benchfleet', id, 'bench' from partners where login = 'bench-fleet';
     insert into fleet_vehicles (fleet_id, vehicle_id, public_id)
       select f.id, v.id, 'bench-fleet-' || v.id from fleets f, vehicles v
        where f.public_id = 'benchfleet' and v.vin like 'RWBENCH%';
     insert into callbacks (public_id, kind, client_id, fleet_id, label, subscribe, secret)
       select 'benchfleet-' || n, 'monitor', 'bench-fleet', f.id, 'bench',
           '${JSON.stringify({ label: 'bench', callback: webhook })}', 'whsec_YmVuY2g='
         from fleets f, generate_series(0, ${monitors - 1}) n where f.public_id = 'benchfleet';
     insert into monitors (public_id, callback_id, client_id, fleet_id, label, parameter)
       select 'benchfleet-' || p.number, c.id, 'bench-fleet', c.fleet_id, 'bench', p.parameter
         from (values ${rows.join(',')}) p (number, parameter)
         join callbacks c on c.public_id = 'benchfleet-' || p.number`,
  );
}

export async function unwatchFleet(databaseUrl: string): Promise<void> {
  await queryOnce(
    databaseUrl,
    `delete from fleets where public_id = 'benchfleet'; delete from partners where login = 'bench-fleet';
     delete from monitor_states`,
  );
}
