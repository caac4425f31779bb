import type { Propulsion, TripFault } from '../../model/episodes.ts';
import type { Moment } from '../episode.ts';
import type { Known } from '../known.ts';
import { fillStart, tellsOn } from './begin.ts';
import { type Motion, wentUnseen } from './motion.ts';
import { atRest, causeOfSilence, type OpenTrip, withFault } from './trip.ts';
import { distanceKm, isSameWay, lengthened } from './way.ts';

/** The trip with one more report; the same object where it says nothing of the trip. */
export function advance(
  open: OpenTrip,
  moment: Moment,
  { motion, gapMs }: { motion: Motion; gapMs: number },
): OpenTrip {
  const { report, known } = moment;
  const start = fillStart(open.start, moment);
  const next: OpenTrip = {
    startedAt: open.startedAt,
    isOn: tellsOn(moment) ?? open.isOn,
    ...restOrNot(open, moment, motion),
    start,
    ...lengthened(open, moment, { stepKm: motion.stepKm, start }),
    faults: lacking(open, moment, gapMs),
  };
  if (next.isResting && !next.isOn) next.rest = open.rest ?? atRest(moment, next.movedAt);
  const maxSpeed = fastest(open.maxSpeed, report.groups.kinetic?.speed);
  if (maxSpeed !== undefined) next.maxSpeed = maxSpeed;
  const propelled = known.fuel && known.electric ? propelledIn(open, next, moment) : undefined;
  if (propelled) next.propelled = propelled;
  return isSame(open, next) ? open : next;
}

/** Where the first report that says it stands tells of another place, it went on until then. */
function restOrNot(
  { isResting, movedAt }: OpenTrip,
  { report }: Moment,
  { isMoving, stepKm }: Motion,
): Pick<OpenTrip, 'isResting' | 'movedAt'> {
  const hasMoved = isMoving || (stepKm > 0 && !isResting);
  return {
    isResting: isMoving === undefined ? isResting : !isMoving,
    movedAt: hasMoved ? report.at : movedAt,
  };
}

function isSame(one: OpenTrip, other: OpenTrip): boolean {
  const isSameMotion =
    one.isOn === other.isOn &&
    one.isResting === other.isResting &&
    one.movedAt === other.movedAt &&
    one.rest === other.rest &&
    isSameWay(one, other) &&
    one.maxSpeed === other.maxSpeed &&
    one.propelled === other.propelled;
  return (
    isSameMotion && one.start === other.start && one.faults === other.faults && one.isSwept === other.isSwept
  );
}

function fastest(until: number | undefined, speed: number | undefined): number | undefined {
  return speed === undefined ? until : Math.max(until ?? 0, Math.abs(speed));
}

/** The way since the last report added to what it was driven by. */
function propelledIn(open: OpenTrip, next: OpenTrip, { known, before }: Moment): OpenTrip['propelled'] {
  const drivenKm = distanceKm(next, known) - distanceKm(open, before);
  const propulsion = drivenKm > 0 ? (propulsionOf(before) ?? propulsionOf(known)) : undefined;
  if (!propulsion) return open.propelled;
  return { ...open.propelled, [propulsion]: (open.propelled?.[propulsion] ?? 0) + drivenKm };
}

/** The faults with those of a gap before this report, and of data that the driver hides. */
function lacking(open: OpenTrip, moment: Moment, gapMs: number): readonly TripFault[] {
  const { report, known, before, previousAt } = moment;
  const isGap = previousAt !== undefined && report.at - previousAt > gapMs;
  let { faults } = open;
  if (isGap && (!open.isResting || wentUnseen(moment)))
    faults = withFault(faults, { fault: 'DataLacking', cause: causeOfSilence(before) });
  if (known.privacy === 'Full') faults = withFault(faults, { fault: 'DataLacking', cause: 'FullPrivacy' });
  if (known.privacy === 'Geolocation')
    faults = withFault(faults, { fault: 'DataLacking', cause: 'GeoPrivacy' });
  return faults;
}

const electricModes: readonly unknown[] = ['ZEV', 'ZEVEco'];

/** What drives a vehicle that has both kinds of energy; undefined of others, and where nothing tells. */
function propulsionOf({ fuel, electric, mode, thermicTurns, electricTurns }: Known): Propulsion | undefined {
  if (!fuel || !electric) return undefined;
  if (thermicTurns) return electricTurns ? 'Hybrid' : 'Thermal';
  if (electricTurns || electricModes.includes(mode)) return 'Electric';
  return undefined;
}
