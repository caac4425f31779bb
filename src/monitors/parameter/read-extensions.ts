import { type Field, readList, wrong } from '../../lib/fields/field.ts';
import type { Face } from '../../model/monitor.ts';

const common = [
  'vehicle.doorsState',
  'vehicle.status',
  'vehicle.maintenance',
  'vehicle.position',
  'vehicle.telemetry',
  'vehicle.alerts',
  'vehicle.trip',
  // In B2C an extension of the contract.
  'vehicle.collisions',
];

const commonTelemetry = [
  'environment',
  'privacy',
  'vehicle',
  'vehicle.adas',
  'vehicle.alarm.status',
  'vehicle.alarm.trigger',
  'vehicle.battery',
  'vehicle.doorsState',
  'vehicle.energies',
  'vehicle.engines',
  'vehicle.ignition',
  'vehicle.lightingSystem',
  'vehicle.safety',
  'vehicle.transmission',
  'vehicle.wipingBlades',
];

/** What an event can bring along, and, after `vehicle.telemetry.`, which part of the telemetry. */
const extensions: Record<Face, { names: readonly string[]; telemetry: readonly string[] }> = {
  b2c: { names: [...common, 'vehicle.alarm'], telemetry: commonTelemetry },
  b2b: {
    names: [...common, 'vehicle.stolen'],
    telemetry: [...commonTelemetry, 'vehicle.drivingBehavior', 'vehicle.lighting'],
  },
};

/** Older names, and the one that is so in bodies. */
const spellings = new Map([
  ['alerts', 'vehicle.alerts'],
  ['vehicle.alert', 'vehicle.alerts'],
  ['door.state', 'vehicle.doorsState'],
  ['vehicle.doorState', 'vehicle.doorsState'],
]);

export const telemetryPrefix = 'vehicle.telemetry.';
const namesMax = 40;

/** Each once, in the order given. */
export function readExtensions(field: Field, face: Face): string[] | undefined {
  const names = readList(field, { min: 0, max: namesMax }, (item) => readName(item, face));
  return names && [...new Set(names)];
}

function readName(field: Field, face: Face): string | undefined {
  const { value } = field;
  const name = typeof value === 'string' ? (spellings.get(value) ?? value) : '';
  const { names, telemetry } = extensions[face];
  if (names.includes(name)) return name;
  if (name.startsWith(telemetryPrefix) && telemetry.includes(name.slice(telemetryPrefix.length))) return name;
  return wrong(
    field,
    `one of ${names.join(', ')}; of vehicle.telemetry a part, as in ${telemetryPrefix}vehicle.energies`,
  );
}
