import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';
import { trimOauth } from '../store/access/oauth-items.ts';
import type { Database } from '../store/database.ts';
import { trimEpisodes } from '../store/episodes/trim-episodes.ts';
import { trimFeed } from '../store/history/live-feed.ts';
import { eventsKeptMs } from '../store/monitors/monitor-events.ts';
import { trimMonitors } from '../store/monitors/trim-monitors.ts';
import { dailyTables, keepPartitions, vacuumClosedDays } from '../store/partitions.ts';
import { trimReads } from '../store/people/access-log.ts';
import { trimSessions } from '../store/people/account-sessions.ts';
import { trimAudit } from '../store/people/audit.ts';
import { trimChargeLimitEvents } from '../store/remote/charge-limits.ts';
import { trimRemotes } from '../store/remote/remote-schedule.ts';

const dayMs = 86_400_000;

type Options = {
  retentionDays: number;
  auditDays: number;
  deadLettersMax: number;
  liveKeepS: number;
  everyMs: number;
};

/**
 * What keeps the database in shape: partitions ahead, old history, old episodes, surplus dead letters and expired tokens out. Runs once
 * before it returns, then again and again; a failure is logged and tried at the next turn.
 */
export async function startUpkeep(
  options: Options,
  deps: { database: Database; clock: Clock; log: Log },
): Promise<{ stop(): Promise<void> }> {
  const { database, clock, log } = deps;
  const before = (days: number) => clock.now() - days * dayMs;
  // Each by itself: what takes too long for one table keeps no other from it, and no start.
  const trims: (() => Promise<unknown>)[] = [
    () => trimDeadLetters(database, options.deadLettersMax),
    () => trimEpisodes(database, before(options.retentionDays)),
    () => trimFeed(database, options.liveKeepS),
    () => trimOauth(database, clock.now()),
    () => trimSessions(database, clock.now()),
    () => trimAudit(database, before(options.auditDays)),
    () => trimReads(database, before(options.retentionDays)),
    () => trimMonitors(database, clock.now() - eventsKeptMs),
    () => trimChargeLimitEvents(database, clock.now() - eventsKeptMs),
    () => trimRemotes(database, { before: clock.now() - eventsKeptMs, now: clock.now() }),
  ];
  const turn = async () => {
    await keepPartitions(database.pool, {
      tables: dailyTables(options.retentionDays),
      now: clock.now(),
      log,
    });
    for (const trim of trims)
      await trim().catch((error) => log.error({ err: error }, 'a part of upkeep failed; it is tried again'));
  };
  await turn();
  const stopping = new AbortController();
  // Not before the start: it may take a while, and nobody waits for it.
  const turnAndVacuum = async () => {
    await turn();
    await vacuumClosedDays(database.pool, { now: clock.now() });
  };
  const running = repeat(turnAndVacuum, { everyMs: options.everyMs, signal: stopping.signal, log });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

type Repeat = { everyMs: number; signal: AbortSignal; log: Log };

async function repeat(turn: () => Promise<void>, { everyMs, signal, log }: Repeat): Promise<void> {
  await waitOr(everyMs, signal);
  while (!signal.aborted) {
    try {
      await turn();
    } catch (error) {
      log.error({ err: error }, 'upkeep failed; it is tried again');
    }
    await waitOr(everyMs, signal);
  }
}

/** Removes the oldest dead letters beyond the bound. */
async function trimDeadLetters({ pool }: Database, max: number): Promise<void> {
  await pool.query(
    'delete from dead_letters where id <= (select id from dead_letters order by id desc offset $1 limit 1)',
    [max],
  );
}
