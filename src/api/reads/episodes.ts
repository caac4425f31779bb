import { ownedVehicle } from '../../auth/fleets.ts';
import { isPrivateFor } from '../../auth/sight.ts';
import type { Database } from '../../store/database.ts';
import type { EpisodeFilter, EpisodeRow, EpisodeScope } from '../../store/episodes/episodes.ts';
import type { Window } from '../../store/monitors/time-windows.ts';
import type { Slice } from '../../store/slice.ts';
import { listFleetVehicles } from '../../store/vehicles/fleets.ts';
import type { DataKind } from '../present/visibility.ts';
import { seeVehicles } from '../shared/access/see-vehicle.ts';
import type { Ask, FleetAsk, SeenVehicle, VehicleAsk } from '../shared/ask.ts';
import { ApiError, type ErrorName } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { filtersFrom, keysetPage } from '../shared/lists/page-of.ts';
import type { Filters } from '../shared/lists/paging.ts';
import { placeInFleet } from '../shared/lists/places.ts';
import { type Kept, keptUntil, readTimestamps, windowsWithin } from '../shared/lists/timestamps.ts';

/** A row with the vehicle that it is of. */
export type Told<Row> = { row: Row; vehicle: SeenVehicle };

/** A kind of episode: where it is kept and how it is shown. */
export type EpisodeKind<Row> = {
  /** Under which a list of it is embedded. */
  key: string;
  /** The kind of data that has to be open for a vehicle. */
  shows: DataKind;
  /** What an id that is none of it is answered with. */
  missing: ErrorName;
  /** Its own filters beside `timestamps`, and what they come to. Throws `ApiError` for a value that is wrong. */
  filters?: readonly string[];
  filterOf?(filters: Filters, ask: Ask & { vehicle?: SeenVehicle }, windows?: readonly Window[]): object;
  read(database: Database, filter: EpisodeFilter, slice: Slice): Promise<Row[]>;
  count(database: Database, filter: EpisodeFilter): Promise<number>;
  find(
    database: Database,
    wanted: { scope: EpisodeScope; id: string; includePrivate: boolean },
  ): Promise<Row | undefined>;
  present(told: readonly Told<Row>[], ask: Ask): Promise<object[]> | object[];
};

/** Where episodes are asked for: of a vehicle, of a trip, or of a fleet. */
export type EpisodePlace = {
  self: string;
  scope: EpisodeScope;
  /** Whether they are for somebody for whom the privacy mode does not hold. */
  includePrivate: boolean;
  /** Only those that overlap it. */
  within?: Window;
  /** The vehicles with these numbers. */
  see(vehicleIds: readonly number[]): Promise<readonly SeenVehicle[]>;
};

type AnyRow = EpisodeRow<unknown>;

/** One page of episodes, in the order of their start. */
export function listEpisodes<Row extends AnyRow>(
  ask: Ask,
  kind: EpisodeKind<Row>,
  { self, scope, includePrivate, within, see }: EpisodePlace,
): Promise<object> {
  const { database, clock, retentionMs } = ask.context;
  const kept = keptUntil(clock.now(), retentionMs);
  const filterOf = (filters: Filters): EpisodeFilter => {
    const windows = windowsOf(filters, within, kept);
    return {
      scope,
      includePrivate,
      ...(windows ? { windows } : {}),
      ...kind.filterOf?.(filters, ask, windows),
    };
  };
  return keysetPage<Row>(ask, {
    self,
    key: kind.key,
    keyForm: 'id',
    filters: filtersFrom(ask.query, ['timestamps', ...(kind.filters ?? [])]),
    count: (filters) => kind.count(database, filterOf(filters)),
    read: (slice, filters) => kind.read(database, filterOf(filters), slice),
    keyOf: ({ startedAt, id }) => [startedAt, id],
    present: async (rows) => kind.present(await tell(rows, kind.shows, see), ask),
  });
}

