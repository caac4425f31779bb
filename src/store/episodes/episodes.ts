import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { multirange, time, type Window } from '../monitors/time-windows.ts';
import { inOrder, type Slice, sliced } from '../slice.ts';

export const episodeTables = ['trips', 'alerts', 'alarms', 'collisions', 'stolen_episodes'] as const;
export type EpisodeTable = (typeof episodeTables)[number];

/** Whose episodes: of one vehicle or some, or of all that are in a fleet. */
export type EpisodeScope = { vehicleIds: readonly number[] } | { fleetId: number };

/** Which episodes: those that overlap any of the windows (disjoint and in order; absent: all). */
export type EpisodeFilter = {
  scope: EpisodeScope;
  windows?: readonly Window[];
  /** Whether those that still last are among them; by default they are. */
  includeOpen?: boolean;
  /** Whether they are seen whole, with what the driver hid, or only what was not hidden; by default whole. */
  includePrivate?: boolean;
};

/** `endedAt` is absent while it lasts, and the same as `startedAt` for a moment. Epoch milliseconds. */
export type EpisodeRow<Body> = {
  vehicleId: number;
  id: string;
  startedAt: number;
  endedAt?: number;
  body: Body;
};

/** A table, and what is asked of it. */
type EpisodeSource = { table: EpisodeTable; filter: EpisodeFilter; where: RawBuilder<unknown> };

/** The reads of one kind of episode. */
export type Episodes<Body, Filter extends EpisodeFilter> = {
  /** One page in ascending order of start. */
  read(database: Database, filter: Filter, slice: Slice): Promise<EpisodeRow<Body>[]>;
  count(database: Database, filter: Filter): Promise<number>;
  /** The episode with this id, where it is one of the scope's. */
  find(
    database: Database,
    wanted: { scope: EpisodeScope; id: string; includePrivate?: boolean },
  ): Promise<EpisodeRow<Body> | undefined>;
};

/** The reads of a table; `where` makes SQL that begins with `and` of a kind's own filters. */
export function episodesOf<Body, Filter extends EpisodeFilter = EpisodeFilter>(
  table: EpisodeTable,
  where: (filter: Filter) => RawBuilder<unknown> = () => sql``,
): Episodes<Body, Filter> {
  return {
    read: (database, filter, slice) => readEpisodes(database, { table, filter, where: where(filter) }, slice),
    count: (database, filter) => countEpisodes(database, { table, filter, where: where(filter) }),
    find: (database, wanted) => findEpisode(database, table, wanted),
  };
}

async function readEpisodes<Body>(
  { query }: Database,
  source: EpisodeSource,
  slice: Slice,
): Promise<EpisodeRow<Body>[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`e.started_at`, sql`e.id`],
    values: ([at, id]) => [time(at), sql`${id}`],
  });
  const { rows } = await sql<Selected>`select ${columns} from ${sql.table(source.table)} e
    where ${matches(source)} ${beyond} ${rest}`.execute(query);
  return inOrder(slice, rows.map(rowOf<Body>));
}

async function countEpisodes({ query }: Database, source: EpisodeSource): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(source.table)} e
    where ${matches(source)}`.execute(query);
  return rows[0]?.count ?? 0;
}

async function findEpisode<Body>(
  { query }: Database,
  table: EpisodeTable,
  { scope, id, includePrivate }: { scope: EpisodeScope; id: string; includePrivate?: boolean },
): Promise<EpisodeRow<Body> | undefined> {
  const { rows } = await sql<Selected>`select ${columns} from ${sql.table(table)} e
    where ${inScope(scope)} and e.id = ${id} and ${seenWith(includePrivate)}`.execute(query);
  return rows[0] && rowOf<Body>(rows[0]);
}

const columns = sql`e.vehicle_id, e.id, e.started_at, e.ended_at, e.body`;

type Selected = {
  vehicle_id: number;
  id: string;
  started_at: Date;
  ended_at: Date | null;
  body: string;
};

function rowOf<Body>({ vehicle_id: vehicleId, id, ...found }: Selected): EpisodeRow<Body> {
  const { started_at, ended_at, body } = found;
  const ended = ended_at ? { endedAt: ended_at.getTime() } : {};
  const times = { startedAt: started_at.getTime(), ...ended };
  return { vehicleId, id, ...times, body: JSON.parse(body) as Body };
}

function matches({ filter, where }: EpisodeSource): RawBuilder<unknown> {
  const { scope, windows, includeOpen = true, includePrivate } = filter;
  const open = includeOpen ? sql`` : sql`and e.ended_at is not null`;
  return sql`${inScope(scope)} ${windows ? inAny(windows) : sql``} ${open}
    and ${seenWith(includePrivate)} ${where}`;
}

/** The rows of one view: whole, or in the place of the private ones what is shown of them. */
export function seenWith(includePrivate = true): RawBuilder<unknown> {
  return includePrivate ? sql`not e.is_excerpt` : sql`not e.is_private`;
}

function inScope(scope: EpisodeScope): RawBuilder<unknown> {
  if ('fleetId' in scope)
    return sql`e.vehicle_id in (select vehicle_id from fleet_vehicles where fleet_id = ${scope.fleetId})`;
  const [only, ...others] = scope.vehicleIds;
  if (only !== undefined && others.length === 0) return sql`e.vehicle_id = ${only}`;
  return sql`e.vehicle_id = any(${[...scope.vehicleIds]}::bigint[])`;
}

function inAny(windows: readonly Window[]): RawBuilder<unknown> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return sql`and false`;
  const between = sql`and ${notAfter(last.to)} and ${notBefore(first.from)}`;
  if (windows.length === 1) return between;
  return sql`${between} and tstzrange(e.started_at, e.ended_at, '[]') && ${multirange(windows)}`;
}

function notAfter(to: number): RawBuilder<unknown> {
  return Number.isFinite(to) ? sql`e.started_at <= ${time(Math.min(to, 4e12))}` : sql`true`;
}

function notBefore(from: number): RawBuilder<unknown> {
  if (!Number.isFinite(from)) return sql`true`;
  return sql`(e.ended_at is null or e.ended_at >= ${time(Math.max(from, 0))})`;
}
