import type { TripFault } from '../../model/episodes.ts';
import type { Groups } from '../../model/groups.ts';
import type { Moment } from '../episode.ts';
import { type Known, placed } from '../known.ts';
import { type Motion, wentUnseen } from './motion.ts';
import { causeOfSilence, type OpenTrip, type TripStart } from './trip.ts';

/** Whether ignition, or where a vehicle has never told of it its powertrain, says that it is on. */
export function isOn({ ignition, powertrain }: Known): boolean {
  if (ignition !== undefined) return ignition !== 'Stop';
  return powertrain === 'Running' || powertrain === 'Starting' || powertrain === 'Stopping';
}

/** Whether this report says that the vehicle is on or off; undefined where it says neither. */
export function tellsOn({ report, known }: Moment): boolean | undefined {
  const { ignition, powertrain } = report.groups;
  const says = ignition ?? (known.ignition === undefined ? powertrain : undefined);
  return says && isOn(known);
}

/** The trip that begins with a report, if one does. */
export function begin(moment: Moment, motion: Motion, gapMs: number): OpenTrip | undefined {
  const { report, known } = moment;
  const on = tellsOn(moment);
  if (on === false || !(on || isSetOff(moment, motion))) return undefined;
  const faults = unstarted(moment, motion, gapMs);
  const isWhole = faults.length === 0;
  const { at, groups } = report;
  const speed = groups.kinetic?.speed;
  return {
    startedAt: at,
    isOn: isOn(known),
    isResting: motion.isMoving !== true,
    movedAt: at,
    start: startOf(moment, { isWhole, isTold: on === true }),
    pathKm: isWhole && !on ? motion.stepKm : 0,
    ...(speed === undefined ? {} : { maxSpeed: Math.abs(speed) }),
    faults,
  };
}

/** Of a vehicle that tells whether it is on, a new position alone is no trip: it may be on a ferry. */
function isSetOff({ known }: Moment, { isMoving, isDriving }: Motion): boolean {
  const tells = known.ignition !== undefined || known.powertrain !== undefined;
  return isMoving === true && (isDriving || !tells || isOn(known));
}

/**
 * The start is missing where the vehicle is seen moving after nothing was heard of it for a while. When it
 * says that it was just switched on, another place than before means that an earlier trip was missed.
 */
function unstarted(moment: Moment, { isMoving, isDriving }: Motion, gapMs: number): readonly TripFault[] {
  const { report, before, previousAt } = moment;
  const isSeenMoving = tellsOn(moment) ? isDriving : isMoving;
  const isSilent = previousAt === undefined || report.at - previousAt > gapMs;
  const tellsOff = before.ignition === 'Stop' && !report.groups.ignition;
  if (!isSeenMoving || !(isSilent || tellsOff) || wentUnseen(before, moment) === false) return [];
  return [{ fault: 'Unstarted', cause: causeOfSilence(before) }];
}

/** Set off without a word, it comes from where it was last; where its start was missed, only what follows counts. */
function startOf(moment: Moment, { isWhole, isTold }: { isWhole: boolean; isTold: boolean }): TripStart {
  if (!isWhole) return fillStart({}, moment);
  return isTold ? startFrom(moment.known) : fillStart(startFrom(moment.before), moment);
}

function startFrom(known: Known): TripStart {
  const { mileage, fuel, electric, residual } = known;
  return {
    ...placed('position', known),
    ...(mileage === undefined ? {} : { mileage }),
    ...(fuel ? { fuel } : {}),
    ...(electric ? { electric } : {}),
    ...(residual === undefined ? {} : { residual }),
  };
}

/** The start with what this report tells and it has not yet; the same object where that is nothing. */
export function fillStart(start: TripStart, { report: { groups }, known }: Moment): TripStart {
  let filled = start;
  if (groups.position && !start.position) filled = { ...filled, ...placed('position', known) };
  if (groups.odometer && start.mileage === undefined)
    filled = { ...filled, mileage: groups.odometer.mileage };
  return fillEnergies(filled, groups, known);
}

function fillEnergies(start: TripStart, groups: Groups, { fuel, electric, residual }: Known): TripStart {
  let filled = start;
  if (groups['energies.Fuel'] && !start.fuel && fuel) filled = { ...filled, fuel };
  if (groups['energies.Electric'] && !start.electric && electric) filled = { ...filled, electric };
  if (groups['energies.Electric.load'] && start.residual === undefined && residual !== undefined)
    filled = { ...filled, residual };
  return filled;
}
