import { sql } from 'kysely';
import { gather } from '../../lib/gather.ts';
import { newPublicId } from '../../lib/secrets.ts';
import type { MonitorParameter, Subscribe, SubscriptionStatus } from '../../model/monitor.ts';
import { int8Array, textArray } from '../binary.ts';
import { type Database, inTransaction } from '../database.ts';
import { runPrepared } from '../prepared.ts';
import { addFor, type Subscriber } from './subscriptions.ts';

/** Where to tell, as its subscriber sees it. The secret is in none of the answers. */
export type CallbackRow = {
  callbackId: number;
  publicId: string;
  subscribe: Subscribe;
  status: SubscriptionStatus;
  createdAt: Date;
  updatedAt: Date;
};

const columns = sql`id as "callbackId", public_id as "publicId", subscribe::json as subscribe, status,
  created_at as "createdAt", updated_at as "updatedAt"`;

/** Inline webhooks of monitors are none of these. */
function ofSubscriber(subscriber: Subscriber) {
  const { clientId } = subscriber;
  return 'userId' in subscriber
    ? sql`kind = 'user' and user_id = ${subscriber.userId} and client_id = ${clientId}`
    : sql`kind = 'fleet' and fleet_id = ${subscriber.fleetId} and client_id = ${clientId}`;
}

/** All of a subscriber's, in the order in which they were made; `addCallback` bounds how many. */
export async function listCallbacks({ query }: Database, subscriber: Subscriber): Promise<CallbackRow[]> {
  const { rows } = await sql<CallbackRow>`
    select ${columns} from callbacks where ${ofSubscriber(subscriber)} order by id`.execute(query);
  return rows;
}

export async function findCallback(
  { query }: Database,
  subscriber: Subscriber,
  publicId: string,
): Promise<CallbackRow | undefined> {
  const { rows } = await sql<CallbackRow>`
    select ${columns} from callbacks where ${ofSubscriber(subscriber)} and public_id = ${publicId}`.execute(
    query,
  );
  return rows[0];
}

type Asked = { subscriber: Subscriber; publicId: string };

/** Finds a subscriber's callback by its id, undefined where there is none. */
export type FindCallback = (asked: Asked) => Promise<CallbackRow | undefined>;

const atOnce = 100;

/** Those who ask at the same time are answered by one query. */
export function createFindCallback(database: Database): FindCallback {
  return gather<Asked, CallbackRow | undefined>(atOnce, async (asked) => {
    const rows = await runPrepared<CallbackRow & { place: number }>(database, lookUp(asked));
    const found = new Map(rows.map(({ place, ...row }) => [place, row]));
    return asked.map((_, index) => found.get(index + 1));
  });
}

/** `place`: of the question that a callback answers, from 1. No user and no fleet has the number 0. */
function lookUp(asked: readonly Asked[]) {
  const ownersOf = (name: 'userId' | 'fleetId') =>
    int8Array(asked.map(({ subscriber }) => (subscriber as Partial<Record<typeof name, number>>)[name] ?? 0));
  return sql`
    select x.place, ${columns}
      from unnest(${textArray(asked.map(({ publicId }) => publicId))}::text[],
          ${textArray(asked.map(({ subscriber }) => subscriber.clientId))}::text[],
          ${ownersOf('userId')}::bigint[], ${ownersOf('fleetId')}::bigint[])
        with ordinality x (wanted, client, "user", fleet, place)
      join callbacks on public_id = x.wanted and client_id = x.client
       and (kind = 'user' and user_id = x."user" or kind = 'fleet' and fleet_id = x.fleet)`;
}

export type NewCallback = {
  subscribe: Subscribe;
  secret: string;
  /** How many there may be in all. */
  max: number;
  now: Date;
};

