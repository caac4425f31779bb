import type { EpisodePosition, Propulsion, TripFault } from '../../model/episodes.ts';
import type { Known, KnownEnergy } from '../known.ts';

/** A place with the time at which the vehicle was seen there: degrees, degrees, epoch milliseconds. */
export type Place = readonly [longitude: number, latitude: number, at: number];

/** What is carried from report to report: the last place, and the trip under way if there is one. */
export type TripsState = { place?: Place; open?: OpenTrip };

/** What was known when the trip began; what was told only later is filled in then. */
export type TripStart = {
  position?: EpisodePosition;
  mileage?: number;
  fuel?: KnownEnergy;
  electric?: KnownEnergy;
  residual?: number;
};

export type OpenTrip = {
  startedAt: number;
  /** Whether ignition or powertrain say that it is on; where none does, standing still ends the trip. */
  isOn: boolean;
  isResting: boolean;
  /** When it moved last. */
  movedAt: number;
  start: TripStart;
  /** Sum of the ways from place to place, km. */
  pathKm: number;
  /** km/h. */
  maxSpeed?: number;
  /** Distance by what propelled the vehicle, km. */
  propelled?: { [Name in Propulsion]?: number };
  faults: readonly TripFault[];
  /** Its row was closed because nothing was heard; the reports may yet say otherwise. */
  isSwept?: true;
};

/** Distance until now, km: by the odometer where it has advanced, else by the positions. */
export function distanceKm({ start, pathKm }: OpenTrip, { mileage }: Known): number {
  const driven = start.mileage === undefined || mileage === undefined ? 0 : mileage - start.mileage;
  return driven > 0 ? driven : pathKm;
}

/** The faults with one more, unless it is among them. */
export function withFault(faults: readonly TripFault[], added: TripFault): readonly TripFault[] {
  const isThere = faults.some(({ fault, cause }) => fault === added.fault && cause === added.cause);
  return isThere ? faults : [...faults, added];
}

/** Why nothing was heard: a driver who hides everything stops the reports, else the connection did. */
export function causeOfSilence({ privacy }: Known): TripFault['cause'] {
  return privacy === 'Full' ? 'FullPrivacy' : 'Connection';
}
