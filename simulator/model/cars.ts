import type { Random } from './random.ts';
import { between } from './random.ts';

export const motorizations = ['Electric', 'Hybrid', 'Thermic', 'Hydrogen'] as const;
export type Motorization = (typeof motorizations)[number];

/** What never changes about a vehicle. A capacity of 0 says that it has no such store. */
export type Car = {
  readonly motorization: Motorization;
  readonly massKg: number;
  /** Drag coefficient times frontal area, m². */
  readonly dragAreaM2: number;
  readonly peakPowerW: number;
  readonly batteryWh: number;
  readonly tankCl: number;
  readonly hydrogenKg: number;
  /** Strongest charging at a wall box and at a fast charger. */
  readonly slowChargeW: number;
  readonly quickChargeW: number;
};

const cars: Record<Motorization, Car> = {
  Electric: {
    motorization: 'Electric',
    massKg: 1650,
    dragAreaM2: 0.66,
    peakPowerW: 100_000,
    batteryWh: 50_000,
    tankCl: 0,
    hydrogenKg: 0,
    slowChargeW: 7400,
    quickChargeW: 100_000,
  },
  Hybrid: {
    motorization: 'Hybrid',
    massKg: 1800,
    dragAreaM2: 0.72,
    peakPowerW: 130_000,
    batteryWh: 12_400,
    tankCl: 4300,
    hydrogenKg: 0,
    slowChargeW: 7400,
    quickChargeW: 7400,
  },
  Thermic: {
    motorization: 'Thermic',
    massKg: 1300,
    dragAreaM2: 0.66,
    peakPowerW: 85_000,
    batteryWh: 0,
    tankCl: 4400,
    hydrogenKg: 0,
    slowChargeW: 0,
    quickChargeW: 0,
  },
  Hydrogen: {
    motorization: 'Hydrogen',
    massKg: 2000,
    dragAreaM2: 0.95,
    peakPowerW: 100_000,
    batteryWh: 0,
    tankCl: 0,
    hydrogenKg: 6,
    slowChargeW: 0,
    quickChargeW: 0,
  },
};

/** A car of this kind; mass and shape differ a little from one to the next. */
export function carOf(motorization: Motorization, random: Random): Car {
  const car = cars[motorization];
  const size = between(random, [0.92, 1.1]);
  return { ...car, massKg: Math.round(car.massKg * size), dragAreaM2: car.dragAreaM2 * size };
}
