import type { alertTypes } from '../../model/alert-types.ts';

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
