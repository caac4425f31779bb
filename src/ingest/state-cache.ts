import { LRUCache } from 'lru-cache';
import type { VehicleState } from '../model/vehicle-state.ts';
import { committedStates, type RuleStates } from '../watch/standings.ts';
import type { Batch } from './batch.ts';

/** A committed state, and how many reports it holds that its row lacks. */
export type CachedState = {
  state: VehicleState;
  unwritten: number;
  /** How the monitors stand with it; absent where they have not been read, or there are none. */
  ruleStates?: RuleStates;
};

/** Committed states of the vehicles heard of last, at most as many as the bound says. */
export type StateCache = {
  get(vehicleId: number): CachedState | undefined;
  set(vehicleId: number, state: CachedState): void;
  clear(): void;
  /** How monitors stand is to be read anew, of a vehicle or, without one, of all. */
  forgetRules(vehicleId?: number): void;
};

export function createStateCache(max: number): StateCache {
  const cache = new LRUCache<number, CachedState>({ max });
  return {
    get: (vehicleId) => cache.get(vehicleId),
    set: (vehicleId, state) => void cache.set(vehicleId, state),
    clear: () => cache.clear(),
    forgetRules(vehicleId) {
      const known = vehicleId === undefined ? cache.values() : [cache.get(vehicleId)];
      for (const state of known) if (state) delete state.ruleStates;
    },
  };
}

/** Keeps what a batch has made of its vehicles, once it has committed. */
export function keepStates(cache: StateCache, { vehicles }: Batch): void {
  for (const { vehicleId, state, unwritten, watch } of vehicles.values()) {
    const ruleStates = watch ? committedStates(watch) : cache.get(vehicleId)?.ruleStates;
    cache.set(vehicleId, ruleStates ? { state, unwritten, ruleStates } : { state, unwritten });
  }
}
