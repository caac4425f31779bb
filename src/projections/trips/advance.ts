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
) {
  const { report, known, before } = moment;
  const { isMoving, stepKm } = motion;
  const { isSwept, ...kept } = open;
  const next: OpenTrip = {
    ...kept,
    isOn: tellsOn(moment) ?? open.isOn,
    isResting: isMoving === undefined ? open.isResting : !isMoving,
    movedAt: isMoving ? report.at : open.movedAt,
    start: fillStart(open.start, moment),
    pathKm: open.pathKm + stepKm,
    faults: lacking(open, moment, gapMs),
  };
  const speed = Math.abs(report.groups.kinetic?.speed ?? 0);
  if (speed > (open.maxSpeed ?? -1) && report.groups.kinetic?.speed !== undefined) next.maxSpeed = speed;
  const drivenKm = distanceKm(next, known) - distanceKm(open, before);
  const propulsion = drivenKm > 0 ? (propulsionOf(before) ?? propulsionOf(known)) : undefined;
  if (propulsion)
    next.propelled = { ...open.propelled, [propulsion]: (open.propelled?.[propulsion] ?? 0) + drivenKm };
  return isSame(open, next) ? open : next;
}

const compared = [
  'isOn',
  'isResting',
  'movedAt',
  'start',
  'pathKm',
  'maxSpeed',
  'propelled',
  'faults',
  'isSwept',
] as const;

function isSame(one: OpenTrip, other: OpenTrip): boolean {
  return compared.every((name) => one[name] === other[name]);
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
