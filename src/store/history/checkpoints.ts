import type { Transaction } from '../writer.ts';

/** Whoever runs a query: a transaction, or the pool. */
export type Querying = { query(text: string, values: unknown[]): Promise<{ rows: unknown[] }> };

/** What the fold of a vehicle carried after the report at a place; epoch milliseconds, the key as text. */
export type CheckpointRow = { at: number; key: string; states: object };

/** The newest checkpoint before a time, else the oldest there is: before that the history is gone. */
export async function findCheckpoint(
  querying: Querying,
  vehicleId: number,
  before: number,
): Promise<CheckpointRow | undefined> {
  const { rows } = await querying.query(
    `(select at, key::text as key, states, 0 as rank from episode_checkpoints
       where vehicle_id = $1 and at < to_timestamp($2::float8 / 1000) order by at desc limit 1)
     union all
     (select at, key::text as key, states, 1 as rank from episode_checkpoints
       where vehicle_id = $1 order by at limit 1)
     order by rank limit 1`,
    [vehicleId, before],
  );
  const [row] = rows as { at: Date; key: string; states: string }[];
  return row && { at: row.at.getTime(), key: row.key, states: JSON.parse(row.states) as object };
}

export async function saveCheckpoints(
  transaction: Transaction,
  checkpoints: readonly (CheckpointRow & { vehicleId: number })[],
): Promise<void> {
  const rows = checkpoints.map(({ vehicleId, at, key, states }) => ({
    vehicle_id: vehicleId,
    at,
    key,
    states: JSON.stringify(states),
  }));
  await transaction.query(
    `insert into episode_checkpoints (vehicle_id, at, key, states)
     select vehicle_id, to_timestamp(at / 1000), key, states
       from json_to_recordset($1::json) r (vehicle_id bigint, at float8, key bigint, states text)
     on conflict (vehicle_id, at) do update set key = excluded.key, states = excluded.states`,
    [JSON.stringify(rows)],
  );
}

/** Removes those after a time: they hold what has been folded anew since. */
export async function deleteCheckpoints(
  transaction: Transaction,
  { vehicleId, after }: { vehicleId: number; after: number },
): Promise<void> {
  await transaction.query(
    'delete from episode_checkpoints where vehicle_id = $1 and at > to_timestamp($2::float8 / 1000)',
    [vehicleId, after],
  );
}
