import type { GroupName } from '../../../model/groups.ts';

export const energyGroups = [
  'energies.Fuel',
  'energies.Electric',
  'energies.Electric.load',
  'energies.Electric.health',
] as const;
export const engineGroups = ['engines.Thermic', 'engines.Electric'] as const;
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

/** What a telemetry `type` keeps of a report. The fleet owner's face has two selectors more. */
const groupsByType: Record<string, readonly GroupName[]> = {
  vehicle: vehicleGroups,
  ...byType,
  'vehicle.drivingBehavior': ['drivingBehavior'],
  'vehicle.lighting': ['lightingSystem'],
};

export const telemetryTypes = {
  b2c: ['vehicle', ...Object.keys(byType)],
  b2b: Object.keys(groupsByType),
};

/** What a telemetry `extension` adds. */
const groupsByExtension: Record<string, readonly GroupName[]> = {
  location: ['position'],
  maintenance: ['maintenance'],
};

export const telemetryExtensions = Object.keys(groupsByExtension);

/** The groups that selectors ask for; without a `type` all of the report, without the extensions. */
export function selectedGroups(given: { type?: string[]; extension?: string[] }): ReadonlySet<GroupName> {
  const { type = telemetryTypes.b2c, extension = [] } = given;
  return new Set([
    ...type.flatMap((name) => groupsOf(groupsByType, name)),
    ...extension.flatMap((name) => groupsOf(groupsByExtension, name)),
  ]);
}

/** Selectors may come out of a page token, which anybody can write. */
function groupsOf(table: Record<string, readonly GroupName[]>, name: string): readonly GroupName[] {
  return Object.hasOwn(table, name) ? (table[name] ?? []) : [];
}
