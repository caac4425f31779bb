import type { Static, TSchema } from 'typebox';
import { Adas } from './adas.ts';
import { ActiveAlerts } from './alert-types.ts';
import {
  AirConditioning,
  AlarmStatus,
  AlarmTrigger,
  AuxiliaryBattery,
  DoorsState,
  LightingSystem,
  Privacy,
  Safety,
  ServiceType,
  WipingBlades,
} from './body.ts';
import { BatteryHealth, BatteryLoad, ElectricEnergy, FuelEnergy } from './energies.ts';
import { Collision, StolenState } from './incidents.ts';
import { Air, Kinetic, Luminosity, Maintenance, Odometer, VehiclePosition } from './motion.ts';
import {
  DrivingBehavior,
  ElectricEngine,
  Ignition,
  Powertrain,
  ThermicEngine,
  Transmission,
} from './powertrain.ts';

/**
 * Every group of a vehicle's state: a value that is measured, aged and replaced as a whole.
 * The names follow the Web API; a dot marks a part that has a `createdAt` of its own there.
 * The order is part of the database (`telemetry.kinds` has one bit for each): append only.
 */
export const groupSchemas = {
  ignition: Ignition,
  position: VehiclePosition,
  'energies.Fuel': FuelEnergy,
  'energies.Electric': ElectricEnergy,
  'energies.Electric.load': BatteryLoad,
  'energies.Electric.health': BatteryHealth,
  'engines.Thermic': ThermicEngine,
  'engines.Electric': ElectricEngine,
  powertrain: Powertrain,
  doorsState: DoorsState,
  privacy: Privacy,
  battery: AuxiliaryBattery,
  service: ServiceType,
  safety: Safety,
  odometer: Odometer,
  kinetic: Kinetic,
  'environment.air': Air,
  'environment.luminosity': Luminosity,
  drivingBehavior: DrivingBehavior,
  lightingSystem: LightingSystem,
  'alarm.status': AlarmStatus,
  'alarm.trigger': AlarmTrigger,
  preconditioning: AirConditioning,
  transmission: Transmission,
  adas: Adas,
  wipingBlades: WipingBlades,
  maintenance: Maintenance,
  alerts: ActiveAlerts,
  collision: Collision,
  stolen: StolenState,
} as const satisfies Record<string, TSchema>;

export type GroupName = keyof typeof groupSchemas;

/** The values of some groups, each in the shape its schema says. */
export type Groups = { [Name in GroupName]?: Static<(typeof groupSchemas)[Name]> };

export const groupNames = Object.keys(groupSchemas) as GroupName[];

const bits = Object.fromEntries(groupNames.map((name, index) => [name, 2 ** index])) as Record<
  GroupName,
  number
>;

/** One bit for each group that is present: lets history be filtered by kind without opening the rows. */
export function kindsOf(groups: Groups): number {
  let kinds = 0;
  for (const name in groups) kinds += bits[name as GroupName];
  return kinds;
}

/** The bits of the named groups together. */
export function maskOf(names: readonly GroupName[]): number {
  return names.reduce((mask, name) => mask + bits[name], 0);
}
