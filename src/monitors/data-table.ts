import type { TSchema } from 'typebox';
import { alertTypes } from '../model/alert-types.ts';
import { AlarmStatus, AlarmTrigger, Privacy, Safety } from '../model/body.ts';
import { Charging } from '../model/energies.ts';
import { tripStates } from '../model/episodes.ts';
import { Collision } from '../model/incidents.ts';
import type { DataOperator, Face } from '../model/monitor.ts';
import { DrivingBehavior, PowertrainStatus } from '../model/powertrain.ts';

/** In which form values are given: `integer` is compared in whole units. `none` takes no values. */
type Form = { form: 'number' | 'integer' | 'boolean' | 'none' } | { form: 'word'; words: readonly string[] };

/** Something that triggers watch, and what the contract lets them ask of it. */
export type Datum = Form & {
  ops: readonly DataOperator[];
  faces: readonly Face[];
  /** What may be asked of the value that it had before; absent: nothing. */
  previous?: readonly ('equalsTo' | 'includedIn')[];
  /** Needed of who makes a monitor. */
  scope: string;
};

const both: readonly Face[] = ['b2c', 'b2b'];
const fleet: readonly Face[] = ['b2b'];

const comparisons: readonly DataOperator[] = ['equalsTo', 'greaterThan', 'lowerThan'];
const change: readonly DataOperator[] = ['onChange'];
const state: readonly DataOperator[] = ['onChange', 'equalsTo'];
const states: readonly DataOperator[] = ['onChange', 'equalsTo', 'includedIn'];
const listed = ['equalsTo', 'includedIn'] as const;
const equal = ['equalsTo'] as const;

const telemetry = (name: string) => `data:telemetry:vehicle:${name}`;
const word = (schema: TSchema) =>
  ({ form: 'word', words: (schema as unknown as { enum: readonly string[] }).enum }) as const;
const words = (list: readonly string[]) => ({ form: 'word', words: list }) as const;
const integer = { form: 'integer', ops: comparisons, faces: both } as const;
const number = { form: 'number', ops: comparisons, faces: both } as const;
const opaque = { form: 'none', ops: change, faces: both } as const;
const boolean = { form: 'boolean', ops: state, faces: both } as const;

const energies = telemetry('energies');
const trip = 'data:trip';
const { beltStatus, autoECallTriggering } = Safety.properties;
const { side, severity } = Collision.properties.details.items.properties;
const beltWords = word(beltStatus.items.properties.belt);
/** B2C: an extension, the contract has them for fleets only. They tell of an incident, so nothing changes. */
const collision = { ops: listed, faces: both, scope: 'data:collision' } as const;

/**
 * The data of both contracts (semantics 7.5). `vehicle.engines.running` is of an older one, replaced by
 * `vehicle.powertrain.status`, whose `previous` takes its values, too.
 */
export const data = {
  'vehicle.alert': { ...words(alertTypes), ops: states, faces: both, previous: listed, scope: 'data:alert' },
  'vehicle.odometer': { ...integer, scope: telemetry('odometer') },
  'vehicle.powertrain.status': {
    ...word(PowertrainStatus),
    ops: states,
    faces: both,
    previous: listed,
    scope: telemetry('powertrain'),
  },
  'vehicle.engines.running': { ...boolean, previous: equal, scope: telemetry('engines') },
  'vehicle.engines.thermic.oil.temp': { ...integer, scope: telemetry('engines') },
  'vehicle.energy.electric.level': { ...integer, scope: energies },
  'vehicle.energy.electric.autonomy': { ...integer, scope: energies },
  'vehicle.energy.fuel.level': { ...integer, scope: energies },
  'vehicle.energy.fuel.autonomy': { ...integer, scope: energies },
  'vehicle.autonomy': { ...integer, scope: energies },
  'vehicle.energy.charging.status': {
    ...word(Charging.properties.status),
    ops: states,
    faces: both,
    previous: listed,
    scope: energies,
  },
  'vehicle.energy.charging.plugged': { ...boolean, previous: equal, scope: energies },
  'vehicle.energy.charging.type': {
    ...word(Charging.properties.type),
    ops: state,
    faces: both,
    scope: energies,
  },
  'vehicle.doorsState.lockedState': { ...opaque, scope: telemetry('doorsState') },
  'vehicle.doorsState.opening': { ...opaque, scope: telemetry('doorsState') },
  'vehicle.kinetic.moving': { ...boolean, previous: equal, scope: telemetry('kinetic') },
  'vehicle.kinetic.speed': { ...number, scope: telemetry('kinetic') },
  'vehicle.trip': { ...opaque, faces: fleet, scope: trip },
  'vehicle.trip.start': { ...opaque, scope: trip },
  'vehicle.trip.stop': { ...opaque, scope: trip },
  'vehicle.trip.duration': { ...integer, scope: trip },
  'vehicle.trip.distance': { ...number, scope: trip },
  'vehicle.trip.state': { ...words(tripStates), ops: ['includedIn'], faces: both, scope: trip },
  'vehicle.safety.beltWarning': {
    ...beltWords,
    ops: state,
    faces: both,
    previous: listed,
    scope: telemetry('safety'),
  },
  'environment.air.temp': { ...number, scope: 'data:telemetry:environment' },
  'privacy.state': {
    ...word(Privacy.properties.state),
    ops: states,
    faces: both,
    previous: listed,
    scope: 'data:telemetry:privacy',
  },
  'vehicle.drivingBehavior.mode': {
    ...word(DrivingBehavior.properties.mode),
    ops: states,
    faces: both,
    previous: listed,
    scope: telemetry('drivingBehavior'),
  },
  'vehicle.safety.autoECallTriggering': {
    ...word(autoECallTriggering),
    ops: states,
    faces: both,
    previous: listed,
    scope: telemetry('safety'),
  },
  'vehicle.preconditioning.airConditioning': { ...opaque, scope: telemetry('preconditioning') },
  'vehicle.alarm.trigger.type': {
    ...word(AlarmTrigger.properties.type),
    ops: states,
    faces: both,
    scope: telemetry('alarm'),
  },
  'vehicle.alarm.status.activation': {
    ...word(AlarmStatus.properties.activation),
    ops: state,
    faces: both,
    scope: telemetry('alarm'),
  },
  'vehicle.maintenance.daysBeforeMaintenance': {
    ...number,
    faces: fleet,
    scope: telemetry('maintenance'),
  },
  'vehicle.maintenance.mileageBeforeMaintenance': {
    ...number,
    faces: fleet,
    scope: telemetry('maintenance'),
  },
  'vehicle.collision.side': { ...word(side), ...collision },
  'vehicle.collision.severity': { ...word(severity), ...collision },
  'stolen.state': { ...boolean, faces: fleet, scope: 'data:stolen' },
} as const satisfies Record<string, Datum>;

export type DatumName = keyof typeof data;

/** Spellings of the contract's own examples. */
const spellings: Record<string, DatumName> = { 'vehicle.alerts': 'vehicle.alert' };

/** The datum of a name, or of another spelling of it, for one of the contracts. */
export function findDatum(name: string, face: Face): { name: DatumName; datum: Datum } | undefined {
  const known = Object.hasOwn(spellings, name) ? spellings[name] : name;
  if (known === undefined || !Object.hasOwn(data, known)) return undefined;
  const datum: Datum = data[known as DatumName];
  return datum.faces.includes(face) ? { name: known as DatumName, datum } : undefined;
}
