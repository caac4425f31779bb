import type pg from 'pg';
import type { Subscribe } from '../../model/monitor.ts';
import type { Notification } from '../../model/notification.ts';
import { int8Array, textArray } from '../binary.ts';

/** What keeps its order and is retried by itself: a callback, or a remote action of a fleet's callback. */
export type LineKey = { callbackId: number; line: string };

/** `owner`: whom the callback is of, an application with a user or a fleet. */
export type OwnedLine = LineKey & { owner: string };

/** The oldest that waits in a line. Epoch milliseconds. */
export type Head = OwnedLine & {
  createdAt: number;
  expiresAt: number;
  /** When something may be sent again, after failures. */
  nextAttemptAt?: number;
  isRunning: boolean;
};

const headsAtOnce = 1000;

const ownerText = `concat_ws(' ', c.client_id, 'user ' || c.user_id, 'fleet ' || c.fleet_id)`;

/** Epoch milliseconds of a time: a number, where a date would have to be parsed. */
export const msOf = (column: string) => `round(date_part('epoch', ${column}) * 1000)`;

/** Jumps from line to line: what waits behind the first of each is not read. */
const headsText = `with recursive heads as (
    (select callback_id, line, next_attempt_at, created_at, expires_at from notifications
      where status = 'Waiting' and (callback_id, line) > ($1::bigint, $2::text)
      order by callback_id, line, seq limit 1)
    union all
    select n.* from heads h cross join lateral (
      select callback_id, line, next_attempt_at, created_at, expires_at from notifications
       where status = 'Waiting' and (callback_id, line) > (h.callback_id, h.line)
       order by callback_id, line, seq limit 1) n
  ), firsts as (select * from heads limit ${headsAtOnce})
  select h.callback_id as "callbackId", h.line, ${ownerText} as owner, c.status = 'Running' as "isRunning",
      ${msOf('h.created_at')} as "createdAt", ${msOf('h.expires_at')} as "expiresAt",
      ${msOf("coalesce(h.next_attempt_at, case when h.line = '' then c.next_attempt_at end)")} as "nextAttemptAt"
    from firsts h join callbacks c on c.id = h.callback_id order by h.callback_id, h.line`;

type HeadRow = Omit<Head, 'nextAttemptAt'> & { nextAttemptAt: number | null };

/** The heads of all lines after one, in their order; fewer than it could be where there are no more. */
export async function readHeads(pool: pg.Pool, after: LineKey): Promise<{ heads: Head[]; isFull: boolean }> {
  const { rows } = await pool.query<HeadRow>(named(headsText, [after.callbackId, after.line]));
  const heads = rows.map(({ nextAttemptAt, ...head }) => ({
    ...head,
    ...(nextAttemptAt === null ? {} : { nextAttemptAt }),
  }));
  return { heads, isFull: rows.length === headsAtOnce };
}

/** Jumps likewise, within each callback. */
const linesText = `select c.id as "callbackId", l.line, ${ownerText} as owner from callbacks c cross join lateral (
    with recursive lines as (
      (select line from notifications where status = 'Waiting' and callback_id = c.id order by line limit 1)
      union all
      select (select line from notifications where status = 'Waiting' and callback_id = c.id and line > l.line
        order by line limit 1) from lines l where l.line is not null)
    select line from lines where line is not null limit ${headsAtOnce}) l
   where c.id = any($1::bigint[])`;

/** The lines of some callbacks in which something waits. */
export async function readLines(pool: pg.Pool, callbackIds: readonly number[]): Promise<OwnedLine[]> {
  const { rows } = await pool.query<OwnedLine>(named(linesText, [int8Array(callbackIds)]));
  return rows;
}

/** A callback as it is delivered to. */
export type DeliveryTarget = {
  callbackId: number;
  publicId: string;
  kind: 'user' | 'fleet' | 'monitor';
  label: string;
  subscribe: Subscribe;
  status: string;
  secret: string;
  previousSecret?: string;
  /** Epoch milliseconds; while it stands, `secret` signs beside `previousSecret`. */
  previousSecretUntil?: number;
  failingSince?: number;
  nextAttemptAt?: number;
};

type TargetRow = {
  id: number;
  public_id: string;
  kind: DeliveryTarget['kind'];
  label: string;
  subscribe: string;
  status: string;
  secret: string;
  previous_secret: string | null;
  previous_secret_until: Date | null;
  failing_since: Date | null;
  next_attempt_at: Date | null;
};

export async function readTargets(
  pool: pg.Pool,
  callbackIds: readonly number[],
): Promise<Map<number, DeliveryTarget>> {
  const { rows } = await pool.query<TargetRow>(
    named(
      `select id, public_id, kind, label, subscribe, status, secret, previous_secret, previous_secret_until,
          failing_since, next_attempt_at from callbacks where id = any($1::bigint[])`,
      [int8Array(callbackIds)],
    ),
  );
  return new Map(rows.map((row) => [row.id, targetFrom(row)]));
}

