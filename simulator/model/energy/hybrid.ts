import type { Car } from '../cars.ts';
import { pick, type Random } from '../random.ts';
import { chargeShare } from './charging.ts';
import type { Stores } from './energy.ts';

/** Driving modes in the Web API's words. */
export type Mode = 'Normal' | 'Eco' | 'Sport' | 'ZEV' | 'Hybrid';

/** A hybrid keeps this share of its battery for starting and recovering. */
const reserve = 0.1;
/** Once it burns, it goes on until the battery has recovered a little, or the car is slower. */
const again = { reserve: 0.13, speedMps: 12 };
const burningFromMps = 16;

/** What the driver turns the switch to; a hybrid goes without emissions only when it has the charge for it. */
export function drawnMode(car: Car, stores: Stores, random: Random): Mode {
  if (car.motorization !== 'Hybrid')
    return pick(random, ['Normal', 'Normal', 'Normal', 'Eco', 'Sport'] as const);
  const mode = pick(random, ['ZEV', 'ZEV', 'Hybrid', 'Hybrid', 'Sport'] as const);
  return mode === 'ZEV' && chargeShare(car, stores) < 0.25 ? 'Hybrid' : mode;
}

/** The mode after a step: what runs out of charge leaves the mode without emissions by itself. */
export function modeAfter(mode: Mode, car: Car, stores: Stores): Mode {
  return mode === 'ZEV' && chargeShare(car, stores) <= reserve ? 'Hybrid' : mode;
}

/**
 * Whether the combustion engine drives the vehicle at this speed. A hybrid burns when its battery is down to
 * the reserve, always in sport mode, and above town speed in hybrid mode.
 */
export function burnsAt(
  speedMps: number,
  { car, stores, mode, burns }: { car: Car; stores: Stores; mode: Mode; burns: boolean },
): boolean {
  if (car.motorization !== 'Hybrid') return car.motorization === 'Thermic';
  if (chargeShare(car, stores) <= (burns ? again.reserve : reserve)) return true;
  if (mode === 'Hybrid') return speedMps > (burns ? again.speedMps : burningFromMps);
  return mode === 'Sport';
}
