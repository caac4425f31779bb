import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';

let database: Database;

beforeAll(async () => {
  const log = createLog({ logLevel: 'silent', logPretty: false });
  database = openDatabase({ url: inject('databaseUrl'), size: 2, log });
  await database.pool.query('create table deadlocks (id integer primary key, count integer not null)');
  await database.pool.query('insert into deadlocks values (1, 0), (2, 0)');
});
afterAll(async () => {
  await database.pool.query('drop table deadlocks');
  await database.stop();
});

test('of two transactions that wait for each other, the one that is ended is done again', async () => {
  const meet = createMeeting(2);
  const count = (first: number, second: number) =>
    inTransaction(database, async ({ query }) => {
      const add = (id: number) => sql`update deadlocks set count = count + 1 where id = ${id}`.execute(query);
      await add(first);
      await meet();
      await add(second);
    });
  await Promise.all([count(1, 2), count(2, 1)]);
  const { rows } = await database.pool.query('select id, count from deadlocks order by id');
  expect(rows).toEqual([
    { id: 1, count: 2 },
    { id: 2, count: 2 },
  ]);
});

/** Everybody waits until so many are there; who comes later does not wait. */
function createMeeting(wanted: number): () => Promise<void> {
  let here = 0;
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    here += 1;
    if (here >= wanted) open();
    await isOpen;
  };
}
