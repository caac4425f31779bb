import { LRUCache } from 'lru-cache';
import type { VehicleState } from '../model/vehicle-state.ts';

/** Committed states of the vehicles heard of last, at most as many as the bound says. */
export type StateCache = {
  get(vehicleId: number): VehicleState | undefined;
  set(vehicleId: number, state: VehicleState): void;
  clear(): void;
};

export function createStateCache(max: number): StateCache {
  return new LRUCache<number, VehicleState>({ max });
}
