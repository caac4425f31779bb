import type { CachedState, StateCache } from './ingest/state-cache.ts';
import type { Status, VehicleState } from './model/vehicle-state.ts';
import type { Fold } from './projections/fold.ts';
import { foldLive } from './projections/live.ts';
import { project } from './projections/run.ts';
import type { Database } from './store/database.ts';
import { type KeptState, readStates, sourceOf } from './store/history/states.ts';

type Source = Parameters<typeof readStates>[0];

/** Reads the committed states of some vehicles; those without one are left out. */
export type ReadKnownStates = (
  source: Source,
  vehicleIds: readonly number[],
) => Promise<Map<number, CachedState>>;

/** What a state was written without is stepped again: the rows that it changed are there already. */
export function createReadKnownStates(fold: Fold): ReadKnownStates {
  return async (source, vehicleIds) => {
    const known = new Map<number, CachedState>();
    for (const [vehicleId, kept] of await readStates(source, vehicleIds))
      known.set(vehicleId, { state: caughtUp(fold, kept), unwritten: kept.unwritten.length });
    return known;
  };
}

function caughtUp(fold: Fold, kept: KeptState): VehicleState {
  if (kept.unwritten.length === 0) return kept.state;
  const state = projected(kept);
  const isTrickling = (source: string) => source in state.memory;
  const { states } = foldLive(fold, state.projections, { reports: kept.unwritten, isTrickling });
  return { ...state, projections: states as typeof state.projections };
}

/** All but the episodes. */
function projected({ state, unwritten }: KeptState): VehicleState {
  return unwritten.reduce((stepped, report) => project(stepped, report, saved), state);
}

const saved = () => undefined;

/** The newest values of a vehicle, read beside what takes messages in. */
export async function findStatus(database: Database, vehicleId: number): Promise<Status | undefined> {
  const kept = (await readStates(sourceOf(database), [vehicleId])).get(vehicleId);
  return kept && (projected(kept).projections.status ?? {});
}

/** The committed states of some vehicles, from memory where they are there. */
export function findStatesIn(read: ReadKnownStates, database: Database, cache: StateCache) {
  return async (vehicleIds: readonly number[]): Promise<Map<number, VehicleState>> => {
    const known = vehicleIds.map((id) => [id, cache.get(id)] as const);
    const missing = known.filter(([, state]) => !state).map(([id]) => id);
    const found = missing.length > 0 ? await read(sourceOf(database), missing) : [];
    const all = [...known.flatMap(([id, one]) => (one ? [[id, one] as const] : [])), ...found];
    return new Map(all.map(([id, { state }]) => [id, state]));
  };
}