/** One episode. Throws `ApiError` where there is none of this id, or it may not be seen. */
export async function oneEpisode<Row extends AnyRow>(
  ask: Ask,
  kind: EpisodeKind<Row>,
  { id, at }: { id: string | undefined; at: EpisodePlace },
): Promise<object> {
  const { scope, includePrivate, within, see } = at;
  const row = isId(id) ? await kind.find(ask.context.database, { scope, id, includePrivate }) : undefined;
  const isThere = row && (!within || overlaps(row, within));
  if (!isThere) throw new ApiError(kind.missing);
  const [body] = await kind.present(await tell([row], kind.shows, see), ask);
  if (!body) throw new ApiError('noData');
  return body;
}

/** An episode of the vehicle that is asked for, and when it was. Throws `ApiError` where there is none of this id. */
export async function episodeOf<Row extends AnyRow>(
  { context, vehicle }: VehicleAsk,
  { find, missing }: Pick<EpisodeKind<Row>, 'find' | 'missing'>,
  id: string | undefined,
): Promise<{ row: Row; within: Window }> {
  const wanted = {
    scope: { vehicleIds: [vehicle.vehicleId] },
    includePrivate: vehicle.visibility.seesPrivate,
  };
  const row = isId(id) ? await find(context.database, { ...wanted, id }) : undefined;
  if (!row) throw new ApiError(missing);
  return { row, within: { from: row.startedAt, to: row.endedAt ?? Number.POSITIVE_INFINITY } };
}

/** Episodes of the vehicle that is asked for; `path` is below it. */
export function ofVehicle({ vehicle }: VehicleAsk, path: string): EpisodePlace {
  return {
    self: vehicle.at.links.of(path),
    scope: { vehicleIds: [vehicle.vehicleId] },
    includePrivate: vehicle.visibility.seesPrivate,
    see: async () => [vehicle],
  };
}

/** Episodes of all vehicles of the fleet; `path` is below it. */
export function ofFleet({ context, fleet }: FleetAsk, path: string): EpisodePlace {
  return {
    self: fleet.links.of(path),
    scope: { fleetId: fleet.fleetId },
    includePrivate: !isPrivateFor[fleet.profile],
    async see(vehicleIds) {
      const filter = { fleetId: fleet.fleetId, vinPrefix: '', vehicleIds };
      const slice = { index: 0, limit: vehicleIds.length, anchor: { at: 'index' as const } };
      const rows = await listFleetVehicles(context.database, filter, slice);
      const found = rows.map((row) => ({
        owned: ownedVehicle(row),
        at: placeInFleet(fleet, row),
        profile: fleet.profile,
      }));
      return seeVehicles(context, found);
    },
  };
}

/** Rows with their vehicles, without those of vehicles of which nothing of this kind may be told. */
async function tell<Row extends AnyRow>(
  rows: readonly Row[],
  shows: DataKind,
  see: EpisodePlace['see'],
): Promise<Told<Row>[]> {
  if (rows.length === 0) return [];
  const seen = await see([...new Set(rows.map(({ vehicleId }) => vehicleId))]);
  const open = seen.filter(({ visibility }) => visibility.kinds.has(shows));
  const byId = new Map(open.map((vehicle) => [vehicle.vehicleId, vehicle]));
  return rows.flatMap((row) => {
    const vehicle = byId.get(row.vehicleId);
    return vehicle ? [{ row, vehicle }] : [];
  });
}

function windowsOf({ timestamps }: Filters, within: Window | undefined, kept: Kept): Window[] | undefined {
  if (!timestamps) return within && [within];
  const windows = readTimestamps(timestamps, kept);
  return within ? windowsWithin(windows, within) : windows;
}

function overlaps({ startedAt, endedAt = Number.POSITIVE_INFINITY }: AnyRow, { from, to }: Window): boolean {
  return startedAt <= to && endedAt >= from;
}
