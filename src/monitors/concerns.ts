import type { VehicleState } from '../model/vehicle-state.ts';
import { episodeStatesOf } from '../projections/current-trip.ts';
import type { Rule } from './compile.ts';
import type { Moment, RuleState } from './rule.ts';
import { modeOf } from './view.ts';

/**
 * Whether a report may change anything for a rule. Most do not, and are done with here: identities are
 * compared, nothing is made.
 */
export function concerns(rule: Rule, state: RuleState, moment: Moment): boolean {
  const { at, before, after, changes } = moment;
  if (state.isFresh || (state.dueAt !== undefined && state.dueAt <= at)) return true;
  if (changes.length > 0 && (rule.reads.changes || rule.reads.alerts)) return true;
  if (before === after) return false;
  return isOther(rule, before, after) || isUseOther(rule, state, moment);
}

function isOther({ groups, reads, isModal }: Rule, before: VehicleState, after: VehicleState): boolean {
  const [one, other] = [before.projections.status, after.projections.status];
  if (one !== other) for (const name of groups) if (one?.[name] !== other?.[name]) return true;
  if (reads.alerts && before.projections.alerts !== after.projections.alerts) return true;
  if (reads.trip && hasTrip(before, after)) return true;
  return isModal && modeOf(before) !== modeOf(after);
}

/** The figures of a trip under way grow with every report. */
function hasTrip(before: VehicleState, after: VehicleState): boolean {
  return (episodeStatesOf(after).trips?.open ?? episodeStatesOf(before).trips?.open) !== undefined;
}

/** Whether the vehicle may have begun or ceased to be in use, or is heard again after a silence. */
function isUseOther({ reads }: Rule, { memory }: RuleState, { before, after }: Moment): boolean {
  if (!reads.isTimed) return false;
  return memory !== undefined || before.projections.trips !== after.projections.trips;
}
