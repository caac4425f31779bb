import type { Settings } from './config/settings.ts';
import { changeStateIn } from './ingest/change-state.ts';
import type { ArrivalQueue } from './ingest/queue.ts';
import type { StateCache } from './ingest/state-cache.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createFold, type Fold } from './projections/fold.ts';
import { startRepairs } from './repairs/repairs.ts';
import { startSweep } from './repairs/sweep.ts';
import type { Database } from './store/database.ts';
import type { Writer } from './store/writer.ts';

/** The episode projections as the settings want them. */
export function foldOf({ tripQuietS, tripSilenceS, tripGapS }: Settings): Fold {
  return createFold({
    quietMs: tripQuietS * 1000,
    silenceMs: tripSilenceS * 1000,
    gapMs: tripGapS * 1000,
  });
}

type Deps = {
  database: Database;
  cache: StateCache;
  lanes: readonly { writer: Writer; queue: ArrivalQueue }[];
  clock: Clock;
  log: Log;
};

/** The fold for the pipeline, and what works beside it once the lanes are running: repairs, and the sweep. */
export function createEpisodes(settings: Settings, { cache, lanes, ...deps }: Deps) {
  const fold = foldOf(settings);
  return {
    fold,
    async start() {
      const changeState = changeStateIn(lanes, cache);
      const repairs = await startRepairs({ fold, changeState, ...deps });
      const sweep = startSweep(settings.tripSilenceS * 1000, { changeState, ...deps });
      return {
        async stop() {
          await sweep.stop();
          await repairs.stop();
        },
      };
    },
  };
}
