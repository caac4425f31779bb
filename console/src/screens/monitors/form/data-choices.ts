import type { FaceKind } from '../../../api/face-context.ts';
import type { MonitorTrigger } from '../../../api/model.ts';
import type { Quantity } from '../../../units/units.ts';
import { alertTypes } from './alert-types.ts';

export type Operator = NonNullable<MonitorTrigger['data']>['op'];
export type PreviousOperator = 'equalsTo' | 'includedIn';

/** In what form values are given. */
type Form = { form: 'number' | 'boolean' | 'none' } | { form: 'word'; words: readonly string[] };

/** Under which a datum is found. */
export type Topic = 'energy' | 'driving' | 'trips' | 'doors' | 'safety' | 'comfort' | 'upkeep';

/** Something that a monitor can watch, and what may be asked of it. */
export type DatumChoice = Form & {
  topic: Topic;
  ops: readonly Operator[];
  /** B2C: what may be asked of the value before. */
  previous?: readonly PreviousOperator[];
  /** Of numbers: what the API has them in. */
  quantity?: Quantity;
  fleetsOnly?: true;
};

const comparisons = ['equalsTo', 'greaterThan', 'lowerThan'] as const;
const listed = ['equalsTo', 'includedIn'] as const;
const states = ['onChange', ...listed] as const;
const state = ['onChange', 'equalsTo'] as const;

const number = (topic: Topic, quantity: Quantity) =>
  ({ form: 'number', topic, quantity, ops: comparisons }) as const;
const yesNo = (topic: Topic) => ({ form: 'boolean', topic, ops: state, previous: ['equalsTo'] }) as const;
const change = (topic: Topic) => ({ form: 'none', topic, ops: ['onChange'] }) as const;
const word = (topic: Topic, words: readonly string[]) =>
  ({ form: 'word', words, topic, ops: states, previous: listed }) as const;

/** The data of both faces (docs/monitors.md), in the order in which they are offered. */
export const dataChoices: Readonly<Record<string, DatumChoice>> = {
  'vehicle.energy.electric.level': number('energy', '%'),
  'vehicle.energy.electric.autonomy': number('energy', 'km'),
  'vehicle.energy.fuel.level': number('energy', '%'),
  'vehicle.energy.fuel.autonomy': number('energy', 'km'),
  'vehicle.autonomy': number('energy', 'km'),
  'vehicle.energy.charging.status': word('energy', [
    'Disconnected',
    'InProgress',
    'Failure',
    'Stopped',
    'Finished',
  ]),
  'vehicle.energy.charging.plugged': yesNo('energy'),
  'vehicle.energy.charging.type': { form: 'word', words: ['Partial', 'Full'], topic: 'energy', ops: state },
  'vehicle.kinetic.speed': number('driving', 'km/h'),
  'vehicle.kinetic.moving': yesNo('driving'),
  'vehicle.powertrain.status': word('driving', ['NotRunning', 'Starting', 'Running', 'Stopping', 'Stopped']),
  'vehicle.engines.running': yesNo('driving'),
  'vehicle.engines.thermic.oil.temp': number('driving', '°C'),
  'vehicle.drivingBehavior.mode': word('driving', [
    'Normal',
    'Sport',
    'Comfort',
    'Eco',
    'Sand',
    'Mud',
    'Snow',
    'ZEV',
    'Hybrid',
    'ZEVEco',
    'HybridEco',
    'EcoPlus',
    'eAWD',
    '4AWD',
    'ReinforcedLoad',
  ]),
  'vehicle.odometer': number('driving', 'km'),
  'vehicle.trip.start': change('trips'),
  'vehicle.trip.stop': change('trips'),
  'vehicle.trip': { ...change('trips'), fleetsOnly: true },
  'vehicle.trip.duration': number('trips', 's'),
  'vehicle.trip.distance': number('trips', 'km'),
  'vehicle.trip.state': {
    form: 'word',
    words: ['Nominal', 'Unstarted', 'DataLacking', 'Unfinished'],
    topic: 'trips',
    ops: ['includedIn'],
  },
  'vehicle.doorsState.lockedState': change('doors'),
  'vehicle.doorsState.opening': change('doors'),
  'vehicle.alarm.trigger.type': {
    form: 'word',
    words: [
      'NoBreakIn',
      'FrontRightDoorBreakIn',
      'FrontLeftDoorBreakIn',
      'RearRightFrontDoorBreakIn',
      'RearLeftFrontDoorBreakIn',
      'HoodDoorBreakIn',
      'TrunkDoorBreakIn',
      'BackliteDoorBreakIn',
      'RoofBreakIn',
      'VolumetricBreakIn',
      'VehicleLifting',
      'ElectricalsystemBreakIn',
      'KeyLearning',
      'UnauthenticatedStartup',
    ],
    topic: 'doors',
    ops: states,
  },
  'vehicle.alarm.status.activation': {
    form: 'word',
    words: ['Inactive', 'Active'],
    topic: 'doors',
    ops: state,
  },
  'stolen.state': { form: 'boolean', topic: 'doors', ops: state, fleetsOnly: true },
  'vehicle.alert': word('safety', alertTypes),
  'vehicle.collision.side': {
    form: 'word',
    words: ['Front', 'Rear', 'Lateral'],
    topic: 'safety',
    ops: listed,
  },
  'vehicle.collision.severity': {
    form: 'word',
    words: ['Minimal', 'Minor', 'Major'],
    topic: 'safety',
    ops: listed,
  },
  'vehicle.safety.beltWarning': {
    form: 'word',
    words: ['Normal', 'Omission'],
    topic: 'safety',
    ops: state,
    previous: listed,
  },
  'vehicle.safety.autoECallTriggering': word('safety', ['NotDetected', 'Detected', 'ShockDetectionUnabled']),
  'vehicle.preconditioning.airConditioning': change('comfort'),
  'environment.air.temp': number('comfort', '°C'),
  'privacy.state': word('comfort', ['None', 'Geolocation', 'Full']),
  'vehicle.maintenance.daysBeforeMaintenance': { ...number('upkeep', 'days'), fleetsOnly: true },
  'vehicle.maintenance.mileageBeforeMaintenance': { ...number('upkeep', 'km'), fleetsOnly: true },
};

export const topics: readonly Topic[] = [
  'energy',
  'driving',
  'trips',
  'doors',
  'safety',
  'comfort',
  'upkeep',
];

/** The data that somebody may watch, of a topic or all. */
export function dataFor(kind: FaceKind, topic?: Topic): string[] {
  return Object.entries(dataChoices).flatMap(([name, choice]) => {
    const isTheirs = kind === 'fleetOwner' || !choice.fleetsOnly;
    return isTheirs && (topic === undefined || choice.topic === topic) ? [name] : [];
  });
}
