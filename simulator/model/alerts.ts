import type { alertTypes } from '../../src/model/alert-types.ts';
import type { Car } from './cars.ts';
import { tankShare } from './charging.ts';
import type { Stores } from './energy.ts';
import { between, pick, type Random } from './random.ts';

export type AlertType = (typeof alertTypes)[number];

/** A lamp that lit by chance and how long it stays. */
export type Mishap = { readonly type: AlertType; readonly secondsLeft: number };

const mishaps: readonly AlertType[] = [
  'TireUnderInflationDetectionSystemFault',
  'LeftFrontTireUnderInflated',
  'RightRearTireUnderInflated',
  'AddWasherFluid',
  'AddWasherFluid',
  'ReplaceTheRemoteControlBattery',
  'CoolantLevellow',
];

/** One every so many seconds of driving, as a mean. */
const secondsBetweenMishaps = 1500;

/** The mishaps after `seconds` of driving: now and then a new one, old ones go out. */
export function mishapsAfter(before: readonly Mishap[], seconds: number, random: Random): readonly Mishap[] {
  const isNew = random() < seconds / secondsBetweenMishaps;
  if (!isNew && before.length === 0) return before;
  const kept = before
    .map(({ type, secondsLeft }) => ({ type, secondsLeft: secondsLeft - seconds }))
    .filter(({ secondsLeft }) => secondsLeft > 0);
  if (!isNew) return kept;
  const type = pick(random, mishaps);
  if (kept.some((mishap) => mishap.type === type)) return kept;
  return [...kept, { type, secondsLeft: between(random, [120, 1200]) }];
}

/** Every lamp that is lit: by chance, and for what the state itself says. */
export function activeAlerts(vehicle: {
  car: Car;
  stores: Stores;
  outsideCelsius: number;
  mishaps: readonly Mishap[];
  isAjar: boolean;
}): AlertType[] {
  const active = vehicle.mishaps.map(({ type }) => type);
  if (tankShare(vehicle.car, vehicle.stores) < 0.15) active.push('FuelLevelLow');
  if (vehicle.outsideCelsius < 3) active.push('RiskOfIce');
  if (vehicle.isAjar) active.push('RightFrontDoorOpenLowSpeed');
  return active;
}
