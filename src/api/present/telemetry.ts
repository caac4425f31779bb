import { Type } from 'typebox';
import { Adas } from '../../model/adas.ts';
import {
  AlarmStatus,
  AlarmTrigger,
  AuxiliaryBattery,
  DoorsState,
  LightingSystem,
  Privacy,
  Safety,
  WipingBlades,
} from '../../model/body.ts';
import type { GroupName, Groups } from '../../model/groups.ts';
import { Air, Kinetic, Luminosity, Maintenance, Odometer } from '../../model/motion.ts';
import { DrivingBehavior, Ignition, Powertrain, Transmission } from '../../model/powertrain.ts';
import { DateTime, oneOf, partial } from '../../model/schema.ts';
import { links } from '../shared/hal.ts';
import { EnergyBase, presentEnergies } from './energies.ts';
import { type B2cLinks, link } from './links.ts';
import { Location, presentLocation } from './position.ts';
import { Engine } from './status.ts';

/** In the end user's contract this one value is written small. */
const aebs = oneOf(['off', 'Fixed', 'OnFlashing']);

/** A Telemetry of the end user's face: the groups of one report. */
export const Telemetry = Type.Object(
  {
    _links: links('vehicle'),
    createdAt: DateTime,
    privacy: Type.Optional(Privacy),
    environment: Type.Optional(partial({ air: Air, luminosity: Luminosity })),
    vehicle: Type.Optional(
      partial({
        engines: Type.Array(Engine),
        energies: Type.Array(EnergyBase),
        transmission: Transmission,
        powertrain: Powertrain,
        adas: partial({ ...Adas.properties, aebs }),
        lightingSystem: LightingSystem,
        ignition: Type.Object({ createdAt: DateTime, ...Ignition.properties }),
        doorsState: DoorsState,
        battery: AuxiliaryBattery,
        safety: Safety,
        wipingBlades: WipingBlades,
        odometer: Odometer,
        kinetic: Kinetic,
        drivingBehavior: DrivingBehavior,
        alarm: partial({ status: AlarmStatus, trigger: AlarmTrigger }),
      }),
    ),
    _embedded: Type.Optional(
      Type.Object({
        extension: partial({
          location: Location,
          maintenance: Type.Object({ createdAt: DateTime, ...Maintenance.properties }),
        }),
      }),
    ),
  },
  { $id: 'Telemetry' },
);

const energyGroups = [
  'energies.Fuel',
  'energies.Electric',
  'energies.Electric.load',
  'energies.Electric.health',
] as const;
const engineGroups = ['engines.Thermic', 'engines.Electric'] as const;
const environmentGroups = ['environment.air', 'environment.luminosity'] as const;

/** Groups under `vehicle` that no selector of their own reaches: only `vehicle`, or no filter at all. */
const unselected = ['powertrain', 'odometer', 'kinetic', 'drivingBehavior'] as const;

const byType = {
  environment: environmentGroups,
  privacy: ['privacy'],
  'vehicle.adas': ['adas'],
  'vehicle.battery': ['battery'],
  'vehicle.doorsState': ['doorsState'],
  'vehicle.energies': energyGroups,
  'vehicle.engines': engineGroups,
  'vehicle.ignition': ['ignition'],
  'vehicle.lightingSystem': ['lightingSystem'],
  'vehicle.safety': ['safety'],
  'vehicle.transmission': ['transmission'],
  'vehicle.alarm.status': ['alarm.status'],
  'vehicle.alarm.trigger': ['alarm.trigger'],
  'vehicle.wipingBlades': ['wipingBlades'],
} as const satisfies Record<string, readonly GroupName[]>;

const vehicleGroups: GroupName[] = [
  ...Object.entries(byType).flatMap(([type, groups]) => (type.startsWith('vehicle.') ? [...groups] : [])),
  ...unselected,
];

/** What a telemetry `type` keeps of a report. */
export const groupsByType: Record<string, readonly GroupName[]> = { vehicle: vehicleGroups, ...byType };

export const telemetryTypes = Object.keys(groupsByType);

/** What a telemetry `extension` adds. */
export const groupsByExtension: Record<string, readonly GroupName[]> = {
  location: ['position'],
  maintenance: ['maintenance'],
};

export type TelemetryRow = { at: number; groups: Groups };

/** A row of the history as a Telemetry; `wanted` are the groups that may be seen and were asked for. */
export function presentTelemetry(
  row: TelemetryRow,
  wanted: ReadonlySet<GroupName>,
  at: { links: B2cLinks; id: string },
): Record<string, unknown> {
  const createdAt = new Date(row.at).toISOString();
  const found = Object.fromEntries(
    Object.entries(row.groups).filter(([name]) => wanted.has(name as GroupName)),
  ) as Groups;
  const vehicle = presentVehicle(found, createdAt);
  const environment = nested({ air: found['environment.air'], luminosity: found['environment.luminosity'] });
  const extension = nested({
    location: found.position && presentLocation(found.position),
    maintenance: found.maintenance && { createdAt, ...found.maintenance },
  });
  const { links: addresses, id } = at;
  return {
    _links: { self: link(addresses.of(id, 'telemetry')), vehicle: link(addresses.vehicle(id)) },
    createdAt,
    ...(found.privacy ? { privacy: found.privacy } : {}),
    ...(environment ? { environment } : {}),
    ...(vehicle ? { vehicle } : {}),
    ...(extension ? { _embedded: { extension } } : {}),
  };
}

function presentVehicle(groups: Groups, createdAt: string): object | undefined {
  const { ignition, adas, powertrain, transmission, lightingSystem, doorsState, battery, safety } = groups;
  const { wipingBlades, odometer, kinetic, drivingBehavior } = groups;
  const [fuel, electric, load, health] = energyGroups.map((name) => groups[name] && { value: groups[name] });
  const energies = presentEnergies({ fuel, electric, load, health } as Parameters<typeof presentEnergies>[0]);
  const engines = engineGroups.map((name) => groups[name]).filter((engine) => engine !== undefined);
  return nested({
    engines: engines.length > 0 ? engines : undefined,
    energies: energies.length > 0 ? energies : undefined,
    transmission,
    powertrain,
    adas: adas && { ...adas, ...(adas.aebs === 'Off' ? { aebs: 'off' } : {}) },
    lightingSystem,
    ignition: ignition && { createdAt, ...ignition },
    doorsState,
    battery,
    safety,
    wipingBlades,
    odometer,
    kinetic,
    drivingBehavior,
    alarm: nested({ status: groups['alarm.status'], trigger: groups['alarm.trigger'] }),
  });
}

/** The fields that are there; undefined when none is. */
function nested(fields: Record<string, unknown>): object | undefined {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}
