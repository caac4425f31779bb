import { kilometresBetween } from '../../lib/sphere.ts';
import type { VehiclePosition } from '../../model/motion.ts';
import type { Report } from '../../model/report.ts';
import type { Moment } from '../episode.ts';
import type { Known } from '../known.ts';
import { driftKmh, jumpKmh, movingKmh, placeKm, standingKm, unseenKm } from './rules.ts';
import type { Place } from './trip.ts';

/** What a report says of the movement of the vehicle. */
export type Motion = {
  /** Absent where it says nothing of it. */
  isMoving: boolean | undefined;
  /** By its wheels, not by its position only: a vehicle on a ferry changes its position too. */
  isDriving: boolean;
  place: Place | undefined;
  /** Way from the last place, km. */
  stepKm: number;
};

/** Compares a report with the place where the vehicle was last and with what was known of it. */
export function motionOf(place: Place | undefined, moment: Moment, gapMs: number): Motion {
  const told = toldMotion(moment.report);
  const step = stepFrom(place, moment.report, told === false);
  const driven = told ?? drivenMotion(moment, gapMs);
  const isMoving = driven ? true : (told ?? step.isMoving ?? driven);
  return { isMoving, isDriving: driven === true, place: step.place, stepKm: step.stepKm };
}

function toldMotion({ groups }: Report): boolean | undefined {
  if (!groups.kinetic) return undefined;
  const { speed, moving } = groups.kinetic;
  if (speed !== undefined && Math.abs(speed) > movingKmh) return true;
  return moving ?? (speed === undefined ? undefined : false);
}

/** Whether the odometer has advanced just now. */
function drivenMotion({ report, before, previousAt }: Moment, gapMs: number): boolean | undefined {
  const mileage = report.groups.odometer?.mileage;
  if (mileage === undefined || before.mileage === undefined || previousAt === undefined) return undefined;
  if (report.at - previousAt > gapMs) return undefined;
  return mileage > before.mileage;
}

type Step = { isMoving: boolean | undefined; place: Place | undefined; stepKm: number };

function stepFrom(place: Place | undefined, { groups, at }: Report, saysItStands: boolean): Step {
  const { position } = groups;
  if (!position) return { isMoving: undefined, place, stepKm: 0 };
  const km = place ? kilometresBetween(pointOf(place), position) : 0;
  if (place && km < (saysItStands ? standingKm : placeKm)) return { isMoving: false, place, stepKm: 0 };
  const here: Place = [position.longitude, position.latitude, at];
  if (!place) return { isMoving: undefined, place: here, stepKm: 0 };
  const kmh = (km * 3_600_000) / Math.max(1, at - place[2]);
  if (kmh > jumpKmh) return { isMoving: undefined, place: here, stepKm: 0 };
  return { isMoving: kmh >= driftKmh, place: here, stepKm: km };
}

const pointOf = ([longitude, latitude]: Place) => ({ longitude, latitude });

/**
 * Whether the vehicle went a way between what was known and what is known now. Undefined where neither
 * odometer nor positions of both times are there to tell.
 */
export function wentUnseen(before: Known, { report }: Moment): boolean | undefined {
  const { odometer, position } = report.groups;
  if (odometer && before.mileage !== undefined) return odometer.mileage - before.mileage > unseenKm;
  if (position && before.position) return isFar(position, before.position.value);
  return undefined;
}

const isFar = (one: VehiclePosition, other: VehiclePosition) => kilometresBetween(one, other) > unseenKm;
