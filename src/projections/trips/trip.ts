import type { EpisodePosition, Propulsion, TripFault } from '../../model/episodes.ts';
import type { Moment } from '../episode.ts';
import type { Known, KnownEnergy } from '../known.ts';
import type { Way } from './way.ts';

/** A place with the time at which the vehicle was seen there: degrees, degrees, epoch milliseconds. */
export type Place = readonly [longitude: number, latitude: number, at: number];

/** What is carried from report to report: the last place, and the trip under way if there is one. */
export type TripsState = {
  place?: Place;
  /** What was told last, where the vehicle cannot have come so far. */
  doubted?: Place;
  open?: OpenTrip;
  /** A trip went on after the odometer was told last: what it told is not where the next one begins. */
  isBehind?: true;
};

/** What was known when the trip began; what was told only later is filled in then. */
export type TripStart = {
  position?: EpisodePosition;
  mileage?: number;
  mileageShift?: number;
  fuel?: KnownEnergy;
  electric?: KnownEnergy;
  residual?: number;
  residualAt?: number;
};

/** What the figures of a trip's end need to know. */
export type KnownAtEnd = Pick<
  Known,
  'position' | 'mileage' | 'mileageShift' | 'fuel' | 'electric' | 'residual' | 'residualAt'
>;

export type OpenTrip = Way & {
  startedAt: number;
  /** Whether ignition or powertrain say that it is on; where none does, standing still ends the trip. */
  isOn: boolean;
  isResting: boolean;
  /** When it moved last. */
  movedAt: number;
  start: TripStart;
  /** What was known when it came to rest; of a vehicle that does not tell whether it is on, while it rests. */
  rest?: KnownAtEnd;
  /** km/h. */
  maxSpeed?: number;
  /** Distance by what propelled the vehicle, km. */
  propelled?: { [Name in Propulsion]?: number };
  faults: readonly TripFault[];
  /** Its row was closed because nothing was heard; the reports may yet say otherwise. */
  isSwept?: true;
};

/** What is known with the report that says that it rests. A position told later than it moved is left out. */
export function atRest({ known, before }: Moment, movedAt: number): KnownAtEnd {
  const { mileage, mileageShift, fuel, electric, residual, residualAt } = known;
  const isOf = (told: Known['position']) => told !== undefined && told.at <= movedAt;
  const position = [known.position, before.position].find(isOf);
  return {
    ...(position && { position }),
    ...(mileage !== undefined && { mileage }),
    ...(mileageShift !== undefined && { mileageShift }),
    ...(fuel && { fuel }),
    ...(electric && { electric }),
    ...(residual !== undefined && { residual, residualAt }),
  };
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
