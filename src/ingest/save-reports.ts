import { kindsOf } from '../model/groups.ts';
import { emptyState } from '../model/vehicle-state.ts';
import { copyRows, int8Array, jsonbArray } from '../store/binary.ts';
import type { HistoryRow, Save, VehicleWork } from './batch.ts';

/** Notes the messages as seen. */
export const saveSeen: Save = {
  name: 'save seen',
  async run({ seen }, transaction) {
    if (seen.length === 0) return;
    const rows = copyRows(seen, 3, (to, { vehicleId, key, receivedAt }) => {
      to.int8Field(vehicleId);
      to.bigintField(key);
      to.timeField(receivedAt);
    });
    await transaction.copy('seen_messages (vehicle_id, key, received_at)', rows);
  },
};

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
      to.jsonbField(JSON.stringify(report.groups));
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

/** Writes the states that changed: in their rows, or as new rows for vehicles that are heard for the first time. */
export const saveStates: Save = {
  name: 'save states',
  async run({ vehicles }, transaction) {
    const changed = [...vehicles.values()].filter(({ before, state }) => before !== state);
    const known = changed.filter(({ before }) => before !== emptyState);
    const fresh = changed.filter(({ before }) => before === emptyState);
    if (known.length > 0)
      await transaction.query(
        `update vehicle_states v set state = s.state, updated_at = now()
           from unnest($1::bigint[], $2::jsonb[]) s (vehicle_id, state) where v.vehicle_id = s.vehicle_id`,
        statesOf(known),
      );
    if (fresh.length > 0)
      await transaction.query(
        `insert into vehicle_states (vehicle_id, state, updated_at)
         select vehicle_id, state, now() from unnest($1::bigint[], $2::jsonb[]) s (vehicle_id, state)
         on conflict (vehicle_id) do update set state = excluded.state, updated_at = excluded.updated_at`,
        statesOf(fresh),
      );
  },
};

function statesOf(works: readonly VehicleWork[]): [Buffer, Buffer] {
  const ids = int8Array(works.map(({ vehicleId }) => vehicleId));
  return [ids, jsonbArray(works.map(({ state }) => JSON.stringify(state)))];
}
