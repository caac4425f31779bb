import type { TripFault } from '../../model/episodes.ts';
import type { Groups } from '../../model/groups.ts';
import type { Moment } from '../episode.ts';
import { type Known, type KnownEnergy, placed } from '../known.ts';
import { type Motion, wentUnseen } from './motion.ts';
import { causeOfSilence, type OpenTrip, type TripStart } from './trip.ts';
import { hasLeapt, lengthened, tellsMileage } from './way.ts';

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
export function begin(
  moment: Moment,
  { motion, gapMs, isBehind }: { motion: Motion; gapMs: number; isBehind: boolean },
): OpenTrip | undefined {
  const { report, known } = moment;
  const on = tellsOn(moment);
  if (on === false || !(on || isSetOff(moment, motion))) return undefined;
  const faults = unstarted(moment, motion, gapMs);
  const isWhole = faults.length === 0;
  const { at, groups } = report;
  const speed = groups.kinetic?.speed;
  const pathKm = isWhole && !on ? motion.stepKm : 0;
  const start = startOf(moment, { isWhole, isTold: on === true, isBehind });
  return {
    startedAt: at,
    isOn: isOn(known),
    isResting: motion.isMoving !== true,
    movedAt: at,
    start,
    ...lengthened({ pathKm, start: isBehind ? {} : start }, moment, { stepKm: 0, start }),
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
  const { report, before, previousAt, isAfterHidden } = moment;
  const isSeenMoving = tellsOn(moment) ? isDriving : isMoving;
  const isSilent = isAfterHidden || previousAt === undefined || report.at - previousAt > gapMs;
  const tellsOff = before.ignition === 'Stop' && !report.groups.ignition;
  if (!isSeenMoving || !(isSilent || tellsOff) || wentUnseen(moment) === false) return [];
  return [{ fault: 'Unstarted', cause: isAfterHidden ? 'FullPrivacy' : causeOfSilence(before) }];
}

/** Set off without a word, it comes from where it was last; where its start was missed, only what follows counts. */
function startOf(moment: Moment, { isWhole, isTold, isBehind }: Beginning): TripStart {
  if (!isWhole) return fillStart({}, moment);
  return fillStart(startFrom(isTold ? moment.known : moment.before, isBehind), moment);
}

type Beginning = { isWhole: boolean; isTold: boolean; isBehind: boolean };

function startFrom(known: Known, isBehind: boolean): TripStart {
  const { fuel, electric, residual, residualAt } = known;
  return {
    ...placed('position', known),
    ...(isBehind ? {} : mileageOf(known)),
    ...(fuel ? { fuel } : {}),
    ...(electric ? { electric } : {}),
    ...(residual === undefined ? {} : { residual, residualAt }),
  };
}

function mileageOf({ mileage, mileageShift }: Known): Pick<TripStart, 'mileage' | 'mileageShift'> {
  if (mileage === undefined) return {};
  return mileageShift === undefined ? { mileage } : { mileage, mileageShift };
}

/** The start with what this report tells and it has not yet; the same object where that is nothing. */
export function fillStart(start: TripStart, moment: Moment): TripStart {
  const { groups } = moment.report;
  const { known } = moment;
  let filled = leaptStart(start, moment);
  if (groups.position && !start.position) filled = { ...filled, ...placed('position', known) };
  if (start.mileage === undefined && tellsMileage(moment)) filled = { ...filled, ...mileageOf(known) };
  return fillEnergies(filled, groups, known);
}

/** Where the odometer leapt before anything was driven by it, the mileage at the start was the wrong one. */
function leaptStart(start: TripStart, moment: Moment): TripStart {
  const { before, known } = moment;
  if (!hasLeapt(moment) || !before.doubted || start.mileage !== before.mileage) return start;
  const [mileage] = before.doubted;
  return { ...start, mileage, mileageShift: known.mileageShift ?? 0 };
}

function fillEnergies(start: TripStart, groups: Groups, known: Known): TripStart {
  const { fuel, electric, residual, residualAt } = known;
  let filled = start;
  if (groups['energies.Fuel'] && fuel) filled = fillFuel(filled, fuel);
  if (groups['energies.Electric'] && !start.electric && electric) filled = { ...filled, electric };
  if (groups['energies.Electric.load'] && start.residual === undefined && residual !== undefined)
    filled = { ...filled, residual, residualAt };
  return filled;
}

/** Level and total may be told apart. */
function fillFuel(start: TripStart, fuel: KnownEnergy): TripStart {
  if (!start.fuel) return { ...start, fuel };
  const { total, totalAt } = fuel;
  if (start.fuel.total !== undefined || total === undefined) return start;
  return { ...start, fuel: { ...start.fuel, total, totalAt } };
}
