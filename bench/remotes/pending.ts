import { queryOnce } from '../databases.ts';

/** Vehicles, with the service that vehicles have, of somebody who has a callback. */
export async function addOwned(databaseUrl: string, count: number): Promise<void> {
  const subscribe = { label: 'bench', type: ['Remote'], callback: { webhook: nowhere } };
  await queryOnce(
    databaseUrl,
    `insert into users (email, password_hash) values ('pending@example.org', '-');
     insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, secret)
       select 'bench-pending', 'user', 'bench', u.id, 'bench', '${JSON.stringify(subscribe)}', 'whsec_YmVuY2g='
         from users u where u.email = 'pending@example.org';
     insert into vehicles (vin, motorization)
       select 'RWPENDING' || lpad(n::text, 8, '0'), 'Electric' from generate_series(1, ${count}) n;
     insert into vehicle_services (vehicle_id, name, audience, scopes)
       select id, 'ConnectivityForPartners', 'endUser', '{data}' from vehicles;
     insert into user_vehicles (user_id, vehicle_id, public_id)
       select u.id, v.id, 'bench-pending-' || v.id from users u, vehicles v where u.email = 'pending@example.org';
     analyze vehicles; analyze user_vehicles`,
  );
}

/**
 * An action under way on each of them: half wait for the vehicle to wake, half for its answer. Their time is not over for
 * an hour.
 */
export async function addPending(databaseUrl: string): Promise<void> {
  const request = { type: 'Doors', body: { door: { state: 'Locked' } } };
  await queryOnce(
    databaseUrl,
    `insert into remote_actions (public_id, vehicle_id, callback_id, client_id, user_id, type, request, step, phase,
         steps, created_at, updated_at, expires_at, due_at)
       select 'bench-' || v.id, v.id, c.id, c.client_id, c.user_id, 'Doors', '${JSON.stringify(request)}',
           json_build_object('type', 'Pending', 'status',
             case when v.id % 2 = 0 then 'WakingUpVehicle' else 'SentToVehicle' end),
           case when v.id % 2 = 0 then 'waking' else 'sent' end, 2, now(), now(),
           now() + interval '1 hour', now() + interval '1 hour'
         from callbacks c, vehicles v where c.public_id = 'bench-pending';
     analyze remote_actions`,
  );
}

export async function removePending(databaseUrl: string): Promise<void> {
  await queryOnce(databaseUrl, 'truncate remote_actions cascade');
}

const nowhere = { name: 'bench', target: 'https://bench.invalid/' };

/** How many actions a running product has in hand, as its metrics say. */
export async function readPending(baseUrl: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', baseUrl))).text();
  const counts = [...text.matchAll(/^roadwire_remote_actions_pending\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
