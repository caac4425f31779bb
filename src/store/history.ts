import type { Groups } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import type { Querying } from './checkpoints.ts';

type Row = { at: Date; key: string; received_at: Date; source: string; groups: string };

/** The next reports of a vehicle after a place in the order of time and key; all their groups. */
export async function readHistory(
  querying: Querying,
  { vehicleId, at, key, limit }: { vehicleId: number; at: number; key: string; limit: number },
): Promise<Report[]> {
  const { rows } = await querying.query(
    `select at, key::text as key, received_at, source, groups from telemetry
      where vehicle_id = $1 and at >= to_timestamp($2::float8 / 1000)
        and (at, telemetry.key) > (to_timestamp($2::float8 / 1000), $3::bigint)
      order by telemetry.at, telemetry.key limit $4`,
    [vehicleId, at, key, limit],
  );
  return (rows as Row[]).map((row) => ({
    vehicleId,
    at: row.at.getTime(),
    key: BigInt(row.key),
    receivedAt: row.received_at.getTime(),
    source: row.source,
    groups: JSON.parse(row.groups) as Groups,
  }));
}
