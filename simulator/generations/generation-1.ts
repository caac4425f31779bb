import type { AlertType } from '../model/body/alerts.ts';
import { type BreakIn, isArmed } from '../model/body/break-ins.ts';
import type { Collision } from '../model/body/collisions.ts';
import { serviceLeft } from '../model/body/maintenance.ts';
import { chargeShare, tankShare } from '../model/energy/charging.ts';
import { ranges } from '../model/energy/energy.ts';
import { alertsOf, type Privacy, type Vehicle } from '../model/vehicle.ts';
import { wholeWithin } from './conversions.ts';
import type { Encoder, Pace, Spoken } from './encoder.ts';
import { isPlugged } from './energy-groups.ts';
import {
  cabinOf,
  isDriverDoorOpen,
  isLeftOpen,
  isPassengerDoorOpen,
  thermicRpm,
  unbeltedOf,
} from './signals.ts';

const epoch2000Seconds = 946_684_800;
const kmPerMile = 1.609344;
const clPerHundredthGallon = 3.785411784;

const ignitions = { Stop: 0, StartUp: 3, Start: 2 };
const privacies: Record<Privacy, number> = { None: 0, Geolocation: 1, Full: 2 };

/** The lamps that this generation has, by the bit that stands for each. */
const lampBits: Partial<Record<AlertType, number>> = {
  EngineFault: 0,
  AirbagOrSeatBeltPretensionerOrActiveHoodFailure: 6,
  FuelLevelLow: 7,
  TireUnderInflationDetectionSystemFault: 8,
  LeftFrontTireUnderInflated: 8,
  RightFrontTireUnderInflated: 8,
  LeftRearTireUnderInflated: 8,
  RightRearTireUnderInflated: 8,
  AddWasherFluid: 9,
  OilLevelLow: 10,
  CoolantLevellow: 11,
};

const triggerCodes: Record<BreakIn, number> = {
  FrontLeftDoorBreakIn: 1,
  FrontRightDoorBreakIn: 2,
  HoodDoorBreakIn: 5,
  TrunkDoorBreakIn: 6,
  VolumetricBreakIn: 9,
  VehicleLifting: 10,
  UnauthenticatedStartup: 13,
};

/** Crash sensors: the lowest bit of each pair, and what the pair says. */
const crashShifts: Record<Collision['side'], number> = { Front: 0, Rear: 2, Lateral: 4 };
const crashLevels: Record<Collision['severity'], number> = { Minimal: 1, Minor: 2, Major: 3 };
const rollOver = { quiet: 1 << 6, tripped: 2 << 6 };

export type Memory = {
  /** Epoch milliseconds of the last record, and of the last collision told. */
  readonly sentAt: number;
  readonly collisionAt: number;
  readonly ignition: number;
  /** The alarm as it was told last. */
  readonly alarm: string;
  readonly privacy: Privacy;
  /** How often it was asked for a record. */
  readonly asked: number;
};

/** Generation 1: one flat record of whole numbers a minute, and one at once for what cannot wait. */
export const generation1: Encoder<Memory> = {
  rhythm: ({ recordSeconds = 60 }) => ({ onSeconds: recordSeconds, parkedSeconds: 3600, pastSeconds: 60 }),
  silent: () => ({
    sentAt: -Infinity,
    collisionAt: -Infinity,
    ignition: 0,
    alarm: '',
    privacy: 'None',
    asked: 0,
  }),
  speak: (vehicle, memory, { at, pace }): Spoken<Memory> => {
    const ignition = ignitions[cabinOf(vehicle).ignition];
    const said = {
      ignition,
      alarm: JSON.stringify(alarmKeys(vehicle)),
      privacy: vehicle.privacy,
      asked: vehicle.told.asked,
    };
    const collision = newCollision(vehicle, memory);
    if (!collision && !isDue({ ...memory, sentAt: at, ...said }, memory, pace))
      return { memory: { ...memory, ignition }, messages: [] };
    const payload = JSON.stringify({ ...recordOf(vehicle, at), ...crashKeys(collision) });
    const collisionAt = vehicle.collision?.at ?? memory.collisionAt;
    return { memory: { sentAt: at, collisionAt, ...said }, messages: [{ channel: 'record', payload }] };
  },
  bundle: (messages) => messages,
};

