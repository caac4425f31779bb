import type { Settings } from './config/settings.ts';
import { changeStateIn, writeBehindIn } from './ingest/change-state.ts';
import type { ArrivalQueue } from './ingest/queue.ts';
import type { StateCache } from './ingest/state-cache.ts';
import { createReadKnownStates } from './known-states.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createFold, type Fold } from './projections/fold.ts';
import { startRepairs } from './repairs/repairs.ts';
import { startSweep } from './repairs/sweep.ts';
import { startWriteBehind } from './repairs/write-behind.ts';
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
  const readStates = createReadKnownStates(fold);
  const states = { lanes, cache, read: readStates };
  return {
    fold,
    readStates,
    async start() {
      const changeState = changeStateIn(states);
      const repairs = await startRepairs({ fold, changeState, ...deps });
      const sweep = startSweep(settings.tripSilenceS * 1000, { changeState, ...deps });
      const behind = startWriteBehind({ write: writeBehindIn(states), ...deps });
      return {
        async stop() {
          await behind.stop();
          await sweep.stop();
          await repairs.stop();
        },
      };
    },
  };
}
