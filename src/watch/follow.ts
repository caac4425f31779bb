import type { VehicleWork } from '../ingest/batch.ts';
import type { Report } from '../model/report.ts';
import type { Status, VehicleState } from '../model/vehicle-state.ts';
import type { EpisodeStates } from '../projections/fold.ts';
import type { OnFolded } from '../projections/live.ts';
import type { PrivacyTimeline } from '../projections/privacy.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { StateStep } from './watch.ts';

const none: readonly EpisodeChange[] = [];

type Done = { kinds: number; before: VehicleState; after: VehicleState };

/** What a report did to everything but the episodes. */
export function stepOf(report: Report, { kinds, before, after }: Done): StateStep {
  return { report, kinds, before, after, folded: undefined, changes: none };
}

/** Notes in the steps what each report does to the episodes. */
export function followFold(steps: readonly StateStep[]): OnFolded {
  let next = 0;
  return (report, states, changes) => {
    // Nearly always they are folded in the order in which they took effect.
    let step = steps[next];
    if (step?.report !== report) step = steps.find((one) => one.report === report);
    next += 1;
    if (!step) return;
    step.folded = states;
    step.changes = changes;
  };
}

/**
 * Completes the steps, once the new state is there: each begins with the state that the one before it ended
 * with. The fold keeps whatever else is among the states it is given: what is not its own comes from the steps.
 */
export function completeSteps({ state: last }: VehicleWork, steps: readonly StateStep[]): void {
  let whole = steps[0]?.before ?? last;
  let episodes: EpisodeStates = whole.projections;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as StateStep;
    const isNothingNew = !step.folded && step.before === step.after;
    step.before = whole;
    episodes = step.folded ?? episodes;
    const isWhole = index === steps.length - 1 && episodes === last.projections;
    if (!isNothingNew) whole = isWhole ? last : completed(ownOf(step, { episodes, last }), step.after);
    step.after = whole;
  }
}

/** States that nobody else keeps: those that came of the report, unless they are in the new state as well. */
function ownOf(
  { folded }: StateStep,
  { episodes, last }: { episodes: EpisodeStates; last: VehicleState },
): EpisodeStates {
  return folded && folded !== last.projections ? folded : { ...episodes };
}

const untold: Status = {};
const unsaid: PrivacyTimeline = [];

/** The whole after a report, made of its own copy of the states. */
function completed(states: EpisodeStates, { projections, memory }: VehicleState): VehicleState {
  states.status = projections.status ?? untold;
  states.privacy = projections.privacy ?? unsaid;
  return { projections: states as VehicleState['projections'], memory };
}
