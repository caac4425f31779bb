import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createLog } from '../../src/lib/log.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { dailyTables, keepPartitions } from '../../src/store/partitions.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the maintenance database: tests make their own beside it. */
    databaseUrl: string;
    /** A migrated database to clone. */
    templateDatabase: string;
  }
}

const log = createLog({ logLevel: 'error', logPretty: false });

/**
 * One PostgreSQL for the whole run: an embedded one that lives in a temporary folder, or the one of
 * `ROADWIRE_TEST_DATABASE_URL`. A template database is migrated once; every test cloud clones it.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.ROADWIRE_TEST_DATABASE_URL;
  const postgres = given ? { url: given, stop: async () => undefined } : await openTemporary();
  const prefix = `roadwire_test_${process.pid}`;
  await makeTemplate(postgres.url, prefix).catch(async (error) => {
    await postgres.stop();
    throw error;
  });
  provide('databaseUrl', postgres.url);
  provide('templateDatabase', prefix);
  return async () => {
    if (given) await dropAll(given, prefix);
    await postgres.stop();
  };
}

async function openTemporary() {
  const dataDir = mkdtempSync(join(tmpdir(), 'roadwire-test-'));
  // So that, under root, the account that PostgreSQL runs as can get in.
  chmodSync(dataDir, 0o755);
  const { url, stop } = await openPostgres({ dataDir }, log);
  await query(url, [
    'alter system set fsync = off',
    'alter system set synchronous_commit = off',
    'alter system set full_page_writes = off',
    'select pg_reload_conf()',
  ]);
  return {
    url,
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(url: string, name: string): Promise<void> {
  await query(url, [`create database ${name}`]);
  const template = urlOfDatabase(url, name);
  await migrate(template, log);
  const pool = new pg.Pool({ connectionString: template, max: 1 });
  await keepPartitions(pool, { tables: dailyTables(62), now: Date.now(), log });
  await pool.end();
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const names = await query(url, [`select datname from pg_database where datname like '${prefix}%'`]);
  await query(
    url,
    names.map(({ datname }) => `drop database ${datname} with (force)`),
  );
}

/** The same server, another database. */
export function urlOfDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Runs statements one by one on a connection of their own; gives the rows of the last. */
export async function query(url: string, statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
