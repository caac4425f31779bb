import { type RawBuilder, sql } from 'kysely';
import type { Groups } from '../model/groups.ts';
import type { VehiclePosition } from '../model/motion.ts';
import type { Database } from './database.ts';
import { runPrepared } from './prepared.ts';
import { inOrder, type Slice, sliced } from './slice.ts';
import { multirange, time } from './time-windows.ts';

/** Which rows of one vehicle: within any of the windows, and with any group that may be seen. */
export type TelemetryFilter = {
  vehicleId: number;
  /** Disjoint and in order, epoch milliseconds, both ends included. */
  windows: readonly { from: number; to: number }[];
  /** Bits of the groups to look for, by the privacy mode of the row. */
  kinds: { None: number; Geolocation: number; Full: number };
};

export type TelemetryRow = {
  at: number;
  key: string;
  privacy: 'None' | 'Geolocation' | 'Full';
  groups: Groups;
};

/** The same with its groups as the JSON they are kept as. */
export type TelemetryText = Omit<TelemetryRow, 'groups'> & { groups: string };

/** One page of the history in ascending order of time. A page found by its neighbour costs the same anywhere. */
export function readTelemetryTexts(
  database: Database,
  filter: TelemetryFilter,
  slice: Slice,
): Promise<TelemetryText[]> {
  return readPage(database, filter, { slice, column: sql`groups` });
}

/**
 * Positions longer than this there are none; what is around a position in the text of a row is not fetched.
 */
const positionLengthMax = 300;

/** One page of the positions of the history; rows without one must be kept out by the filter. */
export async function readPositions(
  database: Database,
  filter: TelemetryFilter,
  slice: Slice,
): Promise<(Omit<TelemetryRow, 'groups'> & { position: VehiclePosition })[]> {
  const column = sql`substr(groups, strpos(groups, '"position":{') + 11, ${sql.lit(positionLengthMax)})`;
  const rows = await readPage(database, filter, { slice, column });
  return rows.map(({ groups, ...row }) => ({
    ...row,
    // A position has no braces inside.
    position: JSON.parse(groups.slice(0, groups.indexOf('}') + 1)) as VehiclePosition,
  }));
}

async function readPage(
  database: Database,
  filter: TelemetryFilter,
  { slice, column }: { slice: Slice; column: RawBuilder<unknown> },
): Promise<TelemetryText[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`telemetry.at`, sql`telemetry.key`],
    values: ([at, key]) => [time(at), sql`${key}::bigint`],
  });
  const rows = await runPrepared<TelemetryText>(
    database,
    sql`select (extract(epoch from at) * 1000)::bigint as at, key::text as key, privacy, ${column} as groups
      from telemetry where ${matches(filter)} ${beyond} ${onlyPartitionsBeyond(slice)} ${rest}`,
  );
  return inOrder(slice, rows);
}

/** A comparison of pairs does not tell PostgreSQL which partitions it can leave out. */
function onlyPartitionsBeyond({ anchor }: Slice): RawBuilder<unknown> {
  if (anchor.at === 'after') return sql`and telemetry.at >= ${time(anchor.key[0])}`;
  if (anchor.at === 'before') return sql`and telemetry.at <= ${time(anchor.key[0])}`;
  return sql``;
}

/** How many rows match. */
export async function countTelemetry(database: Database, filter: TelemetryFilter): Promise<number> {
  const [row] = await runPrepared<{ count: number }>(
    database,
    sql`select count(*) as count from telemetry where ${matches(filter)}`,
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
