import type { VehicleWork } from '../ingest/batch.ts';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { OnFolded } from '../projections/live.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';
import type { StateStep } from './watch.ts';

const none: readonly EpisodeChange[] = [];

/** What a report did to everything but the episodes. */
export function stepOf(report: Report, before: VehicleState, after: VehicleState): StateStep {
  return { report, before, after, changes: none };
}

type Folded = { states: object; changes: readonly EpisodeChange[] };

/** Notes what each report does to the episodes; `finish` puts that into the steps of the vehicle. */
export function followFold(work: VehicleWork): { onFolded: OnFolded; finish(): void } {
  const folded = new Map<Report, Folded>();
  return {
    onFolded: (report, states, changes) => void folded.set(report, { states, changes }),
    finish() {
      const { watch } = work;
      if (watch) watch.steps = withEpisodes(work.before, watch.steps, folded);
    },
  };
}

/** The fold keeps whatever else is among the states it is given: what is not its own comes from the steps. */
function withEpisodes(
  { projections }: VehicleState,
  steps: readonly StateStep[],
  folded: ReadonlyMap<Report, Folded>,
): StateStep[] {
  let episodes: object = projections;
  return steps.map((step) => {
    const before = merged(episodes, step.before);
    const own = folded.get(step.report);
    if (!own)
      return { ...step, before, after: step.before === step.after ? before : merged(episodes, step.after) };
    episodes = own.states;
    return { ...step, before, after: merged(episodes, step.after), changes: own.changes };
  });
}

function merged(episodes: object, { projections, memory }: VehicleState): VehicleState {
  const { status, privacy } = projections;
  const own = { ...(status ? { status } : {}), ...(privacy ? { privacy } : {}) };
  return { projections: { ...episodes, ...own }, memory };
}
