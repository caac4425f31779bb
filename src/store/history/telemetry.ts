import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { multirange, time } from '../monitors/time-windows.ts';
import { runPrepared } from '../prepared.ts';
import { inOrder, type Key, type Slice, sliced } from '../slice.ts';
import { type HistoryJson, readHistoryPage } from './history-page.ts';

/** Which rows of one vehicle: within any of the windows, and with any group that may be seen. */
export type TelemetryFilter = {
  vehicleId: number;
  /** Disjoint and in order, epoch milliseconds, both ends included. */
  windows: readonly { from: number; to: number }[];
  /** Bits of the groups to look for, by the privacy mode of the row. */
  kinds: { None: number; Geolocation: number; Full: number };
};

/** One page of the history in ascending order of time, with all groups. Found by its neighbour it costs the same anywhere. */
export function readTelemetry(
  database: Database,
  filter: TelemetryFilter,
  slice: Slice,
): Promise<HistoryJson[]> {
  return readPage(database, filter, { slice, json: sql`groups` });
}

/** One page of the positions of the history; rows without one must be kept out by the filter. */
export function readPositions(
  database: Database,
  filter: TelemetryFilter,
  slice: Slice,
): Promise<HistoryJson[]> {
  // A position has no braces inside. Whatever counts characters (`substr`, `strpos`) costs more than all the rest.
  const json = sql`'{' || split_part(split_part(groups, '"position":{', 2), '}', 1) || '}'`;
  return readPage(database, filter, { slice, json });
}

async function readPage(
  database: Database,
  filter: TelemetryFilter,
  { slice, json }: { slice: Slice; json: RawBuilder<unknown> },
): Promise<HistoryJson[]> {
  const { beyond, rest } = sliced(slice, { columns, values });
  const rows = await readHistoryPage(
    database,
    sql`select at, key, privacy, ${json} as json
      from telemetry where ${matches(filter)} ${beyond} ${onlyPartitionsBeyond(slice)} ${rest}`,
  );
  return inOrder(slice, rows);
}

const columns = [sql`telemetry.at`, sql`telemetry.key`];
const values = ([at, key]: Key) => [time(at), sql`${key}::bigint`];

/** A comparison of pairs does not tell PostgreSQL which partitions it can leave out. */
function onlyPartitionsBeyond({ anchor }: Slice): RawBuilder<unknown> {
  if (anchor.at === 'after') return sql`and telemetry.at >= ${time(anchor.key[0])}`;
  if (anchor.at === 'before') return sql`and telemetry.at <= ${time(anchor.key[0])}`;
  return sql``;
}

/** How many rows match; of those after one, where it is given. */
export async function countTelemetry(
  database: Database,
  filter: TelemetryFilter,
  after?: Key,
): Promise<number> {
  const slice: Slice = { index: 0, limit: 0, anchor: after ? { at: 'after', key: after } : { at: 'index' } };
  const { beyond } = sliced(slice, { columns, values });
  const [row] = await runPrepared<{ count: number }>(
    database,
    sql`select count(*) as count from telemetry
      where ${matches(filter)} ${beyond} ${onlyPartitionsBeyond(slice)}`,
  );
  return row?.count ?? 0;
}

function matches({ vehicleId, windows, kinds }: TelemetryFilter): RawBuilder<unknown> {
  const [first] = windows;
  const last = windows.at(-1);
  if (!first || !last) return sql`false`;
  const seen = sql`kinds & case privacy when 'None' then ${kinds.None}::bigint
    when 'Geolocation' then ${kinds.Geolocation}::bigint else ${kinds.Full}::bigint end <> 0`;
  const bounds = [
    ...(Number.isFinite(first.from) ? [sql`and at >= ${time(first.from)}`] : []),
    ...(Number.isFinite(last.to) ? [sql`and at <= ${time(last.to)}`] : []),
  ];
  const inAny = windows.length === 1 ? sql`` : sql`and at <@ ${multirange(windows)}`;
  return sql`vehicle_id = ${vehicleId} ${sql.join(bounds, sql` `)} ${inAny} and ${seen}`;
}
