import { chargeShare, chargingPowerW, noSupply } from './energy/charging.ts';
import type { Vehicle } from './vehicle.ts';

/** What a vehicle can be there for, instead of driving: it stands, and nothing befalls it. */
export const stays = ['Charging', 'Asleep'] as const;
export type Stay = (typeof stays)[number];

/** From a socket that is weak enough to charge for many hours. */
const socketW = 1000;
/** A battery that is nearly full would not charge for long. */
const share = { tooFull: 0.8, instead: 0.2 };
/** Long enough to say where it is. */
const secondsUntilAsleep = 10;

/** The vehicle, left for good: plugged in, awake and not locked, or asleep but for when it is woken. */
export function settled(vehicle: Vehicle, stay: Stay): Vehicle {
  const left: Vehicle = {
    ...vehicle,
    habits: { ...vehicle.habits, chances: {} },
    ...{ speedMps: 0, accelerationMps2: 0, hasPassenger: false, privacy: 'None', opened: [] },
    theft: vehicle.theft && { isStolen: false, secondsLeft: 0 },
    supply: noSupply,
    standSeconds: Infinity,
    phase: { name: 'Parked', secondsLeft: secondsUntilAsleep },
  };
  return stay === 'Asleep' ? left : pluggedIn(left);
}

function pluggedIn(vehicle: Vehicle): Vehicle {
  const car = { ...vehicle.car, slowChargeW: socketW };
  const isTooFull = chargeShare(car, vehicle.stores) >= share.tooFull;
  const batteryWh = isTooFull ? car.batteryWh * share.instead : vehicle.stores.batteryWh;
  return {
    ...vehicle,
    car,
    told: { ...vehicle.told, isUnlocked: true, chargeAt: undefined, chargeType: undefined },
    stores: { ...vehicle.stores, batteryWh },
    supply: { source: 'Slow', status: 'InProgress', powerW: chargingPowerW(car, batteryWh, 'Slow') },
    phase: { name: 'Parked', secondsLeft: Infinity },
  };
}
