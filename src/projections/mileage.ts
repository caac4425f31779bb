/** A mileage with the time at which it was told: km, epoch milliseconds. */
type Reading = readonly [km: number, at: number];

/** What is believed of the odometer. */
export type KnownMileage = {
  /** km, and when it was told. */
  mileage?: number;
  mileageAt?: number;
  /** Sum of the leaps that were none of the vehicle's way, km; absent where there was none. */
  mileageShift?: number;
  /** What was told last, where the vehicle cannot have come so far. */
  doubted?: Reading;
};

/** Faster than this no vehicle drives, km/h: what was told is an error, of the position or of the odometer. */
export const jumpKmh = 300;

/** An odometer may count whole miles, and move on to the next at any moment, km. */
const countKm = 2;

/**
 * Takes in what the odometer tells. A mileage that cannot have been reached is doubted until the next one:
 * where that goes on from it, the odometer did leap (it was exchanged, or the first value was wrong); where
 * that goes on from what was believed, the doubted one was an error.
 */
export function learnMileage(known: KnownMileage, km: number, at: number): void {
  const { mileage, mileageAt = Number.NEGATIVE_INFINITY, mileageShift = 0, doubted } = known;
  if (mileage !== undefined && !isWithinReach([mileage, mileageAt], [km, at])) {
    if (!doubted || !isWithinReach(doubted, [km, at])) {
      known.doubted = [km, at];
      return;
    }
    known.mileageShift = mileageShift + doubted[0] - mileage;
  }
  known.mileage = km;
  known.mileageAt = at;
  if (doubted) delete known.doubted;
}

function isWithinReach([fromKm, from]: Reading, [km, at]: Reading): boolean {
  const drivenKm = km - fromKm;
  return drivenKm >= 0 && (drivenKm <= countKm || (drivenKm - countKm) * 3_600_000 <= jumpKmh * (at - from));
}

/** Way by the odometer, km, leaps left out; undefined where it was not known at both times. */
export function drivenKm(from: KnownMileage, to: KnownMileage): number | undefined {
  if (from.mileage === undefined || to.mileage === undefined) return undefined;
  return to.mileage - from.mileage - ((to.mileageShift ?? 0) - (from.mileageShift ?? 0));
}
