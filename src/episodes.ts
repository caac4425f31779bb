import type { Settings } from './config/settings.ts';
import type { ChangeState } from './ingest/change-state.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createFold, type Fold } from './projections/fold.ts';
import { startRepairs } from './repairs/repairs.ts';
import { startSweep } from './repairs/sweep.ts';
import type { Database } from './store/database.ts';

/** The episode projections as the settings want them. */
export function foldOf({ tripQuietS, tripSilenceS, tripGapS }: Settings): Fold {
  return createFold({
    quietMs: tripQuietS * 1000,
    silenceMs: tripSilenceS * 1000,
    gapMs: tripGapS * 1000,
  });
}

type Deps = { fold: Fold; changeState: ChangeState; database: Database; clock: Clock; log: Log };

/** What works on episodes beside the lanes once they are running: repairs, and the sweep. */
export function startEpisodes({ tripSilenceS }: Settings, deps: Deps): { stop(): Promise<void> } {
  const repairs = startRepairs(deps);
  const sweep = startSweep(tripSilenceS * 1000, deps);
  return {
    async stop() {
      await sweep.stop();
      await repairs.stop();
    },
  };
}
