import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { eventually } from '../support/eventually.ts';

let database: Database;

beforeAll(() => {
  const log = createLog({ logLevel: 'silent', logPretty: false });
  database = openDatabase({ url: inject('databaseUrl'), size: 2, log });
});
afterAll(() => database.stop());

test('a connection that breaks between two queries of a transaction fails the transaction, not the process', async () => {
  const broken = inTransaction(database, async ({ query }) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(query);
    await endBackend(rows[0]?.pid);
    await sql`select 1`.execute(query);
  });
  await expect(broken).rejects.toThrow();
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

async function endBackend(pid: number | undefined): Promise<void> {
  await database.pool.query('select pg_terminate_backend($1)', [pid]);
  await eventually('the backend is gone', async () => {
    const { rows } = await database.pool.query('select from pg_stat_activity where pid = $1', [pid]);
    return rows.length === 0;
  });
}
