import { bigintArray, int8Array } from './binary.ts';
import type { Writer } from './writer.ts';

type Key = { vehicleId: number; key: bigint };

/** Those of the keys that were taken within the last 72 hours. */
export async function findSeen(writer: Writer, keys: readonly Key[]): Promise<Key[]> {
  if (keys.length === 0) return [];
  const rows = await writer.query<{ vehicle_id: number; key: string }>(
    `select s.vehicle_id, s.key::text as key
       from unnest($1::bigint[], $2::bigint[]) k (vehicle_id, key)
       join seen_messages s on s.vehicle_id = k.vehicle_id and s.key = k.key`,
    [int8Array(keys.map(({ vehicleId }) => vehicleId)), bigintArray(keys.map(({ key }) => key))],
  );
  return rows.map(({ vehicle_id, key }) => ({ vehicleId: vehicle_id, key: BigInt(key) }));
}
