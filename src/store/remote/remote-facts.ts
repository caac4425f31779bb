import type { WakeUpChannelName } from '../../model/vehicle-line.ts';
import { int8Array, textArray } from '../binary.ts';
import type { Audience } from '../vehicles/services.ts';
import { idempotencyKeptMs } from './idempotency-keys.ts';
import type { NewRemoteAction } from './remote-actions.ts';
import type { Querying } from './remote-transaction.ts';

/** Holds the callbacks that are given, and those of what is not done on some vehicles, until the transaction ends. Gives which are there. */
export async function holdCallbacks(
  querying: Querying,
  { callbackIds, vehicleIds }: { callbackIds: readonly number[]; vehicleIds: readonly number[] },
): Promise<Set<number>> {
  const { rows } = await querying.query<{ id: number }>(
    `select id from callbacks
      where id in (select unnest($1::bigint[])
        union select callback_id from remote_actions where vehicle_id = any($2::bigint[]) and phase <> 'done')
      order by id for key share`,
    [int8Array(callbackIds), int8Array(vehicleIds)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What has to be known of a vehicle before it is asked to do something. */
export type VehicleFacts = {
  vehicleId: number;
  vin: string;
  /** The one way to wake it; null: every way there is. */
  wakeUpChannel: WakeUpChannelName | null;
  motorization: string;
  /** Its own capabilities, where they differ from those of its motorization: `model/capabilities.ts`. */
  capabilities: string | null;
  /** Scopes of its active services. */
  services: Record<Audience, string[]>;
  /** Wake-ups in the month. */
  wakeUps: number;
  /** Actions within the last minute and the last day, as far as it matters, without those that were too many. */
  lastMinute: number;
  lastDay: number;
};

type Asked = {
  vehicleIds: readonly number[];
  /** `2026-11`, UTC. */
  month: string;
  /** Epoch milliseconds. */
  now: number;
  /** How far to count. */
  countMax: number;
};

const countSince = (since: string) => `(select count(*) from (
    select from remote_actions a where a.vehicle_id = v.id and a.created_at > to_timestamp(${since}::float8 / 1000)
       and a.step not like '%"TooManyRequest%' limit $5) counted)`;

/** The facts of some vehicles, which are there until the transaction ends. */
export async function readFacts(
  querying: Querying,
  { vehicleIds, month, now, countMax }: Asked,
): Promise<Map<number, VehicleFacts>> {
  const { rows } = await querying.query<VehicleFacts & { services: Partial<Record<Audience, string[]>> }>(
    `select v.id as "vehicleId", v.vin, v.wake_up_channel as "wakeUpChannel", v.motorization,
        v.capabilities,
        (select coalesce(json_object_agg(s.audience, s.scopes), '{}') from (
           select audience, array_agg(distinct scope) as scopes from vehicle_services, unnest(scopes) scope
            where vehicle_id = v.id group by audience) s) as services,
        coalesce((select w.count from wake_ups w where w.vehicle_id = v.id and w.month = $2), 0) as "wakeUps",
        ${countSince('$3')} as "lastMinute", ${countSince('$4')} as "lastDay"
       from vehicles v where v.id = any($1::bigint[]) order by v.id for key share of v`,
    [int8Array(vehicleIds), month, now - 60_000, now - 86_400_000, countMax],
  );
  return new Map(
    rows.map(({ services, ...row }) => {
      const { endUser = [], fleet = [] } = services;
      return [row.vehicleId, { ...row, services: { endUser, fleet } }];
    }),
  );
}

/** As what the owner of each request knows the vehicle, in their order; undefined where it is not theirs. */
export async function findOwners(
  querying: Querying,
  requests: readonly NewRemoteAction[],
): Promise<({ vid: string; fleetId?: string } | undefined)[]> {
  const of = (name: 'userId' | 'fleetId') =>
    int8Array(
      requests.map(({ subscriber }) => (subscriber as Partial<Record<typeof name, number>>)[name] ?? 0),
    );
  const { rows } = await querying.query<{ vid: string | null; fleetId: string | null }>(
    `select coalesce(u.public_id, m.public_id) as vid, l.public_id as "fleetId"
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) with ordinality x (vehicle_id, user_id, fleet_id, ord)
       left join user_vehicles u on u.user_id = x.user_id and u.vehicle_id = x.vehicle_id
       left join fleet_vehicles m on m.fleet_id = x.fleet_id and m.vehicle_id = x.vehicle_id
       left join fleets l on l.id = m.fleet_id
      order by ord`,
    [int8Array(requests.map(({ vehicleId }) => vehicleId)), of('userId'), of('fleetId')],
  );
  return rows.map(({ vid, fleetId }) =>
    vid === null ? undefined : { vid, ...(fleetId === null ? {} : { fleetId }) },
  );
}

/** Notes a wake-up of each vehicle in a month. */
export async function countWakeUps(
  querying: Querying,
  vehicleIds: readonly number[],
  month: string,
): Promise<void> {
  if (vehicleIds.length === 0) return;
  await querying.query(
    `insert into wake_ups as w (vehicle_id, month, count) select v, $2, 1 from unnest($1::bigint[]) v order by v
     on conflict (vehicle_id, month) do update set count = w.count + 1`,
    [int8Array(vehicleIds), month],
  );
}

type ClientKey = { clientId: string; key: string };

/** Which of some idempotency keys were used within the last day: `nameOfKey`. */
export async function findTakenKeys(
  querying: Querying,
  keys: readonly ClientKey[],
  now: number,
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await querying.query<ClientKey>(
    `select k.client_id as "clientId", k.key from unnest($1::text[], $2::text[]) x (client_id, key)
       join idempotency_keys k on k.client_id = x.client_id and k.key = x.key
      where k.created_at > to_timestamp($3::float8 / 1000)`,
    [
      textArray(keys.map(({ clientId }) => clientId)),
      textArray(keys.map(({ key }) => key)),
      now - idempotencyKeptMs,
    ],
  );
  return new Set(rows.map(nameOfKey));
}

export const nameOfKey = ({ clientId, key }: ClientKey) => JSON.stringify([clientId, key]);

/** Keeps keys for the actions that came of them; those that were used longer ago begin anew. */
export async function saveKeys(
  querying: Querying,
  keys: readonly (ClientKey & { hash: Buffer; publicId: string })[],
  now: number,
): Promise<void> {
  if (keys.length === 0) return;
  await querying.query(
    `insert into idempotency_keys (client_id, key, request_hash, action_id, created_at)
     select x.c, x.k, decode(x.h, 'hex'), a.id, to_timestamp($5::float8 / 1000)
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) x (c, k, h, p)
       join remote_actions a on a.public_id = x.p
     on conflict (client_id, key) do update
       set request_hash = excluded.request_hash, action_id = excluded.action_id, created_at = excluded.created_at
       where idempotency_keys.created_at <= to_timestamp($5::float8 / 1000) - interval '24 hours'`,
    [
      textArray(keys.map(({ clientId }) => clientId)),
      textArray(keys.map(({ key }) => key)),
      textArray(keys.map(({ hash }) => hash.toString('hex'))),
      textArray(keys.map(({ publicId }) => publicId)),
      now,
    ],
  );
}
