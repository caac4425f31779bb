import type { alertTypes } from '../../model/alert-types.ts';
import type { CommandResult } from '../../model/remote.ts';

/** The numbers and bits of generation 1, in order from 0, and what each means. */

export const ignitions = [
  { ignition: 'Stop', powertrain: 'Stopped' },
  { ignition: 'StartUp', powertrain: 'NotRunning' },
  { ignition: 'Start', powertrain: 'Running' },
  { ignition: 'Start', powertrain: 'Starting' },
] as const;

export const chargingStates = [
  { plugged: false, status: 'Disconnected' },
  { plugged: true, status: 'Stopped' },
  { plugged: true, status: 'InProgress' },
  { plugged: true, status: 'Finished' },
  { plugged: true, status: 'Failure' },
] as const;

export const doors = ['Driver', 'Passenger', 'RearLeft', 'RearRight', 'Trunk', 'RearWindow'] as const;

export const locks = ['Unlocked', 'Locked', 'SuperLocked'] as const;

export const privacyStates = ['None', 'Geolocation', 'Full'] as const;

export const warningLamps: readonly (typeof alertTypes)[number][] = [
  'EngineFault',
  'EngineOilPressureFailure',
  'EngineTemperatureFailure',
  'BatteryChargeOrElectricalCircuitSystemFailure',
  'BrakingSystemFailure',
  'AbsBrakingSystemFault',
  'AirbagOrSeatBeltPretensionerOrActiveHoodFailure',
  'FuelLevelLow',
  'TireUnderInflationDetectionSystemFault',
  'AddWasherFluid',
  'OilLevelLow',
  'CoolantLevellow',
];

/** What the alarm noticed last. */
export const alarmTriggers = [
  'NoBreakIn',
  'FrontLeftDoorBreakIn',
  'FrontRightDoorBreakIn',
  'RearLeftFrontDoorBreakIn',
  'RearRightFrontDoorBreakIn',
  'HoodDoorBreakIn',
  'TrunkDoorBreakIn',
  'BackliteDoorBreakIn',
  'RoofBreakIn',
  'VolumetricBreakIn',
  'VehicleLifting',
  'ElectricalsystemBreakIn',
  'KeyLearning',
  'UnauthenticatedStartup',
] as const;

/** Off, armed, armed and sounding. */
export const alarmStates = ['Inactive', 'Active', 'Active'] as const;

/** Emergency call: ready, called, out of order. */
export const emergencyCalls = ['NotDetected', 'Detected', 'ShockDetectionUnabled'] as const;

/** Sides of the crash word, two bits each from the lowest on, and what two bits say of a side. */
export const crashSides = ['Front', 'Rear', 'Lateral'] as const;
export const crashSeverities = [undefined, 'Minimal', 'Minor', 'Major'] as const;

/** Sensors of the crash word that a car may lack, two bits each: not fitted, quiet, tripped (either way). */
export const crashSensors = { tippedOver: 6, pedestrian: 8 } as const;
export const crashSensorStates = [undefined, false, true, true] as const;

/** What an order is about. */
export const orderCodes = { door: 1, horn: 2, lights: 3, wakeUp: 4 } as const;

/** Answers to an order, from 0: the first two are good. */
export const orderResults: readonly CommandResult[] = [
  { status: 'Success' },
  { status: 'AlreadyDone' },
  { status: 'Failed', failureCause: 'VehicleError' },
  { status: 'Failed', failureCause: 'WrongCommand' },
  { status: 'Failed', failureCause: 'VehicleConnectionTimeout' },
  { status: 'Failed', failureCause: 'VehicleInUse' },
  { status: 'Failed', failureCause: 'DoorsOpen' },
  { status: 'Failed', failureCause: 'VehicleErrorOrCidInside' },
  { status: 'Failed', failureCause: 'VehicleIsNotLocked' },
  { status: 'Failed', failureCause: 'NotPossibleDueToVehicleBatteryLevel' },
  { status: 'Failed', failureCause: 'CanceledByDriver' },
];
