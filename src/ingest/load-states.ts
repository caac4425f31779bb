import type { VehicleState } from '../model/vehicle-state.ts';
import type { Prepare } from './batch.ts';
import type { StateCache } from './state-cache.ts';

/** Reads the committed states of some vehicles; those without one are left out. */
export type ReadStates = (vehicleIds: number[]) => Promise<Map<number, VehicleState>>;

/** Gives every vehicle of the batch its committed state: from memory, else from the database in one query. */
export function loadStates(cache: StateCache, read: ReadStates): Prepare {
  return {
    name: 'load states',
    async run({ vehicles }) {
      const missing: number[] = [];
      for (const work of vehicles.values()) {
        const known = cache.get(work.vehicleId);
        if (known) {
          work.before = work.state = known.state;
          work.texts = known.texts;
        } else missing.push(work.vehicleId);
      }
      if (missing.length === 0) return;
      const found = await read(missing);
      for (const [vehicleId, state] of found) {
        const work = vehicles.get(vehicleId);
        if (work) work.before = work.state = state;
      }
    },
  };
}
