import type { Collision } from '../model/episodes.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { type CollisionsState, changeOf } from './collisions.ts';

/** The collision that was told last, in the form of a row; undefined where none ever was. */
export function latestCollision(
  vehicleId: number,
  { projections }: VehicleState,
): { id: string; body: Collision } | undefined {
  const latest = ((projections.collisions ?? { recent: [] }) as CollisionsState).recent.at(-1);
  if (!latest) return undefined;
  const { id, row } = changeOf(vehicleId, latest);
  return { id, body: row.body };
}
