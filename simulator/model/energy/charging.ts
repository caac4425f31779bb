import type { Car } from '../cars.ts';
import type { Stores } from './energy.ts';

/** Where a standing vehicle takes energy from. */
export type Source = 'None' | 'Slow' | 'Quick' | 'Pump';

export type Supply = {
  readonly source: Source;
  readonly status: 'Disconnected' | 'InProgress' | 'Stopped' | 'Finished';
  /** What flows into the traction battery now, W. */
  readonly powerW: number;
};

export const noSupply: Supply = { source: 'None', status: 'Disconnected', powerW: 0 };

const taperFrom = 0.8;
const pumpClPerSecond = 60;
const pumpKgPerSecond = 0.03;
const pumpUntil = 0.96;

/** Share of the battery, or of the tank where there is no battery: 0 to 1. */
export function chargeShare(car: Car, stores: Stores): number {
  return car.batteryWh > 0 ? stores.batteryWh / car.batteryWh : 1;
}

/** Share of the tank, 0 to 1; 1 for a car without one. */
export function tankShare(car: Car, stores: Stores): number {
  if (car.tankCl > 0) return stores.fuelCl / car.tankCl;
  return car.hydrogenKg > 0 ? stores.hydrogenKg / car.hydrogenKg : 1;
}

/** W into the battery: full power up to 80 %, then less and less. */
export function chargingPowerW(car: Car, batteryWh: number, source: Source): number {
  if (source !== 'Slow' && source !== 'Quick') return 0;
  const strongest = source === 'Quick' ? car.quickChargeW : car.slowChargeW;
  const past = Math.max(0, batteryWh / car.batteryWh - taperFrom) / (1 - taperFrom);
  return strongest * (1 - 0.85 * Math.min(1, past));
}

/** What a driver who has just parked connects the vehicle to. */
export function supplyOnArrival(car: Car, stores: Stores, isHome: boolean): Supply {
  if (tankShare(car, stores) < 0.2) return { source: 'Pump', status: 'Disconnected', powerW: 0 };
  const share = chargeShare(car, stores);
  if (car.motorization === 'Electric' && share < 0.3) return plugged(car, stores, 'Quick');
  if (car.batteryWh > 0 && isHome && share < 0.9) return plugged(car, stores, 'Slow');
  return noSupply;
}

function plugged(car: Car, stores: Stores, source: Source): Supply {
  return { source, status: 'InProgress', powerW: chargingPowerW(car, stores.batteryWh, source) };
}

export type Filling = { stores: Stores; supply: Supply };

/** What `seconds` of standing at the supply make of the stores. */
export function fill(car: Car, { stores, supply }: Filling, seconds: number): Filling {
  if (supply.source === 'Pump') return pump(car, stores, seconds);
  if (supply.status !== 'InProgress') return { stores, supply };
  const powerW = chargingPowerW(car, stores.batteryWh, supply.source);
  const batteryWh = Math.min(car.batteryWh, stores.batteryWh + (powerW * seconds) / 3600);
  const isFull = batteryWh >= car.batteryWh;
  return {
    stores: { ...stores, batteryWh },
    supply: isFull ? { ...supply, status: 'Finished', powerW: 0 } : { ...supply, powerW },
  };
}

function pump(car: Car, stores: Stores, seconds: number): Filling {
  const fuelCl = Math.min(car.tankCl * pumpUntil, stores.fuelCl + pumpClPerSecond * seconds);
  const hydrogenKg = Math.min(car.hydrogenKg * pumpUntil, stores.hydrogenKg + pumpKgPerSecond * seconds);
  const filled = { ...stores, fuelCl, hydrogenKg };
  const isFull = tankShare(car, filled) >= pumpUntil - 1e-9;
  return {
    stores: filled,
    supply: isFull ? noSupply : { source: 'Pump', status: 'Disconnected', powerW: 0 },
  };
}

/** Seconds until the battery is full: the full power first, then the mean of the taper. */
export function secondsUntilFull(car: Car, batteryWh: number, source: Source): number {
  const strongest = source === 'Quick' ? car.quickChargeW : car.slowChargeW;
  const knee = car.batteryWh * taperFrom;
  const straightWh = Math.max(0, knee - batteryWh);
  // Power falls in a straight line with the charge, so the charge nears its end as a logarithm.
  const now = 1 - 0.85 * (Math.max(0, batteryWh - knee) / (car.batteryWh - knee));
  const taperHours = ((car.batteryWh - knee) / (0.85 * strongest)) * Math.log(now / 0.15);
  return (straightWh / strongest + taperHours) * 3600;
}
