import type { PrivacyMode } from '../../model/episodes.ts';
import type { Groups } from '../../model/groups.ts';
import type { Report } from '../../model/report.ts';
import type { Querying } from './checkpoints.ts';

/** The columns of `telemetry t` that make a report. */
export const historyColumns = 't.vehicle_id, t.at, t.key::text as key, t.received_at, t.source, t.groups';

export type HistoryRow = {
  vehicle_id: number;
  at: Date;
  key: string;
  received_at: Date;
  source: string;
  groups: string;
};

/** The report that a row of the history holds. */
export function reportOf(row: HistoryRow): Report {
  return {
    vehicleId: row.vehicle_id,
    at: row.at.getTime(),
    key: BigInt(row.key),
    receivedAt: row.received_at.getTime(),
    source: row.source,
    groups: JSON.parse(row.groups) as Groups,
  };
}

/** A report with the privacy mode of its time, as the history tells it. */
export type PastReport = { report: Report; privacy: PrivacyMode };

type Wanted = { vehicleId: number; at: number; key: string; limit: number };

/** The next reports of a vehicle after a place in the order of time and key; all their groups. */
export async function readPast(
  querying: Querying,
  { vehicleId, at, key, limit }: Wanted,
): Promise<PastReport[]> {
  const { rows } = await querying.query(
    `select ${historyColumns}, t.privacy from telemetry t
      where t.vehicle_id = $1 and t.at >= to_timestamp($2::float8 / 1000)
        and (t.at, t.key) > (to_timestamp($2::float8 / 1000), $3::bigint)
      order by t.at, t.key limit $4`,
    [vehicleId, at, key, limit],
  );
  return (rows as (HistoryRow & { privacy: PrivacyMode })[]).map((row) => ({
    report: reportOf(row),
    privacy: row.privacy,
  }));
}

/** The same without the privacy modes. */
export async function readHistory(querying: Querying, wanted: Wanted): Promise<Report[]> {
  return (await readPast(querying, wanted)).map(({ report }) => report);
}
