import { chargeShare, chargingPowerW } from '../energy/charging.ts';
import { isLeft, withTold } from '../remote/order.ts';
import type { Vehicle } from '../vehicle.ts';
import { type Happen, staying } from './happening.ts';

const emptyShare = 0.04;

/** What it drives on is all but gone: of the battery, and of the tank where it has no battery. */
export const emptyBattery: Happen = (vehicle) => {
  const { car, stores } = vehicle;
  const batteryWh = Math.min(stores.batteryWh, car.batteryWh * emptyShare);
  const hasBattery = isPluggable(vehicle);
  const fuelCl = hasBattery ? stores.fuelCl : Math.min(stores.fuelCl, car.tankCl * emptyShare);
  const hydrogenKg = Math.min(stores.hydrogenKg, car.hydrogenKg * emptyShare);
  return { vehicle: { ...vehicle, stores: { ...stores, batteryWh, fuelCl, hydrogenKg } } };
};

/** Plugged in where it stands, if it is not yet, and charged. */
export const startCharging: Happen = (vehicle) => {
  const { car, stores, supply } = vehicle;
  if (!isPluggable(vehicle)) return { refused: 'it has no plug' };
  if (!isLeft(vehicle)) return { refused: 'somebody is in it: park it first' };
  if (chargeShare(car, stores) >= 1) return { refused: 'its battery is full' };
  const source = supply.source === 'Quick' ? 'Quick' : 'Slow';
  const powerW = chargingPowerW(car, stores.batteryWh, source);
  const plugged: Vehicle = { ...vehicle, supply: { source, status: 'InProgress', powerW } };
  return { vehicle: withTold(staying(plugged), { chargeAt: undefined, chargeType: undefined }) };
};

/** It stays plugged in. */
export const stopCharging: Happen = (vehicle) => {
  const { supply } = vehicle;
  if (supply.status !== 'InProgress') return { refused: 'it does not charge' };
  const stopped: Vehicle = { ...vehicle, supply: { ...supply, status: 'Stopped', powerW: 0 } };
  return { vehicle: withTold(stopped, { chargeAt: undefined }) };
};

function isPluggable({ car }: Vehicle): boolean {
  return car.batteryWh > 0 && car.motorization !== 'Hydrogen';
}
