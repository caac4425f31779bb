import { type RawBuilder, sql } from 'kysely';
import type { Groups } from '../model/groups.ts';
import type { Database } from './database.ts';

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

type Key = readonly [at: number, id: string];
type Anchor = { at: 'index' } | { at: 'after'; key: Key } | { at: 'before'; key: Key } | { at: 'end' };
type Slice = { index: number; limit: number; anchor: Anchor };

/** One page of the history in ascending order of time. A page found by its neighbour costs the same anywhere. */
export async function readTelemetry(
  database: Database,
  filter: TelemetryFilter,
  slice: Slice,
): Promise<TelemetryRow[]> {
  const { anchor, index, limit } = slice;
  const isBackwards = anchor.at === 'before' || anchor.at === 'end';
  const direction = isBackwards ? sql`desc` : sql`asc`;
  const offset = anchor.at === 'index' && index > 0 ? sql`offset ${index}` : sql``;
  const { rows } = await sql<{ at: Date; key: string; privacy: TelemetryRow['privacy']; groups: string }>`
    select at, key::text as key, privacy, groups from telemetry
    where ${matches(filter)} ${beyond(anchor)}
    order by telemetry.at ${direction}, telemetry.key ${direction} limit ${limit} ${offset}`.execute(
    database.query,
  );
  const found = rows.map((row) => ({
    ...row,
    at: row.at.getTime(),
    groups: JSON.parse(row.groups) as Groups,
  }));
  return isBackwards ? found.reverse() : found;
}

/** How many rows match. */
export async function countTelemetry(database: Database, filter: TelemetryFilter): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from telemetry where ${matches(filter)}`.execute(database.query);
  return rows[0]?.count ?? 0;
}

const time = (epochMs: number) => sql`to_timestamp(${epochMs}::float8 / 1000)`;

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
  const inAny =
    windows.length === 1
      ? sql``
      : sql`and (${sql.join(
          windows.map(
            ({ from, to }) => sql`at between ${time(Math.max(from, 0))} and ${time(Math.min(to, 4e12))}`,
          ),
          sql` or `,
        )})`;
  return sql`vehicle_id = ${vehicleId} ${sql.join(bounds, sql` `)} ${inAny} and ${seen}`;
}

function beyond(anchor: Anchor): RawBuilder<unknown> {
  if (anchor.at === 'after') return sql`and (at, key) > (${time(anchor.key[0])}, ${anchor.key[1]}::bigint)`;
  if (anchor.at === 'before') return sql`and (at, key) < (${time(anchor.key[0])}, ${anchor.key[1]}::bigint)`;
  return sql``;
}
