import { LRUCache } from 'lru-cache';
import { noRules, type VehicleRules } from './watch.ts';

/** Of which vehicles or fleets something has changed; of all, where nothing is said. */
export type Change = { vehicleIds?: readonly number[]; fleet?: number };

/** The rules of the vehicles heard of last, as committed. */
export type RuleBook = {
  /** Undefined where they have not been read. */
  get(vehicleId: number): VehicleRules | undefined;
  /** Reads those of some vehicles; each of them is in the answer. */
  load(vehicleIds: readonly number[]): Promise<Map<number, VehicleRules>>;
  forget(change: Change): void;
};

type Deps = {
  /** How much there may be in it: a vehicle, a rule and a little text of a user's own count as one each. */
  max: number;
  read(vehicleIds: readonly number[]): Promise<Map<number, VehicleRules>>;
  /** How rules stand is forgotten with them: a vehicle may have left and come back. */
  onForgotten(vehicleId?: number): void;
};

export function createRuleBook({ max, read, onForgotten }: Deps): RuleBook {
  const known = new LRUCache<number, VehicleRules>({
    maxSize: max,
    sizeCalculation: ({ weight }) => weight,
  });
  let forgotten = 0;

  function drop(vehicleId: number): void {
    known.delete(vehicleId);
    onForgotten(vehicleId);
  }

  function inFleet(fleet = 0): number[] {
    const inIt = [...known.entries()].filter(([, { fleets }]) => fleets.has(fleet));
    return inIt.map(([vehicleId]) => vehicleId);
  }

  return {
    get: (vehicleId) => known.get(vehicleId),
    async load(vehicleIds) {
      const since = forgotten;
      const found = await read(vehicleIds);
      const rules = new Map(vehicleIds.map((vehicleId) => [vehicleId, found.get(vehicleId) ?? noRules]));
      // What was read before a change may be older than it.
      if (since === forgotten) for (const [vehicleId, own] of rules) known.set(vehicleId, own);
      return rules;
    },
    forget({ vehicleIds, fleet }) {
      forgotten += 1;
      if (vehicleIds ?? fleet !== undefined) {
        for (const vehicleId of vehicleIds ?? inFleet(fleet)) drop(vehicleId);
        return;
      }
      known.clear();
      onForgotten();
    },
  };
}
