import { LRUCache } from 'lru-cache';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { StateTexts } from '../store/state-text.ts';

/** A committed state, with the texts of its parts. */
export type CachedState = { state: VehicleState; texts: StateTexts };

/** Committed states of the vehicles heard of last, at most as many as the bound says. */
export type StateCache = {
  get(vehicleId: number): CachedState | undefined;
  set(vehicleId: number, state: CachedState): void;
  clear(): void;
};

export function createStateCache(max: number): StateCache {
  return new LRUCache<number, CachedState>({ max });
}
