import type { VehicleState } from '../../model/vehicle-state.ts';

/** How far the battery is, in percent, and whether it is being charged. */
export type Charge = { level: number; isCharging: boolean };

/** Undefined where the vehicle has not told its level. */
export function chargeOf(state: VehicleState | undefined): Charge | undefined {
  const { level, extension } = state?.projections.status?.['energies.Electric']?.value ?? {};
  if (level === undefined) return undefined;
  return { level, isCharging: extension?.electric?.charging?.status === 'InProgress' };
}

/**
 * Whether a charge has to be stopped now that the vehicle has told more: it goes on at the limit (percent) or beyond, and
 * did not before. It is asked for again with each further percent, as long as it goes on all the same.
 */
export function shouldStop(before: Charge | undefined, after: Charge | undefined, limit: number): boolean {
  if (!after?.isCharging || after.level < limit) return false;
  const wasSo = before?.isCharging === true && before.level >= limit;
  return !wasSo || Math.floor(after.level) > Math.floor(before.level);
}

/** Whether any limit could be reached: the others need not be looked up. */
export function mayReach(before: Charge | undefined, after: Charge | undefined): boolean {
  if (!after?.isCharging) return false;
  return !before?.isCharging || after.level > before.level;
}