/** Whether it is time for a record, or something cannot wait for it. Full privacy is told once. */
function isDue(now: Memory, before: Memory, pace: Pace): boolean {
  if (now.privacy !== before.privacy) return true;
  if (now.privacy === 'Full') return false;
  if (now.asked !== before.asked) return true;
  if ((now.ignition === 0) !== (before.ignition === 0) || now.alarm !== before.alarm) return true;
  const seconds = now.ignition === 0 && !pace.isSteady ? pace.parkedReportSeconds : pace.reportSeconds;
  // Half a millisecond of tolerance: times are sums of fractions.
  return now.sentAt - before.sentAt >= seconds * 1000 - 0.5;
}

function newCollision({ collision, privacy }: Vehicle, { collisionAt }: Memory): Collision | undefined {
  return collision && collision.at > collisionAt && privacy !== 'Full' ? collision : undefined;
}

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
    od: Math.round((vehicle.odometerKm / kmPerMile) * 10),
    ig: ignitions[cabinOf(vehicle).ignition],
    ta: tenthsAbove40(vehicle.outsideCelsius),
  };
}

function electricKeys({ car, stores, supply, outsideCelsius }: Vehicle) {
  const states = { Disconnected: 0, Stopped: 1, InProgress: 2, Finished: 3 };
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
  const { km, days } = serviceLeft(vehicle);
  const { driver, passenger } = unbeltedOf(vehicle);
  return {
    sb: (driver ? 1 : 0) + (passenger ? 2 : 0),
    ec: vehicle.eCall === 'Detected' ? 1 : 0,
    ...alarmKeys(vehicle),
    dr: openDoors(vehicle),
    lk: cabinOf(vehicle).isLocked ? 1 : 0,
    lt: 0,
    wl: lampsOf(vehicle),
    sd: days,
    sm: Math.round(km / kmPerMile),
  };
}

/** The last trigger stays in the record: it has a time of its own. */
function alarmKeys(vehicle: Vehicle): Record<string, number> {
  const { trigger } = vehicle;
  const al = isArmed(vehicle) ? 1 : 0;
  if (!trigger) return { al };
  return { al, ax: triggerCodes[trigger.type], aw: Math.floor(trigger.at / 1000) - epoch2000Seconds };
}

/** Of the record of the collision only. These cars can tell whether they lie on their roof, not what they hit. */
function crashKeys(collision: Collision | undefined): { cr?: number } {
  if (!collision) return {};
  const { side, severity, tippedOver } = collision;
  return {
    cr: (crashLevels[severity] << crashShifts[side]) | (tippedOver ? rollOver.tripped : rollOver.quiet),
  };
}

function lampsOf(vehicle: Vehicle): number {
  const bits = new Set(alertsOf(vehicle).map((type) => lampBits[type]));
  return [...bits].reduce((lamps: number, bit) => (bit === undefined ? lamps : lamps + 2 ** bit), 0);
}

function tenthsAbove40(celsius: number): number {
  return Math.round((celsius + 40) * 10);
}

/** One bit for each door. */
function openDoors(vehicle: Vehicle): number {
  const isOpen = [
    isDriverDoorOpen(vehicle),
    isPassengerDoorOpen(vehicle),
    isLeftOpen(vehicle, 'RearLeft'),
    isLeftOpen(vehicle, 'RearRight'),
    isLeftOpen(vehicle, 'Trunk'),
  ];
  return isOpen.reduce((bits, open, index) => bits + (open ? 2 ** index : 0), 0);
}