function targetFrom(row: TargetRow): DeliveryTarget {
  const { id, public_id, kind, label, subscribe, status, secret } = row;
  const { previous_secret, previous_secret_until, failing_since, next_attempt_at } = row;
  return {
    callbackId: id,
    publicId: public_id,
    kind,
    label,
    subscribe: JSON.parse(subscribe),
    status,
    secret,
    ...(previous_secret === null ? {} : { previousSecret: previous_secret }),
    ...(previous_secret_until ? { previousSecretUntil: previous_secret_until.getTime() } : {}),
    ...(failing_since ? { failingSince: failing_since.getTime() } : {}),
    ...(next_attempt_at ? { nextAttemptAt: next_attempt_at.getTime() } : {}),
  };
}

/** A notification that waits. Epoch milliseconds. */
export type WaitingMessage = {
  id: string;
  seq: number;
  content: Notification;
  failures: number;
  nextAttemptAt?: number;
  createdAt: number;
  expiresAt: number;
};

type WaitingRow = Omit<WaitingMessage, 'content' | 'nextAttemptAt'> & {
  ord: number;
  content: string;
  nextAttemptAt: number | null;
};

/** The oldest that wait in each line, up to its limit; in the order of the lines asked for. */
export async function readWaiting(
  pool: pg.Pool,
  lines: readonly (LineKey & { limit: number })[],
): Promise<WaitingMessage[][]> {
  const { rows } = await pool.query<WaitingRow>(
    named(
      `select r.ord, m.id, m.seq, m.content, m.failures, ${msOf('m.next_attempt_at')} as "nextAttemptAt",
          ${msOf('m.created_at')} as "createdAt", ${msOf('m.expires_at')} as "expiresAt"
        from unnest($1::bigint[], $2::text[], $3::bigint[]) with ordinality
          r (callback_id, line, most, ord)
        cross join lateral (
          select id, seq, content, failures, next_attempt_at, created_at, expires_at from notifications n
           where n.callback_id = r.callback_id and n.line = r.line and n.status = 'Waiting'
           order by n.seq limit r.most) m
        order by r.ord, m.seq`,
      [...keysOf(lines), int8Array(lines.map(({ limit }) => limit))],
    ),
  );
  const found: WaitingMessage[][] = lines.map(() => []);
  for (const row of rows) found[row.ord - 1]?.push(waitingFrom(row));
  return found;
}

function waitingFrom(row: WaitingRow): WaitingMessage {
  const { id, seq, failures, nextAttemptAt, createdAt, expiresAt } = row;
  const message = { id, seq, content: JSON.parse(row.content), failures, createdAt, expiresAt };
  return nextAttemptAt === null ? message : { ...message, nextAttemptAt };
}

/** How many wait in each line; nobody counts beyond its limit. */
export async function countWaiting(
  pool: pg.Pool,
  lines: readonly (LineKey & { limit: number })[],
): Promise<number[]> {
  const { rows } = await pool.query<{ ord: number; count: number }>(
    named(
      `select r.ord, m.count from unnest($1::bigint[], $2::text[], $3::bigint[]) with ordinality
          r (callback_id, line, most, ord)
        cross join lateral (select count(*) as count from (
          select from notifications n
           where n.callback_id = r.callback_id and n.line = r.line and n.status = 'Waiting' limit r.most) s) m`,
      [...keysOf(lines), int8Array(lines.map(({ limit }) => limit))],
    ),
  );
  const counts = lines.map(() => 0);
  for (const { ord, count } of rows) counts[ord - 1] = count;
  return counts;
}

/** How many wait in all; nobody counts beyond 100,000. */
export async function countAllWaiting(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) as count from (select from notifications where status = 'Waiting' limit 100000) s`,
  );
  return rows[0]?.count ?? 0;
}

/** So many of a callback. */
export type Deleted = Pick<DeliveryTarget, 'subscribe'> & { count: number };

/** Deletes what has waited too long in some lines; callbacks that are sent nothing have theirs deleted so. */
export async function deleteExpired(
  pool: pg.Pool,
  lines: readonly LineKey[],
  now: number,
): Promise<Deleted[]> {
  const { rows } = await pool.query<{ subscribe: string; count: number }>(
    named(
      `with deleted as (
         update notifications n set status = 'Deleted', finished_at = to_timestamp($3::float8 / 1000)
           from unnest($1::bigint[], $2::text[]) r (callback_id, line)
          where n.callback_id = r.callback_id and n.line = r.line and n.status = 'Waiting'
            and n.expires_at <= to_timestamp($3::float8 / 1000)
         returning n.callback_id)
       select c.subscribe, count(*) as count from deleted d join callbacks c on c.id = d.callback_id
        group by c.id`,
      [...keysOf(lines), now],
    ),
  );
  return rows.map(({ subscribe, count }) => ({ subscribe: JSON.parse(subscribe), count }));
}

export const keysOf = (lines: readonly LineKey[]) => [
  int8Array(lines.map(({ callbackId }) => callbackId)),
  textArray(lines.map(({ line }) => line)),
];

const names = new Map<string, string>();

/** A prepared statement: the texts stand in the code, so they are few. */
export function named(text: string, values: unknown[]): pg.QueryConfig {
  const name = names.get(text) ?? `deliveries-${names.size}`;
  names.set(text, name);
  return { name, text, values };
}
