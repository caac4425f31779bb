import type { Status, VehicleState } from '../model/vehicle-state.ts';
import { episodeStatesOf } from '../projections/current-trip.ts';
import type { PrivacyTimeline } from '../projections/privacy.ts';
import type { Rule } from './compile.ts';
import type { Moment, RuleState } from './rule.ts';
import type { Operand } from './triggers/operand.ts';
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
  return isOther(rule, state, moment) || isUseOther(rule, state, moment);
}

function isOther(rule: Rule, state: RuleState, { before, after }: Moment): boolean {
  const { reads, isModal } = rule;
  if (before.projections.status !== after.projections.status && isToldOther(rule, state, { before, after }))
    return true;
  if (reads.alerts && before.projections.alerts !== after.projections.alerts) return true;
  if (reads.trip && hasTrip(before, after)) return true;
  return isModal && modeOf(before) !== modeOf(after);
}

const nothing: Status = {};

type Change = Pick<Moment, 'before' | 'after'>;

function isToldOther({ operands }: Rule, { memory }: RuleState, { before, after }: Change): boolean {
  const [one, other] = [before.projections.status ?? nothing, after.projections.status ?? nothing];
  const isOpen = isHidingNothing(before) && isHidingNothing(after);
  return operands.some((operand, index) => {
    if (!isToldAnew(operand, one, other)) return false;
    return !isOpen || !operand.isSame?.(one, other, memory?.[index]);
  });
}

function isToldAnew({ groups }: Operand, one: Status, other: Status): boolean {
  for (const name of groups) if (one[name] !== other[name]) return true;
  return false;
}

/** Whether the driver has hidden nothing for as long as is known. */
function isHidingNothing({ projections: { privacy } }: VehicleState): boolean {
  return privacy === undefined || (privacy as PrivacyTimeline).every(({ mode }) => mode === 'None');
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
