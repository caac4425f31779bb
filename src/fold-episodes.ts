import type { Apply, Batch, Save, VehicleWork } from './ingest/batch.ts';
import type { Checkpoint, Fold } from './projections/fold.ts';
import { type Folded, foldLive } from './projections/live.ts';
import { type EpisodeChange, saveEpisodes } from './store/episodes/save-episodes.ts';
import { saveCheckpoints } from './store/history/checkpoints.ts';
import { markForRepair } from './store/history/repairs.ts';
import { completeSteps, followFold } from './watch/follow.ts';

type Mark = { vehicleId: number; since: number };

/** Under which the stages hand on what is to be saved. */
const names = { episodes: 'episodes', checkpoints: 'episode checkpoints', marks: 'episode repairs' };

/** Folds the reports of each vehicle into its trips, alerts and the like, in order of time. */
export function foldEpisodes(fold: Fold): Apply {
  return {
    name: 'fold episodes',
    run({ vehicles, changes }) {
      for (const work of vehicles.values()) {
        if (work.reports.length > 0) noteFolded(foldVehicle(fold, work), work.vehicleId, changes);
      }
    },
  };
}

function foldVehicle(fold: Fold, work: VehicleWork): Folded {
  const { reports, state, watch } = work;
  const isTrickling = (source: string) => source in state.memory;
  const onFolded = watch && followFold(watch.steps);
  const folded = foldLive(fold, state.projections, { reports, isTrickling, onFolded });
  work.isInOrder = folded.isInOrder;
  if (folded.states !== state.projections)
    work.state = { ...state, projections: folded.states as typeof state.projections };
  if (watch) completeSteps(work, watch.steps);
  return folded;
}

function noteFolded(folded: Folded, vehicleId: number, changes: Batch['changes']): void {
  const note = (name: string, noted: readonly unknown[]) => {
    if (noted.length > 0) changes.set(name, [...(changes.get(name) ?? []), ...noted]);
  };
  note(names.episodes, folded.changes);
  note(
    names.checkpoints,
    folded.checkpoints.map((checkpoint) => ({ ...checkpoint, vehicleId })),
  );
  if (folded.lateSince !== undefined) note(names.marks, [{ vehicleId, since: folded.lateSince }]);
}

/** Saves the episodes that changed, and which vehicles have to be folded anew. */
export const saveFolded: Save = {
  name: 'save folded',
  async run({ changes }, transaction) {
    const episodes = changes.get(names.episodes) as EpisodeChange[] | undefined;
    const checkpoints = changes.get(names.checkpoints) as (Checkpoint & { vehicleId: number })[] | undefined;
    const marks = changes.get(names.marks) as Mark[] | undefined;
    if (episodes) await saveEpisodes(transaction, episodes);
    if (checkpoints) await saveCheckpoints(transaction, checkpoints);
    if (marks) await markForRepair(transaction, marks);
  },
};
