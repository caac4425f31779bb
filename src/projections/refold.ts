import type { Report } from '../model/report.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { Checkpoint, EpisodeStates, Fold } from './fold.ts';

/** A fold of a stretch of history, from a checkpoint on, page by page. */
export type Refold = {
  /** The last report folded, or the checkpoint: where the next page begins. */
  place(): { at: number; key: string };
  add(reports: readonly Report[]): void;
  /** All that the stretch comes to; every row of what began or ended in it, or lasts. */
  result(): { states: EpisodeStates; changes: EpisodeChange[]; checkpoints: Checkpoint[] };
};

export function createRefold(fold: Fold, from: Checkpoint, vehicleId: number): Refold {
  let states = from.states;
  let place = { at: from.at, key: from.key };
  const changes: EpisodeChange[] = [];
  const checkpoints: Checkpoint[] = [];
  return {
    place: () => place,
    add(reports) {
      for (const report of reports) {
        const stepped = fold.step(states, report);
        ({ states } = stepped);
        changes.push(...stepped.changes);
        if (stepped.checkpoint) checkpoints.push(stepped.checkpoint);
        place = { at: report.at, key: String(report.key) };
      }
    },
    result: () => ({
      states: fold.own(states),
      changes: lastOfEach([...changes, ...fold.lasting(states, vehicleId)]),
      checkpoints,
    }),
  };
}

function lastOfEach(changes: readonly EpisodeChange[]): EpisodeChange[] {
  const rowOf = ({ table, id, view }: EpisodeChange) => `${table} ${id} ${view === 'excerpt'}`;
  return [...new Map(changes.map((change) => [rowOf(change), change])).values()];
}
