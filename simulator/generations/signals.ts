import { type Door, isAjar, type Pause, type Vehicle } from '../model/vehicle.ts';

type Cabin = {
  ignition: 'Stop' | 'StartUp' | 'Start';
  powertrain: 'NotRunning' | 'Starting' | 'Running' | 'Stopping' | 'Stopped';
  isLocked: boolean;
  isOpen: boolean;
};

const cabins: Record<Pause | 'Driving', Cabin> = {
  Asleep: { ignition: 'Stop', powertrain: 'NotRunning', isLocked: true, isOpen: false },
  Parked: { ignition: 'Stop', powertrain: 'NotRunning', isLocked: true, isOpen: false },
  Boarding: { ignition: 'Stop', powertrain: 'NotRunning', isLocked: false, isOpen: true },
  Seated: { ignition: 'Stop', powertrain: 'NotRunning', isLocked: false, isOpen: false },
  Starting: { ignition: 'StartUp', powertrain: 'Starting', isLocked: false, isOpen: false },
  Driving: { ignition: 'Start', powertrain: 'Running', isLocked: false, isOpen: false },
  Halting: { ignition: 'Stop', powertrain: 'Stopping', isLocked: false, isOpen: false },
  Stranded: { ignition: 'Stop', powertrain: 'Stopped', isLocked: false, isOpen: true },
  Alighting: { ignition: 'Stop', powertrain: 'Stopped', isLocked: false, isOpen: true },
};

/** What the body of the vehicle tells in this phase: ignition, powertrain, locks and doors. */
export function cabinOf(vehicle: Vehicle): Cabin {
  const cabin = cabins[vehicle.phase.name];
  const { isUnlocked, isLockedInside } = vehicle.told;
  if (isUnlocked) return { ...cabin, isLocked: false };
  return isLockedInside && vehicle.phase.name === 'Driving' ? { ...cabin, isLocked: true } : cabin;
}

/** Whether somebody left this door open, whoever gets in or out. */
export function isLeftOpen({ opened = [] }: Vehicle, door: Door): boolean {
  return opened.includes(door);
}

export function isDriverDoorOpen(vehicle: Vehicle): boolean {
  return cabinOf(vehicle).isOpen || isLeftOpen(vehicle, 'Driver');
}

export function isPassengerDoorOpen(vehicle: Vehicle): boolean {
  const isBoarding = cabinOf(vehicle).isOpen && vehicle.hasPassenger;
  return isAjar(vehicle) || isBoarding || isLeftOpen(vehicle, 'Passenger');
}

/** Fastest speed of each gear in m/s, and the metres driven per turn of the engine in it. */
const gears = [
  { untilMps: 4.5, metresPerTurn: 0.13 },
  { untilMps: 9, metresPerTurn: 0.24 },
  { untilMps: 14, metresPerTurn: 0.37 },
  { untilMps: 19, metresPerTurn: 0.51 },
  { untilMps: 25, metresPerTurn: 0.65 },
  { untilMps: Infinity, metresPerTurn: 0.8 },
];

const idleRpm = 820;

/** 1 to 6 by speed; 0, neutral, while standing. */
export function gearOf({ speedMps }: Vehicle): number {
  if (speedMps < 0.5) return 0;
  return gears.findIndex(({ untilMps }) => speedMps < untilMps) + 1;
}

/** Turns per minute of the combustion engine; 0 when it does not run. */
export function thermicRpm(vehicle: Vehicle): number {
  const { ignition } = cabinOf(vehicle);
  if (ignition !== 'Start' || !vehicle.burns) return 0;
  const gear = gears[gearOf(vehicle) - 1];
  return gear ? Math.max(idleRpm, (vehicle.speedMps / gear.metresPerTurn) * 60) : idleRpm;
}

/** Turns per minute of the electric motor, which has one gear; 0 while a hybrid has it uncoupled. */
export function electricRpm({ speedMps, burns }: Vehicle): number {
  return burns ? 0 : (speedMps / 0.21) * 60;
}

/** Who sits in the car without a belt. A belt is watched only while the ignition is on. */
export function unbeltedOf(vehicle: Vehicle): { driver: boolean; passenger: boolean } {
  const isOn = cabinOf(vehicle).ignition !== 'Stop';
  const { driverSeconds, passengerSeconds } = vehicle.unbelted;
  return { driver: isOn && driverSeconds > 0, passenger: isOn && passengerSeconds > 0 };
}
