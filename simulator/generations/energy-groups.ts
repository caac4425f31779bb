import { chargeShare, type Supply, secondsUntilFull, tankShare } from '../model/energy/charging.ts';
import { ranges } from '../model/energy/energy.ts';
import type { Vehicle } from '../model/vehicle.ts';
import { rounded } from './conversions.ts';

/** The `energies` group: one entry for each energy the vehicle has. */
export function energiesOf(vehicle: Vehicle): object[] {
  const range = ranges(vehicle.car, vehicle.stores, vehicle.outsideCelsius);
  const { tankCl, hydrogenKg, batteryWh } = vehicle.car;
  return [
    ...(tankCl > 0 ? [fuel(vehicle, range.fuelKm)] : []),
    ...(hydrogenKg > 0 ? [hydrogen(vehicle, range.hydrogenKm)] : []),
    ...(batteryWh > 0 ? [electricity(vehicle, range.electricKm)] : []),
  ];
}

function fuel({ car, stores }: Vehicle, autonomyKm: number): object {
  return {
    type: 'Fuel',
    subType: 'FossilEnergy',
    level: rounded(tankShare(car, stores) * 100, 1),
    autonomy: Math.round(autonomyKm),
    extension: {
      fuel: {
        consumptions: { total: Math.round(stores.fuelUsedCl), instant: rounded(stores.instantPer100Km, 1) },
      },
    },
  };
}

/** Kilograms stand where others have litres; so the total is in hundredths of them (docs/vehicle-link.md). */
function hydrogen({ car, stores }: Vehicle, autonomyKm: number): object {
  return {
    type: 'Fuel',
    subType: 'Hydrogen',
    level: rounded(tankShare(car, stores) * 100, 1),
    autonomy: Math.round(autonomyKm),
    extension: {
      fuel: {
        consumptions: {
          total: rounded(stores.hydrogenUsedKg * 100, 1),
          instant: rounded(stores.instantPer100Km, 2),
        },
      },
    },
  };
}

function electricity(vehicle: Vehicle, autonomyKm: number): object {
  const { car, stores } = vehicle;
  const capacity = car.batteryWh;
  return {
    type: 'Electric',
    subType: 'ElectricEnergy',
    level: rounded(chargeShare(car, stores) * 100, 1),
    autonomy: Math.round(autonomyKm),
    extension: {
      electric: {
        charging: chargingOf(vehicle, autonomyKm / Math.max(1, stores.batteryWh)),
        battery: { load: { capacity, residual: Math.round(stores.batteryWh) } },
      },
    },
  };
}

function chargingOf({ car, stores, supply, told }: Vehicle, kmPerWh: number): object {
  const later = told.chargeAt === undefined ? {} : { nextDelayedTime: timeOfDay(told.chargeAt) };
  if (supply.status !== 'InProgress')
    return { plugged: isPlugged(supply), status: supply.status, chargingMode: 'No', ...later };
  const isQuick = supply.source === 'Quick' && car.quickChargeW > car.slowChargeW;
  return {
    plugged: true,
    status: supply.status,
    remainingTime: duration(secondsUntilFull(car, stores.batteryWh, supply.source)),
    chargingRate: Math.min(500, Math.round(supply.powerW * kmPerWh)),
    chargingPowerLevel: isQuick ? 'Level5' : (told.chargeLevel ?? 'Level2'),
    chargingMode: isQuick ? 'Quick' : 'Slow',
    type: told.chargeType ?? 'Full',
    ...later,
  };
}

/** Since midnight (UTC), ISO 8601. */
function timeOfDay(at: number): string {
  return duration((at % 86_400_000) / 1000);
}

export function isPlugged(supply: Supply): boolean {
  return supply.status !== 'Disconnected';
}

/** ISO 8601 duration in whole minutes. */
function duration(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `PT${hours}H${minutes % 60}M` : `PT${minutes}M`;
}
