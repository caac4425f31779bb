import type { AlertType } from '../model/alerts.ts';
import { chargeShare, tankShare } from '../model/charging.ts';
import { ranges } from '../model/energy.ts';
import { alertsOf, type Privacy, type Vehicle } from '../model/vehicle.ts';
import { wholeWithin } from './conversions.ts';
import type { Encoder, Spoken } from './encoder.ts';
import { isPlugged } from './energy-groups.ts';
import { cabinOf, isDriverDoorOpen, isPassengerDoorOpen, serviceDue, thermicRpm } from './signals.ts';

const epoch2000Seconds = 946_684_800;
const kmPerMile = 1.609344;
const clPerHundredthGallon = 3.785411784;

const ignitions = { Stop: 0, StartUp: 3, Start: 2 };
const privacies: Record<Privacy, number> = { None: 0, Geolocation: 1, Full: 2 };

/** The lamps that this generation has, by the bit that stands for each. */
const lampBits: Partial<Record<AlertType, number>> = {
  FuelLevelLow: 7,
  TireUnderInflationDetectionSystemFault: 8,
  LeftFrontTireUnderInflated: 8,
  RightRearTireUnderInflated: 8,
  AddWasherFluid: 9,
  OilLevelLow: 10,
  CoolantLevellow: 11,
};

export type Memory = {
  /** Epoch milliseconds of the last record. */
  readonly sentAt: number;
  readonly ignition: number;
};

/** Generation 1: one flat record of whole numbers a minute, and one when the ignition goes off. */
export const generation1: Encoder<Memory> = {
  silent: () => ({ sentAt: -Infinity, ignition: 0 }),
  speak: (vehicle, memory, { at, pace }): Spoken<Memory> => {
    const ignition = ignitions[cabinOf(vehicle).ignition];
    const seconds = ignition === 0 && !pace.isSteady ? pace.parkedReportSeconds : pace.reportSeconds;
    const hasStopped = ignition === 0 && memory.ignition !== 0;
    const hasStarted = ignition !== 0 && memory.ignition === 0;
    // Half a millisecond of tolerance: times are sums of fractions.
    const isDue = hasStopped || hasStarted || at - memory.sentAt >= seconds * 1000 - 0.5;
    if (!isDue) return { memory: { ...memory, ignition }, messages: [] };
    const payload = JSON.stringify(recordOf(vehicle, at));
    return { memory: { sentAt: at, ignition }, messages: [{ channel: 'record', payload }] };
  },
};

/** The whole record, in the units of the first generation. `at`: epoch milliseconds. */
export function recordOf(vehicle: Vehicle, at: number): Record<string, number> {
  const head = { v: 1, ts: Math.floor(at / 1000) - epoch2000Seconds };
  if (vehicle.privacy === 'Full') return { ...head, pv: privacies.Full };
  return {
    ...head,
    ...(vehicle.privacy === 'None' ? positionKeys(vehicle) : {}),
    ...motionKeys(vehicle),
    ...(vehicle.car.batteryWh > 0 ? electricKeys(vehicle) : {}),
    ...tankKeys(vehicle),
    ...bodyKeys(vehicle),
    pv: privacies[vehicle.privacy],
  };
}

function positionKeys({ place, headingDegrees }: Vehicle) {
  return {
    la: Math.round(place.latitude * 3_600_000),
    lo: Math.round(place.longitude * 3_600_000),
    hd: Math.round(headingDegrees / 2) % 180,
    sv: 8,
  };
}

function motionKeys(vehicle: Vehicle) {
  return {
    sp: Math.round(((vehicle.speedMps * 3.6) / kmPerMile) * 10),
    od: Math.floor((vehicle.odometerKm / kmPerMile) * 10),
    ig: ignitions[cabinOf(vehicle).ignition],
    ta: tenthsAbove40(vehicle.outsideCelsius),
  };
}

function electricKeys({ car, stores, supply, outsideCelsius }: Vehicle) {
  const states = { Disconnected: 0, InProgress: 2, Finished: 3 };
  return {
    bl: wholeWithin(chargeShare(car, stores) * 200, [0, 200]),
    be: Math.round(stores.batteryWh / 100),
    br: Math.round(ranges(car, stores, outsideCelsius).electricKm / kmPerMile),
    cs: isPlugged(supply) ? states[supply.status] : 0,
  };
}

/** Hydrogen goes by the same keys as fuel, without the volume that was used. */
function tankKeys(vehicle: Vehicle) {
  const { car, stores, outsideCelsius } = vehicle;
  const { fuelKm, hydrogenKm } = ranges(car, stores, outsideCelsius);
  const level = { fl: wholeWithin(tankShare(car, stores) * 255, [0, 255]) };
  if (car.hydrogenKg > 0) return { ...level, fr: Math.round(hydrogenKm / kmPerMile) };
  if (car.tankCl === 0) return {};
  const celsius = tenthsAbove40(vehicle.coolantCelsius);
  return {
    ...level,
    fr: Math.round(fuelKm / kmPerMile),
    fc: Math.round(stores.fuelUsedCl / clPerHundredthGallon),
    rp: Math.round(thermicRpm(vehicle) / 8),
    ct: celsius,
    ot: celsius,
  };
}

function bodyKeys(vehicle: Vehicle) {
  const { km, days } = serviceDue(vehicle);
  return {
    dr: (isDriverDoorOpen(vehicle) ? 1 : 0) + (isPassengerDoorOpen(vehicle) ? 2 : 0),
    lk: cabinOf(vehicle).isLocked ? 1 : 0,
    lt: 0,
    wl: lampsOf(vehicle),
    sd: days,
    sm: Math.round(km / kmPerMile),
  };
}

function lampsOf(vehicle: Vehicle): number {
  const bits = new Set(alertsOf(vehicle).map((type) => lampBits[type]));
  return [...bits].reduce((lamps: number, bit) => (bit === undefined ? lamps : lamps + 2 ** bit), 0);
}

function tenthsAbove40(celsius: number): number {
  return Math.round((celsius + 40) * 10);
}
