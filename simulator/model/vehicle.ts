import { type AlertType, activeAlerts, type Mishap } from './body/alerts.ts';
import type { Unbelted } from './body/belts.ts';
import type { Trigger } from './body/break-ins.ts';
import type { Collision } from './body/collisions.ts';
import type { Chances } from './body/incidents.ts';
import type { Service } from './body/maintenance.ts';
import type { Theft } from './body/theft.ts';
import type { Car } from './cars.ts';
import type { Halt } from './drive/driving.ts';
import type { Waypoint } from './drive/route.ts';
import type { Supply } from './energy/charging.ts';
import type { Stores } from './energy/energy.ts';
import type { Mode } from './energy/hybrid.ts';
import type { Range } from './random.ts';
import type { Told } from './remote/told.ts';
import type { Place } from './world/sphere.ts';

/** A way being driven. */
export type Trip = {
  /** Waypoints not yet passed. */
  readonly ahead: readonly Waypoint[];
  readonly halt: Halt;
  readonly pace: number;
  readonly metres: number;
  /** The passenger door is not quite shut for so long. */
  readonly ajarSeconds: number;
};

/** The states of a vehicle that end after a time of their own. */
export type Pause =
  | 'Asleep'
  | 'Parked'
  | 'Boarding'
  | 'Seated'
  | 'Starting'
  | 'Halting'
  | 'Alighting'
  | 'Stranded';

export type Phase =
  | { readonly name: Pause; readonly secondsLeft: number }
  | { readonly name: 'Driving'; readonly trip: Trip };

export type Privacy = 'None' | 'Geolocation' | 'Full';

export const doors = ['Driver', 'Passenger', 'RearLeft', 'RearRight', 'Trunk'] as const;
export type Door = (typeof doors)[number];

/** What somebody wants of the driver. */
export type Wish = {
  /** Where the next trip leads. */
  readonly to?: Place | undefined;
  /** How long it is to stand after this trip, at least. */
  readonly standSeconds?: number | undefined;
  /** On every trip. */
  readonly privacy?: Privacy | undefined;
};

/** Habits that the operator of the simulation may choose. */
export type Habits = {
  /** How long a vehicle stands between two trips. */
  readonly parkedSeconds: Range;
  /** How long it stays connected after it was parked; Infinity: it never sleeps. */
  readonly awakeSeconds: number;
  /** Length of a trip, one way. */
  readonly tripKm: Range;
  /** Share of the trips on which the driver wants some privacy, 0 to 1. */
  readonly privateTripShare: number;
  readonly chances: Chances;
};

/** The whole state of one vehicle at one moment. Every step makes a new one. */
export type Vehicle = {
  readonly car: Car;
  readonly habits: Habits;
  readonly home: Place;
  readonly isHome: boolean;
  /** The way from home to where the vehicle is, or was last. */
  readonly way: readonly Waypoint[];
  readonly phase: Phase;
  /** Seconds asleep that will follow the present parking. */
  readonly standSeconds: number;
  readonly place: Place;
  readonly headingDegrees: number;
  readonly speedMps: number;
  readonly accelerationMps2: number;
  readonly odometerKm: number;
  readonly stores: Stores;
  readonly supply: Supply;
  readonly mode: Mode;
  /** It is the combustion engine that drives it. */
  readonly burns: boolean;
  readonly coolantCelsius: number;
  readonly outsideCelsius: number;
  readonly isDay: boolean;
  readonly mishaps: readonly Mishap[];
  readonly privacy: Privacy;
  readonly hasPassenger: boolean;
  readonly unbelted: Unbelted;
  readonly service: Service;
  readonly eCall: 'NotDetected' | 'Detected';
  /** The last of each. */
  readonly trigger?: Trigger | undefined;
  readonly collision?: Collision | undefined;
  readonly theft?: Theft | undefined;
  readonly told: Told;
  /** Doors that were left open; shut when it sets off. */
  readonly opened?: readonly Door[] | undefined;
  readonly wish?: Wish | undefined;
};

export function isDriving(vehicle: Vehicle): boolean {
  return vehicle.phase.name === 'Driving';
}

/** Asleep is the only state in which a vehicle takes no commands. */
export function isAwake(vehicle: Vehicle): boolean {
  return vehicle.phase.name !== 'Asleep';
}

export function isAjar({ phase }: Vehicle): boolean {
  return phase.name === 'Driving' && phase.trip.ajarSeconds > 0;
}

/** Alert types lit now, in the Web API's words. */
export function alertsOf(vehicle: Vehicle): AlertType[] {
  return activeAlerts({ ...vehicle, isAjar: isAjar(vehicle) });
}
