import type { Database } from '../database.ts';

export type Receipt = {
  id: string;
  askedAt: Date;
  finishedAt: Date | null;
  counts: ReadonlyMap<string, number>;
};

/** What was deleted, by the id that whoever asked for it was given. */
export async function findReceipt({ query }: Database, id: string): Promise<Receipt | undefined> {
  const erasure = await query
    .selectFrom('erasures')
    .select(['id', 'asked_at as askedAt', 'finished_at as finishedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!erasure) return undefined;
  const rows = await query
    .selectFrom('erasure_counts')
    .select(['kind', 'count'])
    .where('erasure_id', '=', id)
    .execute();
  return { ...erasure, counts: new Map(rows.map(({ kind, count }) => [kind, count])) };
}
