import { bigintArray, copyRows, int8Array, textArray } from '../store/binary.ts';
import { fewRows, type Transaction } from '../store/writer.ts';
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
    await (kept.length <= fewRows ? insertRows : copyAll)(transaction, kept);
  },
};

async function copyAll(transaction: Transaction, kept: readonly HistoryRow[]): Promise<void> {
  const rows = copyRows(kept, 8, (to, { report, privacy, kinds }) => {
    to.int8Field(report.vehicleId);
    to.timeField(report.at);
    to.bigintField(report.key);
    to.timeField(report.receivedAt);
    to.textField(report.source);
    to.textField(privacy);
    to.int8Field(kinds);
    to.textField(JSON.stringify(report.groups));
  });
  await transaction.copy(`telemetry (${historyColumns})`, rows);
}

async function insertRows(transaction: Transaction, kept: readonly HistoryRow[]): Promise<void> {
  await transaction.query(
    `insert into telemetry (${historyColumns})
     select vehicle_id, to_timestamp(at::float8 / 1000), key, to_timestamp(received_at::float8 / 1000), source, privacy,
         kinds, groups
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[])
         r (vehicle_id, at, key, received_at, source, privacy, kinds, groups)`,
    [
      int8Array(kept.map(({ report }) => report.vehicleId)),
      int8Array(kept.map(({ report }) => report.at)),
      bigintArray(kept.map(({ report }) => report.key)),
      int8Array(kept.map(({ report }) => report.receivedAt)),
      textArray(kept.map(({ report }) => report.source)),
      textArray(kept.map(({ privacy }) => privacy)),
      int8Array(kept.map(({ kinds }) => kinds)),
      textArray(kept.map(({ report }) => JSON.stringify(report.groups))),
    ],
  );
}

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
