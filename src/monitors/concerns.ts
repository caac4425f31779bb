import type { VehicleState } from '../model/vehicle-state.ts';
import { episodeStatesOf } from '../projections/current-trip.ts';
import type { Part, Rule } from './compile.ts';
import type { News } from './news.ts';
import type { RuleState } from './rule.ts';

/**
 * Whether a report may change anything for a rule. Most do not, and are done with here: little is compared,
 * nothing is made.
 */
export function concerns(rule: Rule, state: RuleState, news: News): boolean {
  const { reads } = rule;
  if (state.isFresh || (state.dueAt !== undefined && state.dueAt <= news.at)) return true;
  if (news.changes.length > 0 && (reads.changes || reads.alerts)) return true;
  if (news.before === news.after) return false;
  if (news.isHidingOther && rule.isModal) return true;
  return hasOtherEpisodes(rule, news) || isOther(rule, state, news);
}

function hasOtherEpisodes({ reads }: Rule, { before, after }: News): boolean {
  // Where a part is hidden, what is shown changes by itself.
  if (shownIn(before) !== shownIn(after)) return reads.alerts || reads.trip;
  if (reads.alerts && before.projections.alerts !== after.projections.alerts) return true;
  return reads.trip && hasTrip(before, after);
}

/** Whether one of the operands may be something else than at the last look, or has to be looked at earlier. */
function isOther({ parts, isModal }: Rule, state: RuleState, news: News): boolean {
  const isOpen = news.isOpen || !isModal;
  for (const part of parts) {
    if (!isAsked(part, news)) continue;
    if (!isOpen || !part.isSame?.(news, state, part)) return true;
  }
  return false;
}

/** That time goes on is told by every report. */
function isAsked({ isTimed, kinds }: Part, news: News): boolean {
  return isTimed || (kinds & news.kinds) !== 0;
}

const shownIn = (state: VehicleState) => episodeStatesOf(state).shown;

/** The figures of a trip under way grow with every report. */
function hasTrip(before: VehicleState, after: VehicleState): boolean {
  return (episodeStatesOf(after).trips?.open ?? episodeStatesOf(before).trips?.open) !== undefined;
}
