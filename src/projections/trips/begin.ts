import type { TripFault } from '../../model/episodes.ts';
import type { Moment } from '../episode.ts';
import type { Known } from '../known.ts';
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
    start: isWhole ? startFrom(known) : fillStart({}, moment),
    pathKm: isWhole ? motion.stepKm : 0,
    ...(speed === undefined ? {} : { maxSpeed: Math.abs(speed) }),
    faults,
  };
}

/** Of a vehicle that tells whether it is on, a new position alone is no trip: it may be on a ferry. */
function isSetOff({ known }: Moment, { isMoving, isDriving }: Motion): boolean {
  const tells = known.ignition !== undefined || known.powertrain !== undefined;
  return isMoving === true && (isDriving || !tells || isOn(known));
}

/** The start is missing where the vehicle is seen moving after nothing was heard of it for a while. */
function unstarted(moment: Moment, { isMoving }: Motion, gapMs: number): readonly TripFault[] {
  const { report, before, previousAt } = moment;
  const isSilent = previousAt === undefined || report.at - previousAt > gapMs;
  const tellsOff = before.ignition === 'Stop' && !report.groups.ignition;
  if (!isMoving || !(isSilent || tellsOff) || wentUnseen(before, moment) === false) return [];
  return [{ fault: 'Unstarted', cause: causeOfSilence(before) }];
}

function startFrom({ position, mileage, fuel, electric, residual }: Known): TripStart {
  return {
    ...(position ? { position } : {}),
    ...(mileage === undefined ? {} : { mileage }),
    ...(fuel ? { fuel } : {}),
    ...(electric ? { electric } : {}),
    ...(residual === undefined ? {} : { residual }),
  };
}

/** The start with what this report tells and it has not yet; the same object where that is nothing. */
export function fillStart(start: TripStart, { report, known }: Moment): TripStart {
  const { groups } = report;
  const told: TripStart = startFrom({
    ...(groups.position && !start.position && known.position ? { position: known.position } : {}),
    ...(groups.odometer && start.mileage === undefined ? { mileage: groups.odometer.mileage } : {}),
    ...(groups['energies.Fuel'] && !start.fuel && known.fuel ? { fuel: known.fuel } : {}),
    ...(groups['energies.Electric'] && !start.electric && known.electric ? { electric: known.electric } : {}),
    ...(groups['energies.Electric.load'] && start.residual === undefined && known.residual !== undefined
      ? { residual: known.residual }
      : {}),
  });
  return Object.keys(told).length > 0 ? { ...start, ...told } : start;
}
