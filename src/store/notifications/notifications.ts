import { CompiledQuery, sql } from 'kysely';
import { newPublicId } from '../../lib/secrets.ts';
import type { Notification } from '../../model/notification.ts';
import { int8Array, textArray } from '../binary.ts';
import type { Database } from '../database.ts';
import { inOrder, type Key, type Slice, sliced } from '../slice.ts';

/** Deliveries listen here; the payload is `queued` or `changed` and the number of a callback. */
export const deliveriesChannel = 'roadwire_deliveries';

/** For so long a notification waits at most: then it is deleted. */
export const keptMs = 72 * 3_600_000;

/** The id of something to be told, in all of its attempts: nobody guesses it. */
export const newNotificationId = () => `msg_${newPublicId()}`;

/**
 * One thing to tell a callback. `id`: by `newNotificationId`. `createdAt`, `expiresAt`:
 * epoch milliseconds.
 */
export type NewNotification = {
  id: string;
  callbackId: number;
  monitorId?: number | undefined;
  vehicleId?: number | undefined;
  content: Notification;
  createdAt: number;
  expiresAt: number;
};

type Querying = { query(text: string, values: unknown[]): Promise<{ rows: { callback_id: number }[] }> };

/**
 * Queues notifications, in the transaction of what they tell of. A callback that was deleted meanwhile, is paused or
 * has failed loses its own silently. The answer: for each that was queued its callback, to wake the deliveries with
 * after the commit.
 */
export async function insertNotifications(
  transaction: Querying,
  rows: readonly NewNotification[],
): Promise<number[]> {
  if (rows.length === 0) return [];
  const { rows: queued } = await transaction.query(insertText, [
    textArray(rows.map(({ id }) => id)),
    int8Array(rows.map(({ callbackId }) => callbackId)),
    textArray(rows.map(({ content }) => lineOf(content))),
    int8Array(rows.map(({ monitorId = 0 }) => monitorId)),
    int8Array(rows.map(({ vehicleId = 0 }) => vehicleId)),
    textArray(rows.map(({ content }) => JSON.stringify(content))),
    int8Array(rows.map(({ createdAt }) => createdAt)),
    int8Array(rows.map(({ expiresAt }) => expiresAt)),
  ]);
  return queued.map(({ callback_id }) => callback_id);
}

/** The steps of a fleet's remote action are retried by themselves, unless the fleet wants its events gathered. */
const insertText = `insert into notifications
    (id, callback_id, line, monitor_id, vehicle_id, content, created_at, expires_at)
  select r.id, c.id,
      case when c.kind = 'fleet' and c.subscribe::json -> 'batchNotify' is null then r.line else '' end,
      nullif(r.monitor_id, 0), nullif(r.vehicle_id, 0), r.content,
      to_timestamp(r.created_at / 1000.0), to_timestamp(r.expires_at / 1000.0)
    from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[],
      $8::bigint[]) with ordinality
      r (id, callback_id, line, monitor_id, vehicle_id, content, created_at, expires_at, ord)
    join callbacks c on c.id = r.callback_id and c.status = 'Running'
   order by r.ord
     for key share of c
  returning callback_id`;

const lineOf = (content: Notification) => (content.kind === 'Remote' ? content.remoteActionId : '');

/** A notification and what became of it. Times: epoch milliseconds. */
export type NotificationRow = {
  id: string;
  /** Counts on within the whole; the place in its list. */
  seq: number;
  content: Notification;
  status: 'Waiting' | 'Delivered' | 'Deleted';
  createdAt: number;
  /** When it is deleted, if nothing gets through until then. */
  expiresAt: number;
  /** When it was delivered or deleted. */
  finishedAt?: number;
};

type StoredNotification = Omit<NotificationRow, 'content' | 'createdAt' | 'expiresAt' | 'finishedAt'> & {
  content: string;
  createdAt: Date;
  expiresAt: Date;
  finishedAt: Date | null;
};

const columns = sql`id, seq, content, status, created_at as "createdAt", expires_at as "expiresAt",
  finished_at as "finishedAt"`;

function rowFrom({
  content,
  createdAt,
  expiresAt,
  finishedAt,
  ...same
}: StoredNotification): NotificationRow {
  return {
    ...same,
    content: JSON.parse(content),
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
    ...(finishedAt ? { finishedAt: finishedAt.getTime() } : {}),
  };
}

