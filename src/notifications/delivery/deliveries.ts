import { setMaxListeners } from 'node:events';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { countAllWaiting } from '../../store/notifications/deliveries.ts';
import { holdDeliveryLock } from '../../store/notifications/delivery-lock.ts';
import { dropDevices } from '../../store/notifications/drop-devices.ts';
import { openPool } from '../../store/pool.ts';
import type { Channels } from '../channels/channel.ts';
import type { Count, Standing } from './metrics.ts';
import { createReader } from './reader.ts';
import { createRecorder } from './recorder.ts';
import { beginSession, type Session } from './session.ts';
import { createSlots } from './slots/slots.ts';
import { takeTurn } from './turn.ts';

export type Deliveries = {
  /** Something was queued and has committed; for these callbacks, or it is looked for. */
  wake(callbackIds?: readonly number[]): void;
  standing(): Promise<Standing>;
  stop(): Promise<void>;
};

type Options = {
  url: string;
  channels: Channels;
  /** Targets that are talked to at once; those that are slow or dead have twice as many places beside these. */
  targetsMax: number;
  count: Count;
  clock: Clock;
  log: Log;
};

/** At the end, what is under way has so long. */
const graceMs = 5_000;
const complainEveryMs = 10_000;

/**
 * Delivers what waits in the table of notifications. Of several Roadwires on a database one does. For each callback the
 * oldest goes first and nothing overtakes; callbacks do not wait for each other.
 */
export function startDeliveries({ url, channels, targetsMax, count, clock, log }: Options): Deliveries {
  const pool = openDeliveryPool(url, log);
  const reader = createReader(pool);
  const recorder = createRecorder({ pool, log });
  const slots = createSlots({ quick: targetsMax, slow: 2 * targetsMax });
  const cutting = new AbortController();
  setMaxListeners(0, cutting.signal);
  const turnDeps = {
    cut: cutting.signal,
    reader,
    recorder,
    channels,
    dropDevices: (callbackId: number, devices: readonly string[]) => dropDevices(pool, callbackId, devices),
    count,
    clock,
    log,
  };
  const sessions = createSessions(() =>
    beginSession({
      pool,
      reader,
      slots,
      clock,
      count,
      takeTurn: (at) => takeTurn(turnDeps, at),
      complain: complainTo(log),
    }),
  );
  const lock = holdDeliveryLock({
    url,
    onHeld: sessions.begin,
    onLost: sessions.end,
    onNotice(what, callbackId) {
      if (what === 'changed') sessions.current()?.change(callbackId);
      else sessions.current()?.wake([callbackId]);
    },
    log,
  });
  return {
    wake: (callbackIds) => sessions.current()?.wake(callbackIds),
    async standing() {
      const now = clock.now();
      const oldestS = Math.max(0, (now - (sessions.current()?.oldestAt() ?? now)) / 1000);
      return { waiting: await countAllWaiting(pool), oldestS, open: slots.taken() };
    },
    async stop() {
      const grace = setTimeout(() => {
        cutting.abort();
        recorder.hurry();
      }, graceMs);
      await sessions.end();
      clearTimeout(grace);
      await lock.stop();
      await Promise.all(Object.values(channels).map((channel) => channel.stop()));
      await pool.end();
    },
  };
}

/** One session after the other: what was under way in the last one comes to its end first. */
function createSessions(make: () => Session) {
  let current: Session | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  let isWanted = false;
  return {
    current: () => current,
    begin() {
      isWanted = true;
      void ended.then(() => {
        if (isWanted) current ??= make();
      });
    },
    async end(): Promise<void> {
      isWanted = false;
      const last = current;
      current = undefined;
      if (last) ended = Promise.all([ended, last.end()]);
      await ended;
    },
  };
}

/** Without the database everything fails at once: that is told now and then. */
function complainTo(log: Log): (error: unknown) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - lastAt < complainEveryMs) return;
    lastAt = performance.now();
    log.error({ err: error }, 'deliveries broke off; they are tried again');
  };
}

/** An outcome that is lost with the machine is delivered once more: nobody waits for the disk. */
const settings = { plan_cache_mode: 'force_generic_plan', synchronous_commit: 'off' };

function openDeliveryPool(url: string, log: Log) {
  return openPool({
    url,
    size: 4,
    name: 'roadwire deliveries',
    settings,
    onIdleBroke: (error) => log.warn({ err: error }, 'an idle connection of the deliveries broke'),
  });
}
