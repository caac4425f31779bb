import type { Prepare } from './batch.ts';
import type { CachedState, StateCache } from './state-cache.ts';

/** Reads the committed states of some vehicles; those without one are left out. */
export type ReadStates = (vehicleIds: number[]) => Promise<Map<number, CachedState>>;

/** Gives every vehicle of the batch its committed state: from memory, else from the database in one query. */
export function loadStates(cache: StateCache, read: ReadStates): Prepare {
  return {
    name: 'load states',
    async run({ vehicles }) {
      const missing: number[] = [];
      const give = (vehicleId: number, { state, unwritten }: CachedState) => {
        const work = vehicles.get(vehicleId);
        if (!work) return;
        work.before = work.state = state;
        work.unwritten = unwritten;
      };
      for (const vehicleId of vehicles.keys()) {
        const known = cache.get(vehicleId);
        if (known) give(vehicleId, known);
        else missing.push(vehicleId);
      }
      if (missing.length === 0) return;
      for (const [vehicleId, known] of await read(missing)) give(vehicleId, known);
    },
  };
}
