import { kilometresBetween } from '../../lib/sphere.ts';
import type { VehiclePosition } from '../../model/motion.ts';
import type { Report } from '../../model/report.ts';
import type { Moment } from '../episode.ts';
import { drivenKm, jumpKmh } from '../mileage.ts';
import { driftKmh, movingKmh, placeKm, standingKm, unseenKm } from './rules.ts';
import type { Place, TripsState } from './trip.ts';
import { tellsMileage } from './way.ts';

/** What a report says of the movement of the vehicle. */
export type Motion = {
  /** Absent where it says nothing of it. */
  isMoving: boolean | undefined;
  /** By its wheels, not by its position only: a vehicle on a ferry changes its position too. */
  isDriving: boolean;
  place: Place | undefined;
  /** A place to which the vehicle cannot have come so fast, until the next one. */
  doubted: Place | undefined;
  /** Way from the last place, km. */
  stepKm: number;
};

/** Compares a report with the place where the vehicle was last and with what was known of it. */
export function motionOf(state: TripsState, moment: Moment, gapMs: number): Motion {
  const told = toldMotion(moment.report);
  const step = stepFrom(state, moment.report, told === false);
  const driven = told ?? drivenMotion(moment, gapMs);
  const isMoving = driven ? true : (told ?? step.isMoving ?? driven);
  const { place, doubted, stepKm } = step;
  return { isMoving, isDriving: driven === true, place, doubted, stepKm };
}

function toldMotion({ groups }: Report): boolean | undefined {
  if (!groups.kinetic) return undefined;
  const { speed, moving } = groups.kinetic;
  if (speed !== undefined && Math.abs(speed) > movingKmh) return true;
  return moving ?? (speed === undefined ? undefined : false);
}

/** Whether the odometer has advanced just now. */
function drivenMotion(moment: Moment, gapMs: number): boolean | undefined {
  const { report, before, known, previousAt } = moment;
  if (previousAt === undefined || report.at - previousAt > gapMs || !tellsMileage(moment)) return undefined;
  const km = drivenKm(before, known);
  return km === undefined ? undefined : km > 0;
}

type Step = Pick<Motion, 'isMoving' | 'place' | 'doubted' | 'stepKm'>;

/**
 * The step from the last place, or, where that is out of reach, from the doubted one: two that agree are
 * right. A place that is out of reach of both is doubted.
 */
function stepFrom({ place, doubted }: TripsState, { groups, at }: Report, saysItStands: boolean): Step {
  const { position } = groups;
  if (!position) return { isMoving: undefined, place, doubted, stepKm: 0 };
  const here: Place = [position.longitude, position.latitude, at];
  if (!place) return { isMoving: undefined, place: here, doubted: undefined, stepKm: 0 };
  const leastKm = saysItStands ? standingKm : placeKm;
  return (
    stepBetween(place, here, leastKm) ??
    (doubted && stepBetween(doubted, here, leastKm)) ?? {
      isMoving: undefined,
      place,
      doubted: here,
      stepKm: 0,
    }
  );
}

/** Undefined where the way is too long for the time. */
function stepBetween(from: Place, to: Place, leastKm: number): Step | undefined {
  const km = kilometresBetween(pointOf(from), pointOf(to));
  if (km < leastKm) return { isMoving: false, place: from, doubted: undefined, stepKm: 0 };
  const kmh = (km * 3_600_000) / Math.max(1, to[2] - from[2]);
  if (kmh > jumpKmh) return undefined;
  return { isMoving: kmh >= driftKmh, place: to, doubted: undefined, stepKm: km };
}

const pointOf = ([longitude, latitude]: Place) => ({ longitude, latitude });

/**
 * Whether the vehicle went a way between what was known and what is known now. Undefined where neither
 * odometer nor positions of both times are there to tell.
 */
export function wentUnseen(moment: Moment): boolean | undefined {
  const { before, known, report } = moment;
  const { position } = report.groups;
  const km = tellsMileage(moment) ? drivenKm(before, known) : undefined;
  if (km !== undefined) return km > unseenKm;
  if (position && before.position) return isFar(position, before.position.value);
  return undefined;
}

const isFar = (one: VehiclePosition, other: VehiclePosition) => kilometresBetween(one, other) > unseenKm;