/** Those of a callback that are still kept, the newest first. */
export async function listNotifications(
  { query }: Database,
  callbackId: number,
  slice: Slice,
): Promise<NotificationRow[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`created_at`, sql`seq`],
    values: ([at, seq]) => [sql`to_timestamp(${at}::float8 / 1000)`, sql`${seq}::bigint`],
    isNewestFirst: true,
  });
  const { rows } = await sql<StoredNotification>`
    select ${columns} from notifications where callback_id = ${callbackId} ${beyond} ${rest}`.execute(query);
  return inOrder(slice, rows).map(rowFrom);
}

export const notificationKey = ({ createdAt, seq }: NotificationRow): Key => [createdAt, String(seq)];

export async function countNotifications({ query }: Database, callbackId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from notifications where callback_id = ${callbackId}`.execute(query);
  return rows[0]?.count ?? 0;
}

export async function findNotification(
  { query }: Database,
  callbackId: number,
  id: string,
): Promise<NotificationRow | undefined> {
  const { rows } = await sql<StoredNotification>`
    select ${columns} from notifications where callback_id = ${callbackId} and id = ${id}`.execute(query);
  return rows[0] && rowFrom(rows[0]);
}

/**
 * An attempt to deliver. `number`: how many in a row there were with it; where many failed, only the first and the
 * newest are kept. `at`: epoch milliseconds. `code`: the status of the answer, where there was one.
 */
export type AttemptRow = { number: number; at: number; code?: number; error?: string; tookMs: number };

const attemptsMax = 100;

/** What was tried with a notification, in order; an attempt may have carried others, too. At most the newest 100. */
export async function listAttempts(
  { query }: Database,
  callbackId: number,
  id: string,
): Promise<AttemptRow[]> {
  const { rows } = await sql<{
    number: number;
    at: Date;
    code: number | null;
    error: string | null;
    tookMs: number;
  }>`select a.number, a.at, a.code, a.error, a.took_ms as "tookMs"
      from notifications n
      join notification_attempts a on a.callback_id = n.callback_id and a.line = n.line
       and a.first_seq <= n.seq and a.last_seq >= n.seq
       and a.at between n.created_at and coalesce(n.finished_at, 'infinity')
     where n.callback_id = ${callbackId} and n.id = ${id}
     order by a.at desc limit ${attemptsMax}`.execute(query);
  return rows.reverse().map(({ number, at, code, error, tookMs }) => ({
    number,
    at: at.getTime(),
    ...(code === null ? {} : { code }),
    ...(error === null ? {} : { error }),
    tookMs,
  }));
}

/**
 * Queues again what is finished: the one with this id, or all that were deleted because nothing got through. They keep
 * their ids and their places in the order, and have as long as new ones. Gives how many.
 */
export async function redeliver(
  { query }: Database,
  callbackId: number,
  { id, now }: { id?: string | undefined; now: number },
): Promise<number> {
  const which = id === undefined ? sql`status = 'Deleted'` : sql`status <> 'Waiting' and id = ${id}`;
  const { numAffectedRows = 0n } = await sql`
    update notifications set status = 'Waiting', failures = 0, next_attempt_at = null, finished_at = null,
      expires_at = to_timestamp(${now + keptMs}::float8 / 1000)
    where callback_id = ${callbackId} and ${which}`.execute(query);
  await tellDeliveries({ query }, callbackId);
  return Number(numAffectedRows);
}

/** Queues something by itself, beside what vehicles send; false where the callback does not run. */
export async function queueNotification({ query }: Database, row: NewNotification): Promise<boolean> {
  const transaction: Querying = {
    query: (text, values) => query.executeQuery(CompiledQuery.raw(text, values)),
  };
  const queued = await insertNotifications(transaction, [row]);
  if (queued.length > 0) await tellDeliveries({ query }, row.callbackId);
  return queued.length > 0;
}

async function tellDeliveries({ query }: Pick<Database, 'query'>, callbackId: number): Promise<void> {
  await sql`select pg_notify(${deliveriesChannel}, ${`queued ${callbackId}`})`.execute(query);
}
