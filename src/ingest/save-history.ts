import { kindsOf } from '../model/groups.ts';
import { copyRows, int8Array } from '../store/binary.ts';
import type { HistoryRow, Save } from './batch.ts';

const historyColumns = 'vehicle_id, at, key, received_at, source, privacy, kinds, groups';

/** Writes the history; a report that takes the place of a row of its source removes that row first. */
export const saveHistory: Save = {
  name: 'save history',
  async run({ history }, transaction) {
    const { kept, replaced } = withoutReplaced(history);
    if (replaced.length > 0) {
      await transaction.query(
        `delete from telemetry t using unnest($1::bigint[], $2::bigint[], $3::text[]) r (vehicle_id, at, source)
          where t.vehicle_id = r.vehicle_id and t.at = to_timestamp(r.at / 1000.0) and t.source = r.source`,
        [
          int8Array(replaced.map(({ report }) => report.vehicleId)),
          int8Array(replaced.map(({ report }) => report.replaces ?? 0)),
          replaced.map(({ report }) => report.source),
        ],
      );
    }
    if (kept.length === 0) return;
    const rows = copyRows(kept, 8, (to, { report, privacy }) => {
      to.int8Field(report.vehicleId);
      to.timeField(report.at);
      to.bigintField(report.key);
      to.timeField(report.receivedAt);
      to.textField(report.source);
      to.textField(privacy);
      to.int8Field(kindsOf(report.groups));
      to.textField(JSON.stringify(report.groups));
    });
    await transaction.copy(`telemetry (${historyColumns})`, rows);
  },
};

type Replacement = { kept: readonly HistoryRow[]; replaced: readonly HistoryRow[] };

/** The rows to write, without those that a later row of the same batch takes the place of. */
function withoutReplaced(history: readonly HistoryRow[]): Replacement {
  const replaced = history.filter(({ report }) => report.replaces !== undefined);
  if (replaced.length === 0) return { kept: history, replaced };
  const rows = new Map<string, HistoryRow>();
  for (const row of history) {
    const { vehicleId, source, at, key, replaces } = row.report;
    const place = `${vehicleId} ${source}`;
    if (replaces !== undefined) rows.delete(`${place} ${replaces}`);
    // Only sources that trickle replace, and they have one row for each time.
    const isTrickling = replaced.some(
      ({ report }) => report.vehicleId === vehicleId && report.source === source,
    );
    rows.set(isTrickling ? `${place} ${at}` : `${place} ${at} ${key}`, row);
  }
  return { kept: [...rows.values()], replaced };
}
