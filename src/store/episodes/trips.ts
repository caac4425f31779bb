import { type RawBuilder, sql } from 'kysely';
import type { Trip, TripState } from '../../model/episodes.ts';
import type { Database } from '../database.ts';
import { time } from '../monitors/time-windows.ts';
import { type EpisodeFilter, type EpisodeRow, episodesOf, seenWith } from './episodes.ts';

/** From least to most, both included; `most` may be infinite. */
export type Range = { least: number; most: number };

/** Trips that match all that is given. */
export type TripFilter = EpisodeFilter & {
  /** km. */
  distance?: Range;
  /** Seconds. */
  duration?: Range;
  states?: readonly TripState[];
  /** Of the trip under way the row has no figures: whether it matches was decided elsewhere. */
  underWay?: { id: string; matches: boolean };
};

/** Rows of trips under way tell their start and faults; their figures are in `currentTrip` of the vehicle's state. */
export type TripRow = EpisodeRow<Trip>;

/** Trips, in ascending order of start. */
export const {
  read: readTrips,
  count: countTrips,
  find: findTrip,
} = episodesOf<Trip, TripFilter>('trips', matches);

/** A stretch of a vehicle's life, such as an alert's; `to` is absent while it lasts. */
export type Span = {
  vehicleId: number;
  from: number;
  to?: number | undefined;
  /** As of a filter. */
  includePrivate?: boolean;
};

/** The ids of the trips that each span overlaps, in order of start, at most a hundred of each; in one query. */
export async function findTripsOf({ query }: Database, spans: readonly Span[]): Promise<string[][]> {
  const found: string[][] = spans.map(() => []);
  if (spans.length === 0) return found;
  const values = spans.map(
    ({ vehicleId, from, to, includePrivate = true }, index) =>
      sql`(${index}::int, ${vehicleId}::bigint, ${time(from)}, ${to === undefined ? sql`null::timestamptz` : time(to)}, ${includePrivate}::boolean)`,
  );
  const { rows } = await sql<{ span: number; id: string }>`
    select s.span, t.id from (values ${sql.join(values)}) s (span, vehicle_id, since, until, with_private)
    cross join lateral (
      select e.id, e.started_at from trips e where e.vehicle_id = s.vehicle_id
        and (s.until is null or e.started_at <= s.until) and (e.ended_at is null or e.ended_at >= s.since)
        and not (case when s.with_private then e.is_excerpt else e.is_private end)
      order by e.started_at, e.id limit 100) t
    order by s.span, t.started_at, t.id`.execute(query);
  for (const { span, id } of rows) found[span]?.push(id);
  return found;
}

/** When a trip was; `endedAt` is absent while it lasts. Epoch milliseconds. */
export type TripTimes = { id: string; startedAt: number; endedAt?: number };

/** The trips that overlap a span, in order of start, without what happened on them. */
export async function listTripTimes(
  { query }: Database,
  { vehicleId, from, to, includePrivate }: Span,
): Promise<TripTimes[]> {
  const before = to === undefined ? sql`` : sql`and e.started_at <= ${time(to)}`;
  const { rows } = await sql<{ id: string; started_at: Date; ended_at: Date | null }>`
    select e.id, e.started_at, e.ended_at from trips e
      where e.vehicle_id = ${vehicleId} ${before} and ${seenWith(includePrivate)}
        and (e.ended_at is null or e.ended_at >= ${time(from)})
      order by e.started_at, e.id`.execute(query);
  return rows.map(({ id, started_at, ended_at }) => ({
    id,
    startedAt: started_at.getTime(),
    ...(ended_at ? { endedAt: ended_at.getTime() } : {}),
  }));
}

function matches({ distance, duration, states, underWay }: TripFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (distance) parts.push(within(sql`e.distance_km`, distance));
  if (duration) parts.push(within(sql`e.duration_s`, duration));
  if (states) parts.push(sql`and e.states && ${[...states]}::text[]`);
  const told = parts.length > 0 ? sql.join(parts, sql` `) : sql``;
  if (!underWay) return told;
  const { id, matches: isMatch } = underWay;
  return sql`and case when e.ended_at is null and e.id = ${id} then ${isMatch}::boolean else true ${told} end`;
}

function within(column: RawBuilder<unknown>, { least, most }: Range): RawBuilder<unknown> {
  const above = sql`and ${column} >= ${least}::float8`;
  return Number.isFinite(most) ? sql`${above} and ${column} <= ${most}::float8` : above;
}
