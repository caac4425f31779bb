import type { VehicleWork } from '../ingest/batch.ts';
import type { Report } from '../model/report.ts';
import type { Status, VehicleState } from '../model/vehicle-state.ts';
import type { OnFolded } from '../projections/live.ts';
import type { PrivacyTimeline } from '../projections/privacy.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { StateStep } from './watch.ts';

const none: readonly EpisodeChange[] = [];

/** What a report did to everything but the episodes. */
export function stepOf(report: Report, before: VehicleState, after: VehicleState): StateStep {
  return { report, before, after, changes: none };
}

type Folded = { states: object; changes: readonly EpisodeChange[] };

/** Notes what each report does to the episodes; `finish` puts that into the steps, once the new state is there. */
export function followFold(work: VehicleWork): { onFolded: OnFolded; finish(): void } {
  const folded = new Map<Report, Folded>();
  return {
    onFolded: (report, states, changes) => void folded.set(report, { states, changes }),
    finish() {
      const { watch } = work;
      if (watch) watch.steps = withEpisodes(work, watch.steps, folded);
    },
  };
}

/**
 * The fold keeps whatever else is among the states it is given: what is not its own comes from the steps. Each
 * step begins with the state that the one before it ended with, so a state is put together once.
 */
function withEpisodes(
  { before: first, state: last }: VehicleWork,
  steps: readonly StateStep[],
  folded: ReadonlyMap<Report, Folded>,
): StateStep[] {
  let episodes: object = first.projections;
  let [bare, whole] = [first, first];
  return steps.map(({ report, before: bareBefore, after: bareAfter }, index) => {
    const before = bareBefore === bare ? whole : merged(episodes, bareBefore);
    const own = folded.get(report);
    if (own) episodes = own.states;
    const isLast = index === steps.length - 1 && episodes === last.projections;
    const isNothingNew = !own && bareBefore === bareAfter;
    const after = isNothingNew ? before : isLast ? last : merged(episodes, bareAfter);
    [bare, whole] = [bareAfter, after];
    return { report, before, after, changes: own?.changes ?? none };
  });
}

const untold: Status = {};
const unsaid: PrivacyTimeline = [];

function merged(episodes: object, { projections, memory }: VehicleState): VehicleState {
  const { status = untold, privacy = unsaid } = projections;
  return { projections: { ...episodes, status, privacy }, memory };
}
