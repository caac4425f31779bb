import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Log } from '../lib/log.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Any number, the same in every Roadwire: one process migrates at a time. */
const lockNumber = 7_244_891;

/**
 * Brings the database to the newest schema: each `migrations/NNNN-name.sql` that it has not seen, in order
 * and in a transaction of its own. Forward only. Returns the names that were applied.
 * Throws where the server is older than PostgreSQL 15 or the database is newer than this Roadwire.
 */
export async function migrate(databaseUrl: string, log: Log): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'roadwire migrate' });
  await client.connect();
  try {
    await refuseOldServers(client);
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    return await applyPending(client, log);
  } finally {
    await client.end();
  }
}

async function refuseOldServers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major < 15) throw new Error(`the database is PostgreSQL ${major}: Roadwire needs 15 or newer`);
}

async function applyPending(client: pg.Client, log: Log): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const { rows } = await client.query<{ name: string }>('select name from migrations');
  const applied = new Set(rows.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !files.includes(name));
  if (unknown.length > 0)
    throw new Error(`the database was migrated by a newer Roadwire (${unknown.join(', ')}): start that one`);
  const pending = files.filter((name) => !applied.has(name));
  for (const name of pending) {
    const sql = await readFile(new URL(name, folder), 'utf8');
    await inTransaction(client, async () => {
      await client.query(sql);
      await client.query('insert into migrations (name) values ($1)', [name]);
    });
    log.info({ migration: name }, 'database migrated');
  }
  return pending;
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
