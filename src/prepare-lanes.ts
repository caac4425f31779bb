import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Settings } from './config/settings.ts';
import { foldOf } from './episodes.ts';
import { changeStateIn, inLanes, writeBehindIn } from './ingest/change-state.ts';
import { type ArrivalQueue, createQueue } from './ingest/queue.ts';
import { createStateCache } from './ingest/state-cache.ts';
import { createReadKnownStates } from './known-states.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { createUndo } from './lib/undo.ts';
import type { Database } from './store/database.ts';
import { createWriter, type Writer } from './store/writer.ts';
import { prepareWatching } from './watching.ts';

type Deps = { clock: Clock; log: Log; undo: ReturnType<typeof createUndo> };

/** The lanes with their locks: from here on no other Roadwire writes what vehicles send. */
export async function prepareLanes(
  settings: Settings,
  { url, database }: { url: string; database: Database },
  { clock, log, undo }: Deps,
) {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const cache = createStateCache(settings.vehicleCacheMax);
  const lanes: { queue: ArrivalQueue; writer: Writer }[] = [];
  for (let lane = 0; lane < settings.lanes; lane += 1) {
    const writer = undo.later(createWriter({ url, lane, log, onLost: () => cache.clear() }));
    await writer.open();
    lanes.push({ writer, queue: createQueue(shareOf(settings)) });
  }
  const fold = foldOf(settings);
  const readStates = createReadKnownStates(fold);
  const states = { lanes, cache, read: readStates };
  const [changeState, writeBehind] = [changeStateIn(states), writeBehindIn(states)];
  const watching = prepareWatching({ database, cache, fold, clock, rulesMax: settings.vehicleCacheMax });
  return {
    metrics,
    cache,
    lanes,
    fold,
    readStates,
    changeState,
    writeBehind,
    watching,
    inLanes: inLanes(states),
  };
}

/** What one lane may hold of what may wait in all. */
function shareOf({ queueMax, queueBytesMax, lanes }: Settings) {
  return { messages: Math.ceil(queueMax / lanes), bytes: Math.ceil(queueBytesMax / lanes) };
}
