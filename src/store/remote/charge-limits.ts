import { sql } from 'kysely';
import { newPublicId, newSigningSecret } from '../../lib/secrets.ts';
import type { RemoteStep } from '../../model/remote.ts';
import type { Database } from '../database.ts';
import { addFor } from '../monitors/subscriptions.ts';
import { inOrder, type Key, type Slice, sliced } from '../slice.ts';

/** Where a limit holds. */
export type ChargeLimitPlace = { userId: number; vehicleId: number };

export type ChargeLimitRow = {
  /** Percent. */
  percent: number;
  createdAt: Date;
  updatedAt: Date;
};

const columns = sql`percent, created_at as "createdAt", updated_at as "updatedAt"`;

const atPlace = ({ userId, vehicleId }: ChargeLimitPlace) =>
  sql`vehicle_id = ${vehicleId} and user_id = ${userId}`;

export async function findChargeLimit(
  { query }: Database,
  place: ChargeLimitPlace,
): Promise<ChargeLimitRow | undefined> {
  const { rows } = await sql<ChargeLimitRow>`
    select ${columns} from charge_limits where ${atPlace(place)}`.execute(query);
  return rows[0];
}

type NewChargeLimit = { clientId: string; percent: number; now: Date };

/** Sets the limit of a user and a vehicle, whichever application set one before. Undefined where user or vehicle are gone, or have withdrawn. */
export function setChargeLimit(
  database: Database,
  place: ChargeLimitPlace,
  { clientId, percent, now }: NewChargeLimit,
): Promise<ChargeLimitRow | undefined> {
  const { userId, vehicleId } = place;
  return addFor(database, { clientId, userId }, async ({ query }) => {
    const { rows } = await sql<ChargeLimitRow>`
      update charge_limits set percent = ${percent}, updated_at = ${now}
       where ${atPlace(place)}
         and exists (select from callbacks c where c.id = callback_id and c.client_id = ${clientId})
      returning ${columns}`.execute(query);
    if (rows[0]) return rows[0];
    const { rows: added } = await sql<ChargeLimitRow>`
      with hidden as (
        insert into callbacks (public_id, kind, client_id, user_id, label, subscribe, secret, status, created_at, updated_at)
        values (${newPublicId()}, 'chargeLimit', ${clientId}, ${userId}, 'Charge limit',
          ${JSON.stringify({ label: 'Charge limit', callback: {} })}, ${newSigningSecret()}, 'Paused', ${now}, ${now})
        returning id)
      insert into charge_limits (vehicle_id, user_id, callback_id, percent, created_at, updated_at)
      select ${vehicleId}, ${userId}, id, ${percent}, ${now}, ${now} from hidden
      on conflict (vehicle_id, user_id) do update
        set callback_id = excluded.callback_id, percent = excluded.percent, updated_at = excluded.updated_at
      returning ${columns}`.execute(query);
    return added[0];
  });
}

/** Whether there was one. What it did stays; what it has asked for just now is followed no further. */
export async function deleteChargeLimit({ query }: Database, place: ChargeLimitPlace): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    delete from charge_limits where ${atPlace(place)}`.execute(query);
  return numAffectedRows > 0n;
}

/** A limit, with what is needed to ask for a stop in the name of whoever set it. */
export type SetChargeLimit = {
  vehicleId: number;
  vin: string;
  userId: number;
  clientId: string;
  callbackId: number;
  /** Percent. */
  percent: number;
};

/** The limits of some vehicles, the lowest of each first: of applications that may ask vehicles to stop charging. */
export async function listChargeLimits(
  { query }: Database,
  vehicleIds: readonly number[],
): Promise<SetChargeLimit[]> {
  const { rows } = await sql<SetChargeLimit>`
    select l.vehicle_id as "vehicleId", v.vin, l.user_id as "userId", c.client_id as "clientId",
        l.callback_id as "callbackId", l.percent
      from charge_limits l
      join vehicles v on v.id = l.vehicle_id
      join callbacks c on c.id = l.callback_id
      join applications a on a.client_id = c.client_id
     where l.vehicle_id = any(${[...vehicleIds]}::bigint[])
       and exists (select from unnest(a.scopes) s where starts_with('remote:charging:write:', s || ':'))
     order by l.percent, l.updated_at`.execute(query);
  return rows;
}

/** What a limit did: at which level it asked to stop, and what became of it. */
export type ChargeLimitEventRow = {
  eventId: number;
  at: Date;
  /** Percent: of the battery, and of the limit then. */
  level: number;
  percent: number;
  /** The driver's mode then. */
  privacy: 'None' | 'Geolocation' | 'Full';
  remoteActionId: string | null;
  step: RemoteStep;
};

type NewEvent = ChargeLimitPlace & Omit<ChargeLimitEventRow, 'eventId'>;

/** Nothing is noted where the vehicle is the user's no more. */
export async function addChargeLimitEvent({ query }: Database, event: NewEvent): Promise<void> {
  const { userId, vehicleId, at, level, percent, privacy, remoteActionId, step } = event;
  await sql`
    insert into charge_limit_events (vehicle_id, user_id, at, level, percent, privacy, action_public_id, step)
    select vehicle_id, user_id, ${at}, ${level}, ${percent}, ${privacy}, ${remoteActionId}, ${JSON.stringify(step)}
      from user_vehicles where ${atPlace({ userId, vehicleId })} for key share`.execute(query);
}

/** Removes what was before a time, epoch milliseconds. */
export async function trimChargeLimitEvents({ query }: Database, before: number): Promise<void> {
  await sql`delete from charge_limit_events where at < ${new Date(before)}`.execute(query);
}

/** One page, the newest first. Keys: `chargeLimitEventKey`. */
export async function listChargeLimitEvents(
  { query }: Database,
  { userId, vehicleId }: ChargeLimitPlace,
  slice: Slice,
): Promise<ChargeLimitEventRow[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`e.at`, sql`e.id`],
    values: ([at, id]) => [sql`to_timestamp(${at}::float8 / 1000)`, sql`${id}::bigint`],
    isNewestFirst: true,
  });
  const { rows } = await sql<ChargeLimitEventRow>`
    select e.id as "eventId", e.at, e.level, e.percent, e.privacy,
        e.action_public_id as "remoteActionId",
        coalesce(a.step, e.step)::json as step
      from charge_limit_events e left join remote_actions a on a.public_id = e.action_public_id
     where e.vehicle_id = ${vehicleId} and e.user_id = ${userId} ${beyond} ${rest}`.execute(query);
  return inOrder(slice, rows);
}

/** The oldest first, so many at most. */
export async function listKeptChargeLimitEvents(
  { query }: Database,
  { userId, vehicleId }: ChargeLimitPlace,
  max: number,
): Promise<ChargeLimitEventRow[]> {
  const { rows } = await sql<ChargeLimitEventRow>`
    select e.id as "eventId", e.at, e.level, e.percent, e.privacy,
        e.action_public_id as "remoteActionId", coalesce(a.step, e.step)::json as step
      from charge_limit_events e left join remote_actions a on a.public_id = e.action_public_id
     where e.vehicle_id = ${vehicleId} and e.user_id = ${userId}
     order by e.at, e.id limit ${max}`.execute(query);
  return rows;
}

export const chargeLimitEventKey = ({ at, eventId }: ChargeLimitEventRow): Key => [
  at.getTime(),
  String(eventId),
];

export async function countChargeLimitEvents({ query }: Database, place: ChargeLimitPlace): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from charge_limit_events where ${atPlace(place)}`.execute(query);
  return rows[0]?.count ?? 0;
}
