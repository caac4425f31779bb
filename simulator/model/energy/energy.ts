import type { Car } from '../cars.ts';

/** What is left to drive on, and what was used. */
export type Stores = {
  readonly batteryWh: number;
  readonly fuelCl: number;
  readonly hydrogenKg: number;
  /** Since new. */
  readonly fuelUsedCl: number;
  readonly hydrogenUsedKg: number;
  /** L/100 km, kg/100 km for hydrogen; 0 while standing or on electricity. */
  readonly instantPer100Km: number;
};

/** How the vehicle moves, as a mean over the step. */
export type Effort = {
  readonly speedMps: number;
  readonly accelerationMps2: number;
  readonly outsideCelsius: number;
  readonly coolantCelsius: number;
};

const gravity = 9.81;
const rolling = 0.0105;
const petrolWhPerCl = 89;
const hydrogenWhPerKg = 33_300;

/** Power at the wheels in W: rolling, air and acceleration. Negative while braking. */
export function wheelPowerW(car: Car, { speedMps, accelerationMps2, outsideCelsius }: Effort): number {
  const airDensity = 353 / (273.15 + outsideCelsius);
  const drag = 0.5 * airDensity * car.dragAreaM2 * speedMps ** 2;
  const force = car.massKg * accelerationMps2 + car.massKg * gravity * rolling + drag;
  return force * speedMps;
}

/** Lights, pumps and electronics, and a heater or cooler that works against the difference from 20 °C. */
export function auxiliaryW(outsideCelsius: number): number {
  return 300 + 70 * Math.abs(20 - outsideCelsius);
}

/** What braking gives back to a battery, W; below 0, since it is counted as spent. */
function recoveredW(wheelW: number): number {
  return Math.min(0, Math.max(-50_000, wheelW * 0.6));
}

function electricPowerW(car: Car, effort: Effort): number {
  const wheel = wheelPowerW(car, effort);
  return (wheel > 0 ? wheel / 0.87 : recoveredW(wheel)) + auxiliaryW(effort.outsideCelsius);
}

/** Heat of the fuel that is burnt: idling, work, and more of both while the engine is cold. */
function fuelPowerW(car: Car, effort: Effort): number {
  const work = Math.max(0, wheelPowerW(car, effort)) / 0.9 + 400;
  const coldness = Math.max(0, 90 - effort.coolantCelsius) / 90;
  return (4000 + work / 0.36) * (1 + 0.2 * coldness);
}

/** Per 100 km at this speed; 0 below walking pace, where it means nothing. */
function per100Km(amountPerSecond: number, speedMps: number): number {
  return speedMps < 1.5 ? 0 : Math.min(99, (amountPerSecond / speedMps) * 100_000);
}

function spendElectric(car: Car, stores: Stores, used: { effort: Effort; seconds: number }): Stores {
  const wh = (electricPowerW(car, used.effort) * used.seconds) / 3600;
  const batteryWh = Math.max(0, Math.min(car.batteryWh, stores.batteryWh - wh));
  return { ...stores, batteryWh, instantPer100Km: 0 };
}

function spendFuel(car: Car, stores: Stores, used: { effort: Effort; seconds: number }): Stores {
  const clPerSecond = fuelPowerW(car, used.effort) / 3600 / petrolWhPerCl;
  const cl = Math.min(stores.fuelCl, clPerSecond * used.seconds);
  const recoveredWh = (-recoveredW(wheelPowerW(car, used.effort)) * used.seconds) / 3600;
  return {
    ...stores,
    batteryWh: Math.min(car.batteryWh, stores.batteryWh + recoveredWh),
    fuelCl: stores.fuelCl - cl,
    fuelUsedCl: stores.fuelUsedCl + cl,
    instantPer100Km: per100Km(clPerSecond / 100, used.effort.speedMps),
  };
}

function spendHydrogen(car: Car, stores: Stores, used: { effort: Effort; seconds: number }): Stores {
  // The small buffer battery is not kept account of: braking gives nothing back.
  const power = Math.max(auxiliaryW(used.effort.outsideCelsius), electricPowerW(car, used.effort));
  const kgPerSecond = power / 0.52 / 3600 / hydrogenWhPerKg;
  const kg = Math.min(stores.hydrogenKg, kgPerSecond * used.seconds);
  return {
    ...stores,
    hydrogenKg: stores.hydrogenKg - kg,
    hydrogenUsedKg: stores.hydrogenUsedKg + kg,
    instantPer100Km: per100Km(kgPerSecond, used.effort.speedMps),
  };
}

/** How a step was driven; `burns`: by the combustion engine. */
export type Use = { effort: Effort; seconds: number; burns: boolean };

/** What is left after driving so for `seconds`. */
export function spend(car: Car, stores: Stores, used: Use): Stores {
  if (car.motorization === 'Hydrogen') return spendHydrogen(car, stores, used);
  return used.burns ? spendFuel(car, stores, used) : spendElectric(car, stores, used);
}

/** Km that can still be driven, by store; cold shortens them. */
export function ranges(car: Car, stores: Stores, outsideCelsius: number) {
  const size = car.massKg / 1500;
  const cold = 1 + 0.012 * Math.max(0, 18 - outsideCelsius);
  return {
    electricKm: stores.batteryWh / (165 * size * cold),
    fuelKm: stores.fuelCl / (6.5 * size * (1 + (cold - 1) / 3)),
    hydrogenKm: stores.hydrogenKg / (0.0092 * size * cold),
  };
}
