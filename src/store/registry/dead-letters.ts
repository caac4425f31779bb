import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { contains, is, type Listing, listing } from './listing.ts';

/** A message that could not be read, as the operator sees it. */
export type DeadLetter = {
  id: number;
  vin: string;
  channel: string;
  receivedAt: Date;
  reason: string;
  /** Length of its payload. */
  bytes: number;
  /** Since when it waits to be driven through again. */
  retryAskedAt: Date | null;
};

export type DeadLetterFilter = Partial<Record<'vin' | 'channel' | 'reason', string>>;

/** The newest first. */
export function listDeadLetters(database: Database, filter: DeadLetterFilter): Listing<DeadLetter> {
  return listing<DeadLetter>(database, {
    columns: sql`d.id, v.vin, d.channel, d.received_at as "receivedAt", d.reason,
      octet_length(d.payload) as bytes, d.retry_asked_at as "retryAskedAt"`,
    from: sql`dead_letters d join vehicles v on v.id = d.vehicle_id`,
    where: [
      is(sql`v.vin`, filter.vin?.toUpperCase()),
      is(sql`d.channel`, filter.channel),
      contains(sql`d.reason`, filter.reason),
    ],
    key: sql`d.id`,
    keyOf: ({ id }) => id,
    newestFirst: true,
  });
}

/** One with its bytes. */
export async function findDeadLetter(
  { query }: Database,
  id: number,
): Promise<(DeadLetter & { payload: Buffer }) | undefined> {
  return query
    .selectFrom('dead_letters as d')
    .innerJoin('vehicles as v', 'v.id', 'd.vehicle_id')
    .select(['d.id', 'v.vin', 'd.channel', 'd.received_at as receivedAt', 'd.reason', 'd.payload'])
    .select([sql<number>`octet_length(d.payload)`.as('bytes'), 'd.retry_asked_at as retryAskedAt'])
    .where('d.id', '=', id)
    .executeTakeFirst();
}

/** On which whoever drives them through is told. */
export const retryChannel = 'roadwire_retry_dead_letters';

/** Has some driven through again, or all: how many there are. */
export async function askRetry(
  { query }: Database,
  ids: readonly number[] | undefined,
  at: number,
): Promise<number> {
  const update = query.updateTable('dead_letters').set({ retry_asked_at: new Date(at) });
  const { numUpdatedRows } = await (ids ? update.where('id', 'in', ids) : update).executeTakeFirst();
  // Of a transaction with its commit.
  await sql`select pg_notify(${retryChannel}, '')`.execute(query);
  return Number(numUpdatedRows);
}

export async function countDeadLetters({ query }: Pick<Database, 'query'>): Promise<number> {
  const { total } = await query
    .selectFrom('dead_letters')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}
