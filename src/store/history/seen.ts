import { bigintArray, int8Array } from '../binary.ts';
import type { Writer } from '../writer.ts';

type Key = { vehicleId: number; key: bigint; receivedAt: number };

const rememberMs = 72 * 3_600_000;
/** How far the clock may have been turned back since a key was noted. */
const clockStepMs = 3_600_000;

/** Those of the keys that were taken within the last 72 hours. The bounds spare looking into other days. */
export async function findSeen(
  writer: Writer,
  keys: readonly Key[],
): Promise<{ vehicleId: number; key: bigint }[]> {
  if (keys.length === 0) return [];
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { receivedAt } of keys) {
    from = Math.min(from, receivedAt);
    to = Math.max(to, receivedAt);
  }
  const rows = await writer.query<{ vehicle_id: number; key: string }>(
    `select s.vehicle_id, s.key::text as key
       from unnest($1::bigint[], $2::bigint[]) k (vehicle_id, key)
       join seen_messages s on s.vehicle_id = k.vehicle_id and s.key = k.key
      where s.received_at between $3::timestamptz and $4::timestamptz`,
    [
      int8Array(keys.map(({ vehicleId }) => vehicleId)),
      bigintArray(keys.map(({ key }) => key)),
      new Date(from - rememberMs),
      new Date(to + clockStepMs),
    ],
  );
  return rows.map(({ vehicle_id, key }) => ({ vehicleId: vehicle_id, key: BigInt(key) }));
}
