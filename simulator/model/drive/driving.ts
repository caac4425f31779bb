import { between, type Random } from '../random.ts';
import type { Ahead, Road } from './route.ts';

/** Metres to the next red light or crossing, and how long it will hold the vehicle. */
export type Halt = { readonly inM: number; readonly waitSeconds: number };

const limitsMps: Record<Road, number> = { Town: 50 / 3.6, Country: 85 / 3.6, Motorway: 125 / 3.6 };
const haltSpacingM: Record<Road, readonly [number, number]> = {
  Town: [250, 1100],
  Country: [2000, 7000],
  Motorway: [20_000, 60_000],
};

/** No braking or accelerating beyond this, m/s². */
export const accelerationMaxMps2 = 2;
/** What the driver plans with: softer than what the brakes can do. */
const plannedBrakingMps2 = 1.5;

export function nextHalt(road: Road, random: Random): Halt {
  return { inM: between(random, haltSpacingM[road]), waitSeconds: between(random, [3, 25]) };
}

/**
 * The highest speed (m/s) at the end of a step from which a stop within `distanceM`, counted from the
 * beginning of the step, is still possible.
 */
export function stoppableMps(speedMps: number, distanceM: number, seconds: number): number {
  const left = distanceM - (speedMps * seconds) / 2;
  if (left <= 0) return 0;
  const brake = plannedBrakingMps2;
  return brake * (Math.sqrt(seconds ** 2 / 4 + (2 * left) / brake) - seconds / 2);
}

export type Driver = {
  /** Share of the speed limit this driver keeps to: 0.9 to 1.05. */
  readonly pace: number;
  readonly peakPowerW: number;
  readonly massKg: number;
};

/** Speed (m/s) after `seconds`, given what lies ahead and a halt that is still to come. */
export function nextSpeedMps(
  speedMps: number,
  { ahead, halt, driver, seconds }: { ahead: Ahead; halt: Halt; driver: Driver; seconds: number },
): number {
  const stopM = Math.min(ahead.endM, halt.inM);
  const cornerStopM = ahead.cornerM + ahead.cornerMps ** 2 / (2 * plannedBrakingMps2);
  const wanted = Math.min(
    limitsMps[ahead.road] * driver.pace,
    stoppableMps(speedMps, stopM, seconds),
    stoppableMps(speedMps, cornerStopM, seconds),
  );
  const strongest = driver.peakPowerW / (driver.massKg * Math.max(1, speedMps));
  const fastest = speedMps + Math.min(accelerationMaxMps2, 0.6 * strongest) * seconds;
  const slowest = speedMps - accelerationMaxMps2 * seconds;
  return Math.max(0, slowest, Math.min(fastest, wanted));
}
