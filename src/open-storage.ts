import { startAccessLog } from './account/access-log.ts';
import { startSilence } from './account/erasure/silence.ts';
import { createHub } from './api/live/hub.ts';
import type { Settings } from './config/settings.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { createUndo } from './lib/undo.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { openPostgres } from './store/open-postgres.ts';
import { startUpkeep } from './upkeep/upkeep.ts';

type Deps = { clock: Clock; log: Log; undo: ReturnType<typeof createUndo> };

const upkeepEveryMs = 10 * 60_000;

/** The database, and what works beside everything else on it. */
export async function openStorage(settings: Settings, { clock, log, undo }: Deps) {
  const { url } = undo.later(await openPostgres(settings, log));
  await migrate(url, log);
  const database = undo.later(openDatabase({ url, size: settings.databasePool, log }));
  undo.later(await startUpkeep({ ...settings, everyMs: upkeepEveryMs }, { database, clock, log }));
  const hub = undo.later(createHub({ url, log }));
  const silence = undo.later(await startSilence({ database, log }));
  const accessLog = undo.later(startAccessLog({ database, clock, log }));
  return { url, database, hub, silence, accessLog };
}
