import type pg from 'pg';
import type { Log } from '../lib/log.ts';

const dayMs = 86_400_000;

/** A table kept in one partition a day: how many days back and ahead must be there. */
export type DailyTable = { table: string; daysBack: number; daysAhead: number };

/** The daily tables, for a retention in days. `seen_messages` answers for 72 hours. */
export function dailyTables(retentionDays: number): DailyTable[] {
  return [
    // A day more than is accepted: what waits over midnight still has its partition.
    { table: 'telemetry', daysBack: retentionDays + 1, daysAhead: 3 },
    { table: 'seen_messages', daysBack: 4, daysAhead: 3 },
  ];
}

/**
 * Makes the partitions that are missing and drops those past their time. Neither holds up writers: new
 * tables are filled in beside the parent and attached under a weak lock, old ones are detached concurrently.
 */
export async function keepPartitions(
  pool: pg.Pool,
  options: { tables: DailyTable[]; now: number; log: Log },
) {
  const today = Math.floor(options.now / dayMs);
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0; set lock_timeout = '5s'");
    for (const daily of options.tables) {
      const wanted = new Map<string, number>();
      for (let day = today - daily.daysBack; day <= today + daily.daysAhead; day += 1)
        wanted.set(partitionName(daily.table, day), day);
      const existing = await partitionsOf(client, daily.table);
      await makeMissing(client, daily.table, { wanted, existing });
      await dropOld(client, daily.table, { oldest: today - daily.daysBack, existing, log: options.log });
    }
    await client.query('reset statement_timeout; reset lock_timeout');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Partition = { name: string; isDetaching: boolean; isAttached: boolean };

function partitionName(table: string, day: number): string {
  return `${table}_${dateOf(day).replaceAll('-', '')}`;
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The partitions of a table, and tables of their name that a crash left beside it. */
async function partitionsOf(client: pg.PoolClient, table: string): Promise<Map<string, Partition>> {
  const { rows } = await client.query<Partition>(
    `select c.relname as name, i.inhrelid is not null as "isAttached", coalesce(i.inhdetachpending, false) as "isDetaching"
       from pg_class c left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = $1::regclass
      where c.relkind = 'r' and c.relname ~ ('^' || $1 || '_[0-9]{8}$')
        and c.relnamespace = (select relnamespace from pg_class where oid = $1::regclass)`,
    [table],
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** A day is vacuumed once it is over, or dropped. To do so again and again while it grows takes a core from whoever reports. */
const grown = 'with (autovacuum_vacuum_insert_threshold = -1)';

type Missing = { wanted: Map<string, number>; existing: Map<string, Partition> };

async function makeMissing(
  client: pg.PoolClient,
  table: string,
  { wanted, existing }: Missing,
): Promise<void> {
  const statements: string[] = [];
  for (const [name, day] of wanted) {
    const found = existing.get(name);
    if (found?.isAttached) continue;
    const column = table === 'telemetry' ? 'at' : 'received_at';
    const [from, to] = [dateOf(day), dateOf(day + 1)].map((date) => `'${date} 00:00:00+00'`);
    if (!found)
      statements.push(
        `create table ${name} (like ${table} including defaults including constraints including indexes,
         check (${column} is not null and ${column} >= timestamptz ${from} and ${column} < timestamptz ${to})) ${grown}`,
      );
    statements.push(`alter table ${table} attach partition ${name} for values from (${from}) to (${to})`);
  }
  if (statements.length > 0) await client.query(`begin; ${statements.join('; ')}; commit`);
}

type Old = { oldest: number; existing: Map<string, Partition>; log: Log };

async function dropOld(client: pg.PoolClient, table: string, { oldest, existing, log }: Old): Promise<void> {
  const oldestName = partitionName(table, oldest);
  for (const { name, isAttached, isDetaching } of existing.values()) {
    if (name >= oldestName) continue;
    if (isAttached)
      await client.query(
        `alter table ${table} detach partition ${name} ${isDetaching ? 'finalize' : 'concurrently'}`,
      );
    await client.query(`drop table ${name}`);
    log.info({ partition: name }, 'history past its retention dropped');
  }
}

/** Shares of the pages of a partition that vacuum has not looked at yet. */
const unseenMax = 0.02;

/**
 * Vacuums days of the history that are over, once each and again where much came late: then counting needs the
 * index alone. A few at a time, gently; neither readers nor writers wait.
 */
export async function vacuumClosedDays(
  pool: pg.Pool,
  { now, atOnce = 5 }: { now: number; atOnce?: number },
): Promise<string[]> {
  const today = partitionName('telemetry', Math.floor(now / dayMs));
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'telemetry'::regclass and c.relname < $1
          and pg_relation_size(c.oid) / 8192 - c.relallvisible > $2::float8 * pg_relation_size(c.oid) / 8192
        order by c.relname desc limit $3`,
      [today, unseenMax, atOnce],
    );
    await client.query("set statement_timeout = 0; set lock_timeout = '5s'; set vacuum_cost_delay = 1");
    for (const { name } of rows) await client.query(`vacuum (analyze, skip_locked) ${name}`);
    await client.query('reset statement_timeout; reset lock_timeout; reset vacuum_cost_delay');
    client.release();
    return rows.map(({ name }) => name);
  } catch (error) {
    client.release(true);
    throw error;
  }
}
