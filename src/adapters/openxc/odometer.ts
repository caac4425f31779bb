import { rounded } from '../../unify/units.ts';

/**
 * What is known of the distance. `baseKm` is the mileage at which the fine odometer, which counts from
 * each restart, stood at zero.
 */
export type OdometerState = { coarseKm?: number; fineKm?: number; baseKm?: number; mileageKm?: number };

export type OdometerReading = { coarse?: number; fine?: number };

/** Further ahead of the coarse odometer than this, the fine one must have said nonsense before. */
const aheadMaxKm = 10;

/**
 * Adds the fine odometer to what the coarse one, in whole km, showed at the restart. Never runs backwards
 * but to get over nonsense; a coarse value that is ahead is believed, as it has seen what was not recorded.
 */
export function advanceOdometer(state: OdometerState, { coarse, fine }: OdometerReading): OdometerState {
  const next: OdometerState = { ...state };
  if (coarse !== undefined) next.coarseKm = coarse;
  if (fine !== undefined) next.fineKm = fine;
  const { coarseKm, fineKm = 0 } = next;
  if (coarseKm === undefined) return next;
  const estimate = Math.max(coarseKm, estimateOf(state, coarseKm, fineKm));
  const isNonsense = coarse !== undefined && estimate > coarse + aheadMaxKm;
  next.mileageKm = rounded(isNonsense ? firstEstimate(coarseKm, fineKm) : estimate, 6);
  if (next.fineKm !== undefined) next.baseKm = rounded(next.mileageKm - fineKm, 6);
  return next;
}

/** Mileage in km as the Web API shows it; undefined while the coarse odometer is unknown. */
export function mileageOf({ mileageKm }: OdometerState): number | undefined {
  return mileageKm === undefined ? undefined : rounded(mileageKm, 2);
}

function estimateOf(state: OdometerState, coarseKm: number, fineKm: number): number {
  const { baseKm, mileageKm = coarseKm } = state;
  if (baseKm === undefined) return Math.max(mileageKm, firstEstimate(coarseKm, fineKm));
  const hasRestarted = fineKm < (state.fineKm ?? 0);
  return (hasRestarted ? mileageKm : baseKm) + fineKm;
}

/** Without the moment of the restart: the coarse odometer has counted the whole km of the fine one already. */
function firstEstimate(coarseKm: number, fineKm: number): number {
  return Number.isInteger(coarseKm) ? coarseKm + (fineKm % 1) : coarseKm;
}
