import type { Moment } from '../episode.ts';
import { drivenKm, type KnownMileage } from '../mileage.ts';
import type { TripStart } from './trip.ts';

/** The way of a trip, km: by its positions, and which part of that the odometer does not tell. */
export type Way = {
  /** Sum of the ways from place to place. */
  pathKm: number;
  /** Of that, what lies before the odometer was told first, and around its leaps. */
  apartKm?: number;
  /** Length of the path when the odometer was told last, and when it told what is doubted. */
  toldKm?: number;
  doubtKm?: number;
};

/** Whether a report tells a mileage that is believed. */
export function tellsMileage({ report: { groups, at }, known }: Moment): boolean {
  return groups.odometer !== undefined && known.mileageAt === at;
}

/**
 * Distance until now, km: where the odometer has advanced by that, and by the positions where it told nothing
 * or leapt; else by the positions alone.
 */
export function distanceKm({ start, ...way }: Way & { start: TripStart }, known: KnownMileage): number {
  const { pathKm, apartKm = 0 } = way;
  const driven = drivenKm(start, known) ?? 0;
  return driven > 0 ? apartKm + driven + sinceToldKm(way) : pathKm;
}

/** The way since the odometer was told last, by the positions, km. */
export function sinceToldKm({ pathKm, toldKm = 0 }: Way): number {
  return pathKm - toldKm;
}

/** The way with one more report; `start` is the trip's with that report. */
export function lengthened(
  open: Way & { start: TripStart },
  moment: Moment,
  { stepKm, start }: { stepKm: number; start: TripStart },
): Way {
  const pathKm = stepKm > 0 ? toTheMillimetre(open.pathKm + stepKm) : open.pathKm;
  const way: Way = { pathKm };
  const apartKm = apart(open, moment, { pathKm, start });
  if (apartKm) way.apartKm = apartKm;
  if (tellsMileage(moment)) way.toldKm = pathKm;
  else {
    if (open.toldKm !== undefined) way.toldKm = open.toldKm;
    const isDoubted = moment.known.doubted !== undefined && moment.known.doubted[1] === moment.report.at;
    const doubtKm = isDoubted ? pathKm : open.doubtKm;
    if (doubtKm !== undefined) way.doubtKm = doubtKm;
  }
  return way;
}

function apart(
  open: Way & { start: TripStart },
  moment: Moment,
  { pathKm, start }: { pathKm: number; start: TripStart },
): number | undefined {
  if (open.start.mileage === undefined) return start.mileage === undefined ? undefined : pathKm;
  if (!hasLeapt(moment)) return open.apartKm;
  return toTheMillimetre((open.apartKm ?? 0) + (open.doubtKm ?? 0) - (open.toldKm ?? 0));
}

/** Whether the odometer is seen to have leapt: what was doubted is believed with this report. */
export function hasLeapt({ before, known }: Moment): boolean {
  return before.mileageShift !== known.mileageShift;
}

/** The state is written with every report: digits that say nothing are left out. */
const toTheMillimetre = (km: number) => Math.round(km * 1e6) / 1e6;

export function isSameWay(one: Way, other: Way): boolean {
  return (
    one.pathKm === other.pathKm &&
    one.apartKm === other.apartKm &&
    one.toldKm === other.toldKm &&
    one.doubtKm === other.doubtKm
  );
}
