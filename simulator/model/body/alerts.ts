import type { alertTypes } from '../../../src/model/alert-types.ts';
import type { Car, Motorization } from '../cars.ts';
import { chargeShare, tankShare } from '../energy/charging.ts';
import type { Stores } from '../energy/energy.ts';
import { between, pick, type Random, type Range } from '../random.ts';

export type AlertType = (typeof alertTypes)[number];

/** A lamp that lit by chance and how long it stays. */
export type Mishap = { readonly type: AlertType; readonly secondsLeft: number };

/** What may break, how long it stays (seconds of driving), and on what cars; on every one when not said. */
type Kind = { type: AlertType; seconds: Range; of?: readonly Motorization[] };

const burning = ['Thermic', 'Hybrid'] as const;
const minutes = (low: number, high: number): Range => [low * 60, high * 60];

const kinds: readonly Kind[] = [
  { type: 'AddWasherFluid', seconds: minutes(5, 60) },
  { type: 'AddWasherFluid', seconds: minutes(5, 60) },
  { type: 'LeftFrontTireUnderInflated', seconds: minutes(10, 45) },
  { type: 'RightFrontTireUnderInflated', seconds: minutes(10, 45) },
  { type: 'LeftRearTireUnderInflated', seconds: minutes(10, 45) },
  { type: 'RightRearTireUnderInflated', seconds: minutes(10, 45) },
  { type: 'TireUnderInflationDetectionSystemFault', seconds: minutes(2, 20) },
  { type: 'ReplaceTheRemoteControlBattery', seconds: minutes(2, 30) },
  { type: 'RightBrakeLampFault', seconds: minutes(10, 40) },
  { type: 'FrontLeftFogLampsFault', seconds: minutes(10, 40) },
  { type: 'ParkAssistSystemFault', seconds: minutes(2, 10) },
  { type: 'DrivingAssistanceSensorBlind', seconds: minutes(1, 8) },
  { type: 'LaneDepartureWarningSystemFault', seconds: minutes(2, 10) },
  { type: 'CoolantLevellow', seconds: minutes(5, 30), of: burning },
  { type: 'OilLevelLow', seconds: minutes(5, 30), of: burning },
  { type: 'ParticleFilterRegenerating', seconds: minutes(8, 15), of: ['Thermic'] },
  { type: 'EngineFault', seconds: minutes(5, 20), of: burning },
  { type: 'ElectricTractionSystemFault', seconds: minutes(3, 10), of: ['Electric', 'Hydrogen'] },
  { type: 'ChargingFailure', seconds: minutes(2, 10), of: ['Electric', 'Hybrid'] },
];

/** One every so many seconds of driving, as a mean. */
const secondsBetweenMishaps = 1500;

/** The mishaps after `seconds` of driving: now and then a new one, old ones go out. */
export function mishapsAfter(
  before: readonly Mishap[],
  { car, seconds, random }: { car: Car; seconds: number; random: Random },
): readonly Mishap[] {
  const isNew = random() < seconds / secondsBetweenMishaps;
  if (!isNew && before.length === 0) return before;
  const kept = before
    .map(({ type, secondsLeft }) => ({ type, secondsLeft: secondsLeft - seconds }))
    .filter(({ secondsLeft }) => secondsLeft > 0);
  if (!isNew) return kept;
  const possible = kinds.filter(({ of }) => !of || of.includes(car.motorization));
  const { type, seconds: lasts } = pick(random, possible);
  return withMishap(kept, { type, secondsLeft: between(random, lasts) });
}

/** One more; what is lit already keeps its time. */
export function withMishap(before: readonly Mishap[], mishap: Mishap): readonly Mishap[] {
  return before.some(({ type }) => type === mishap.type) ? before : [...before, mishap];
}

/** Every lamp that is lit: by chance, and for what the state itself says. */
export function activeAlerts(vehicle: {
  car: Car;
  stores: Stores;
  outsideCelsius: number;
  speedMps: number;
  mishaps: readonly Mishap[];
  isAjar: boolean;
}): AlertType[] {
  const { car, stores } = vehicle;
  const active = vehicle.mishaps.map(({ type }) => type);
  if (tankShare(car, stores) < 0.15) active.push('FuelLevelLow');
  // A plug-in hybrid runs its battery down on every trip; that alarms nobody.
  if (car.motorization === 'Electric' && chargeShare(car, stores) < 0.2)
    active.push('PreheatingPreventilationDeactivatedBatteryLow');
  if (vehicle.outsideCelsius < 3) active.push('RiskOfIce');
  if (vehicle.isAjar) active.push(vehicle.speedMps < 3 ? 'RightFrontDoorOpenLowSpeed' : 'RightFrontDoorOpen');
  return active;
}
