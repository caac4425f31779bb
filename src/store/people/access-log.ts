import { sql } from 'kysely';
import { int8Array, textArray } from '../binary.ts';
import type { Database } from '../database.ts';

/** What can be read of a user, in the words of the access log. */
export const readKinds = [
  'account',
  'vehicle',
  'status',
  'position',
  'maintenance',
  'telemetry',
  'trips',
  'ways',
  'alerts',
  'alarms',
  'collisions',
  'stolen',
  'events',
] as const;
export type ReadKind = (typeof readKinds)[number];

/** Reads of one kind by one application within an hour; epoch milliseconds. */
export type Reads = {
  userId: number;
  clientId: string;
  /** 0: it was about the user. */
  vehicleId: number;
  kind: ReadKind;
  /** When the hour began. */
  hour: number;
  firstAt: number;
  lastAt: number;
  reads: number;
};

/** Adds to what was noted. Users who are gone are left out. */
export async function addReads({ pool }: Database, rows: readonly Reads[]): Promise<void> {
  if (rows.length === 0) return;
  await pool.query(
    `insert into access_log as l (user_id, began_at, client_id, vehicle_id, kind, first_at, last_at, reads)
     select n.user_id, to_timestamp(n.hour / 1000.0), n.client_id, n.vehicle_id, n.kind,
            to_timestamp(n.first_at / 1000.0), to_timestamp(n.last_at / 1000.0), n.reads
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[],
            $8::bigint[]) n (user_id, hour, client_id, vehicle_id, kind, first_at, last_at, reads)
       join users u on u.id = n.user_id
     on conflict (user_id, began_at, client_id, vehicle_id, kind) do update set
       first_at = least(l.first_at, excluded.first_at), last_at = greatest(l.last_at, excluded.last_at),
       reads = l.reads + excluded.reads`,
    [
      int8Array(rows.map(({ userId }) => userId)),
      int8Array(rows.map(({ hour }) => hour)),
      textArray(rows.map(({ clientId }) => clientId)),
      int8Array(rows.map(({ vehicleId }) => vehicleId)),
      textArray(rows.map(({ kind }) => kind)),
      int8Array(rows.map(({ firstAt }) => firstAt)),
      int8Array(rows.map(({ lastAt }) => lastAt)),
      int8Array(rows.map((row) => row.reads)),
    ],
  );
}

/** Where a page of the log ends: the hour (epoch milliseconds), and what tells rows of it apart. */
export type LogPlace = [hour: number, clientId: string, vehicleId: number, kind: string];

export type LogRow = {
  clientId: string;
  /** Null where the application is gone. */
  application: string | null;
  vehicleId: number;
  vin: string | null;
  brand: string | null;
  label: string | null;
  kind: string;
  hour: Date;
  firstAt: Date;
  lastAt: Date;
  reads: number;
};

type Asked = {
  userId: number;
  clientId?: string | undefined;
  vin?: string | undefined;
  after?: LogPlace | undefined;
  limit: number;
};

/** The log of a user, newest hour first; after a place where one is given. */
export async function listReads({ query }: Database, asked: Asked): Promise<LogRow[]> {
  const { userId, clientId, vin, after, limit } = asked;
  const of = clientId === undefined ? sql`` : sql`and l.client_id = ${clientId}`;
  const about = vin === undefined ? sql`` : sql`and v.vin = ${vin}`;
  const [hour = 0, client = '', vehicle = 0, kind = ''] = after ?? [];
  const beyond = after
    ? sql`and (l.began_at, l.client_id, l.vehicle_id, l.kind)
        < (to_timestamp(${hour}::float8 / 1000), ${client}::text, ${vehicle}::bigint, ${kind}::text)`
    : sql``;
  const { rows } = await sql<LogRow>`
    select l.client_id as "clientId", a.name as application, l.vehicle_id as "vehicleId", v.vin, v.brand, v.label,
        l.kind, l.began_at as hour, l.first_at as "firstAt", l.last_at as "lastAt", l.reads
      from access_log l
      left join applications a on a.client_id = l.client_id
      left join vehicles v on v.id = l.vehicle_id
     where l.user_id = ${userId} ${of} ${about} ${beyond}
     order by l.began_at desc, l.client_id desc, l.vehicle_id desc, l.kind desc limit ${limit}`.execute(
    query,
  );
  return rows;
}

/** When each application read last, by its client id. */
export async function lastReads({ query }: Database, userId: number): Promise<Map<string, Date>> {
  const rows = await query
    .selectFrom('access_log')
    .select(({ fn }) => ['client_id as clientId', fn.max('last_at').as('lastAt')])
    .where('user_id', '=', userId)
    .groupBy('client_id')
    .execute();
  return new Map(rows.map(({ clientId, lastAt }) => [clientId, lastAt]));
}

/** Rows in one statement: a small bite is over before anybody waits for it. */
const bite = 2000;

/** Removes what was noted before a time, epoch milliseconds. */
export async function trimReads({ pool }: Database, before: number): Promise<void> {
  const old = 'select ctid from access_log where began_at < to_timestamp($1::float8 / 1000) limit $2';
  const text = `delete from access_log where ctid = any(array(${old}))`;
  for (;;) {
    const { rowCount } = await pool.query(text, [before, bite]);
    if ((rowCount ?? 0) < bite) return;
  }
}