/** `full` where there are as many as there may be; undefined where user or fleet are gone, or have withdrawn. */
export function addCallback(
  database: Database,
  subscriber: Subscriber,
  { max, ...callback }: NewCallback,
): Promise<CallbackRow | 'full' | undefined> {
  return addFor(database, subscriber, async ({ query }) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from callbacks where ${ofSubscriber(subscriber)}`.execute(query);
    if ((rows[0]?.count ?? 0) >= max) return 'full';
    const kind = 'userId' in subscriber ? 'user' : 'fleet';
    return insertCallback({ query }, subscriber, { ...callback, kind });
  });
}

type Inserted = Omit<NewCallback, 'max'> & { kind: 'user' | 'fleet' | 'monitor' };

export async function insertCallback(
  { query }: Pick<Database, 'query'>,
  subscriber: Subscriber,
  { kind, subscribe, secret, now }: Inserted,
): Promise<CallbackRow> {
  const [userId, fleetId] = 'userId' in subscriber ? [subscriber.userId, null] : [null, subscriber.fleetId];
  const { rows } = await sql<CallbackRow>`
    insert into callbacks (public_id, kind, client_id, user_id, fleet_id, label, subscribe, secret, created_at, updated_at)
    values (${newPublicId()}, ${kind}, ${subscriber.clientId}, ${userId}, ${fleetId}, ${subscribe.label},
      ${JSON.stringify(subscribe)}, ${secret}, ${now}, ${now})
    returning ${columns}`.execute(query);
  return rows[0] as CallbackRow;
}

export type CallbackChange = {
  publicId: string;
  subscribe: Subscribe;
  now: Date;
  /** Throws where the new form does not fit a monitor that the callback has. */
  check(monitors: readonly MonitorParameter[]): void;
};

/** Undefined where there is none. What waits is tried anew at once: the target may be another. */
export function replaceCallback(
  database: Database,
  subscriber: Subscriber,
  { publicId, subscribe, now, check }: CallbackChange,
): Promise<CallbackRow | undefined> {
  return inTransaction(database, async ({ query }) => {
    const { rows } = await sql<CallbackRow>`
      update callbacks set label = ${subscribe.label}, subscribe = ${JSON.stringify(subscribe)}, updated_at = ${now},
        next_attempt_at = null
      where ${ofSubscriber(subscriber)} and public_id = ${publicId} returning ${columns}`.execute(query);
    const [row] = rows;
    if (!row) return undefined;
    const { rows: monitors } = await sql<{ parameter: MonitorParameter }>`
      select parameter::json as parameter from monitors where callback_id = ${row.callbackId}`.execute(query);
    check(monitors.map(({ parameter }) => parameter));
    return row;
  });
}

type StatusChange = { publicId: string; status: 'Running' | 'Paused'; now: Date };

/** Undefined where there is none. Monitors that failed with a callback begin anew with it. */
export function setCallbackStatus(
  database: Database,
  subscriber: Subscriber,
  { publicId, status, now }: StatusChange,
): Promise<CallbackRow | undefined> {
  return inTransaction(database, async ({ query }) => {
    const { rows } = await sql<CallbackRow>`
      update callbacks set ${statusSet(status)}, updated_at = ${now}
      where ${ofSubscriber(subscriber)} and public_id = ${publicId} returning ${columns}`.execute(query);
    const [row] = rows;
    if (row && status === 'Running')
      await sql`update monitors set status = 'Running', revision = revision + 1, updated_at = ${now}
        where callback_id = ${row.callbackId} and status = 'Failed'`.execute(query);
    return row;
  });
}

/** What begins anew has failed at nothing. */
export function statusSet(status: 'Running' | 'Paused') {
  const anew = status === 'Running' ? sql`, failing_since = null, next_attempt_at = null` : sql``;
  return sql`status = ${status} ${anew}`;
}

/**
 * With its monitors and remote actions, and what was still to be sent. Gives the vehicles that had such monitors;
 * undefined where there is none. `pending`: it is a fleet's, and one of its actions is under way.
 */
export function deleteCallback(
  database: Database,
  subscriber: Subscriber,
  publicId: string,
): Promise<number[] | 'pending' | undefined> {
  return inTransaction(database, async (inside) => {
    const found = await findCallback(inside, subscriber, publicId);
    if (!found) return undefined;
    if ('fleetId' in subscriber && (await isPending(inside, found.callbackId))) return 'pending';
    const { rows } = await sql<{ vehicleId: number }>`
      delete from monitors where callback_id = ${found.callbackId} returning vehicle_id as "vehicleId"`.execute(
      inside.query,
    );
    await inside.query.deleteFrom('callbacks').where('id', '=', found.callbackId).execute();
    return [...new Set(rows.map(({ vehicleId }) => vehicleId))];
  });
}

/** Whether a remote action of the callback is under way; until the transaction ends there come no others. */
async function isPending({ query }: Database, callbackId: number): Promise<boolean> {
  await sql`select from callbacks where id = ${callbackId} for update`.execute(query);
  const { rows } = await sql`
    select from remote_actions where callback_id = ${callbackId} and not is_done limit 1`.execute(query);
  return rows.length > 0;
}

/** The secret before stays good until `previousUntil`. */
export async function replaceSecret(
  { query }: Database,
  callbackId: number,
  { secret, previousUntil, now }: { secret: string; previousUntil: Date; now: Date },
): Promise<void> {
  await sql`update callbacks set previous_secret = secret, previous_secret_until = ${previousUntil},
    secret = ${secret}, updated_at = ${now} where id = ${callbackId}`.execute(query);
}

/** The vehicles of users that a callback's monitors watch. */
export async function listWatched({ query }: Database, callbackId: number): Promise<number[]> {
  const { rows } = await sql<{ vehicleId: number }>`select distinct vehicle_id as "vehicleId" from monitors
    where callback_id = ${callbackId} and vehicle_id is not null`.execute(query);
  return rows.map(({ vehicleId }) => vehicleId);
}
