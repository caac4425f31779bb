import type { Static } from 'typebox';
import type { EnergySubType } from './energies.ts';
import type { Groups } from './groups.ts';
import type { VehiclePosition } from './motion.ts';

/**
 * Episodes of a vehicle's life, in the form in which they are kept (`body` of their tables). All times are
 * epoch milliseconds unless said otherwise; what was not told is absent.
 */

type Told<Name extends keyof Groups> = NonNullable<Groups[Name]>;

export type PrivacyMode = Told<'privacy'>['state'];

/** A position with the time of its measurement, and the privacy mode that was in force then. */
export type EpisodePosition = VehiclePosition & { at: number; privacy: PrivacyMode };

/** Of an energy at one end of a trip: level in %, autonomy in km. */
export type LiteEnergy = {
  type: 'Fuel' | 'Electric';
  subType?: Static<typeof EnergySubType>;
  level?: number;
  autonomy?: number;
};

/** What a trip took: cL of fuel, Wh of electricity; the average is that for 100 km. */
export type EnergyConsumption = {
  type: 'Fuel' | 'Electric';
  subType?: Static<typeof EnergySubType>;
  consumption: number;
  avgConsumption?: number;
};

export const propulsions = ['Thermal', 'Electric', 'Hybrid'] as const;
export type Propulsion = (typeof propulsions)[number];

/** Part of a trip by what propelled the vehicle: percent of the distance, and km. */
export type TripSegment = { propulsion: Propulsion; percent: number; distance: number };

export type TripFault = {
  fault: 'Unstarted' | 'DataLacking' | 'Unfinished';
  cause: 'GeoPrivacy' | 'FullPrivacy' | 'Connection';
};

/** What the filter `states` asks for: no fault, or the faults a trip has. */
export const tripStates = ['Nominal', 'Unstarted', 'DataLacking', 'Unfinished'] as const;
export type TripState = (typeof tripStates)[number];

/** The states of a trip with these faults. */
export function statesOf(faults: readonly TripFault[]): TripState[] {
  const states = [...new Set(faults.map(({ fault }) => fault))];
  return states.length > 0 ? states : ['Nominal'];
}

/** The body of a trip's row is that of its start and faults while it is under way: `currentTrip` has its figures. */
export type Trip = {
  startedAt: number;
  stoppedAt?: number;
  startPosition?: EpisodePosition;
  stopPosition?: EpisodePosition;
  /** Seconds. */
  duration: number;
  /** km, to the metre. */
  distance: number;
  /** km. */
  startMileage?: number;
  startEnergies?: LiteEnergy[];
  endEnergies?: LiteEnergy[];
  energyConsumptions?: EnergyConsumption[];
  /** km/h. */
  kinetic?: { avgSpeed?: number; maxSpeed?: number };
  segments?: TripSegment[];
  done: boolean;
  faults: TripFault[];
};

export type Alert = {
  type: Told<'alerts'>['active'][number];
  active: boolean;
  startedAt: number;
  endAt?: number;
  startPosition?: EpisodePosition;
  endPosition?: EpisodePosition;
};

/** The kinds of entries in the words of the filter `type`. */
export const alarmTypes = ['vehicle.alarm.status', 'vehicle.alarm.trigger'] as const;

/** `startAt` is what the vehicle said, RFC 3339. `position` is the last known when it was triggered. */
export type Alarm =
  | { kind: 'status'; createdAt: number; activation: Told<'alarm.status'>['activation'] }
  | {
      kind: 'trigger';
      createdAt: number;
      type: Told<'alarm.trigger'>['type'];
      startAt: string;
      position?: EpisodePosition;
    };

export type Collision = Told<'collision'> & { createdAt: number; position?: EpisodePosition };

export type Stolen = {
  state: boolean;
  startedAt: number;
  endAt?: number;
  startPosition?: EpisodePosition;
  endPosition?: EpisodePosition;
};
