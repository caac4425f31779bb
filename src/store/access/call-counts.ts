import { int8Array, textArray } from '../binary.ts';
import type { Database } from '../database.ts';

/** Calls in a stretch of time that began at `at`, epoch milliseconds. */
export type CallCount = { at: number; calls: number };

/** Adds to what was counted. */
export async function addCalls(
  { pool }: Database,
  counts: readonly (CallCount & { clientId: string })[],
): Promise<void> {
  if (counts.length === 0) return;
  await pool.query(
    `insert into call_counts as c (client_id, began_at, calls)
     select client_id, to_timestamp(at / 1000.0), calls
       from unnest($1::text[], $2::bigint[], $3::bigint[]) n (client_id, at, calls)
     on conflict (client_id, began_at) do update set calls = c.calls + excluded.calls`,
    [
      textArray(counts.map(({ clientId }) => clientId)),
      int8Array(counts.map(({ at }) => at)),
      int8Array(counts.map(({ calls }) => calls)),
    ],
  );
}

export async function readCalls({ query }: Database, clientId: string, since: number): Promise<CallCount[]> {
  const rows = await query
    .selectFrom('call_counts')
    .select(['began_at', 'calls'])
    .where('client_id', '=', clientId)
    .where('began_at', '>=', new Date(since))
    .execute();
  return rows.map(({ began_at, calls }) => ({ at: began_at.getTime(), calls }));
}

export async function trimCalls({ query }: Database, before: number): Promise<void> {
  await query.deleteFrom('call_counts').where('began_at', '<', new Date(before)).execute();
}
