import { LRUCache } from 'lru-cache';
import type { VehicleState } from '../model/vehicle-state.ts';
import { committedStates, type RuleStates } from '../watch/watch.ts';
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
};

export function createStateCache(max: number): StateCache {
  return new LRUCache<number, CachedState>({ max });
}

/** Keeps what a batch has made of its vehicles, once it has committed. */
export function keepStates(cache: StateCache, { vehicles }: Batch): void {
  for (const { vehicleId, state, unwritten, watch } of vehicles.values()) {
    const ruleStates = watch ? committedStates(watch) : cache.get(vehicleId)?.ruleStates;
    cache.set(vehicleId, ruleStates ? { state, unwritten, ruleStates } : { state, unwritten });
  }
}
