import { LRUCache } from 'lru-cache';
import type { VehicleState } from '../model/vehicle-state.ts';

/** A committed state, and how many reports it holds that its row lacks. */
export type CachedState = { state: VehicleState; unwritten: number };

/** Committed states of the vehicles heard of last, at most as many as the bound says. */
export type StateCache = {
  get(vehicleId: number): CachedState | undefined;
  set(vehicleId: number, state: CachedState): void;
  clear(): void;
};

export function createStateCache(max: number): StateCache {
  return new LRUCache<number, CachedState>({ max });
}
