import type { Propulsion, TripFault } from '../../model/episodes.ts';
import type { Moment } from '../episode.ts';
import type { Known } from '../known.ts';
import { fillStart, tellsOn } from './begin.ts';
import { type Motion, wentUnseen } from './motion.ts';
import { causeOfSilence, distanceKm, type OpenTrip, withFault } from './trip.ts';

/** The trip with one more report; the same object where it says nothing of the trip. */
export function advance(
  open: OpenTrip,
  moment: Moment,
  { motion, gapMs }: { motion: Motion; gapMs: number },
): OpenTrip {
  const { report, known } = moment;
  const { isMoving, stepKm } = motion;
  const next: OpenTrip = {
    startedAt: open.startedAt,
    isOn: tellsOn(moment) ?? open.isOn,
    isResting: isMoving === undefined ? open.isResting : !isMoving,
    movedAt: isMoving ? report.at : open.movedAt,
    start: fillStart(open.start, moment),
    pathKm: stepKm > 0 ? toTheMillimetre(open.pathKm + stepKm) : open.pathKm,
    faults: lacking(open, moment, gapMs),
  };
  const maxSpeed = fastest(open.maxSpeed, report.groups.kinetic?.speed);
  if (maxSpeed !== undefined) next.maxSpeed = maxSpeed;
  const propelled = known.fuel && known.electric ? propelledIn(open, next, moment) : undefined;
  if (propelled) next.propelled = propelled;
  return isSame(open, next) ? open : next;
}

/** The state is written with every report: digits that say nothing are left out. */
const toTheMillimetre = (km: number) => Math.round(km * 1e6) / 1e6;

function isSame(one: OpenTrip, other: OpenTrip): boolean {
  const isSameMotion =
    one.isOn === other.isOn &&
    one.isResting === other.isResting &&
    one.movedAt === other.movedAt &&
    one.pathKm === other.pathKm &&
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
  if (isGap && (!open.isResting || wentUnseen(before, moment)))
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
