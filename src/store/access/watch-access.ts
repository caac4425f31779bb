import type pg from 'pg';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { keepListening } from '../keep-listening.ts';

/** When something changed last that decides who may see what. */
export type AccessChanges = {
  /**
   * Epoch milliseconds. Everything that had been committed a second before is in it. Undefined where that is not
   * known: then nothing that was read before may be relied on.
   */
  lastAt(): number | undefined | Promise<number | undefined>;
  stop(): Promise<void>;
};

const channel = 'roadwire_access';

/** For so long after asking, nothing else needs to be asked. */
const sureMs = 1000;

/** Notices of what was committed before a query come before its answer: that is how it is made sure of. */
export function watchAccess(deps: { url: string; clock: Clock; log: Log }): AccessChanges {
  const { clock, log } = deps;
  let client: pg.Client | undefined;
  let changedAt = clock.now();
  let sureAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<number | undefined> | undefined;

  const listening = keepListening({
    ...deps,
    name: 'roadwire access',
    channel,
    what: 'changes of access are not noticed',
    onNotice() {
      changedAt = clock.now();
    },
    onListening(connected) {
      client = connected;
      changedAt = clock.now();
      sureAt = Number.NEGATIVE_INFINITY;
    },
    onLost() {
      client = undefined;
    },
  });

  async function ask(asked: pg.Client): Promise<number | undefined> {
    const begun = clock.now();
    try {
      await asked.query('select');
      if (client !== asked) return undefined;
      sureAt = begun;
      return changedAt;
    } catch (error) {
      log.debug({ err: error }, 'not known whether access has changed');
      return undefined;
    } finally {
      asking = undefined;
    }
  }

  return {
    lastAt() {
      if (!client) return undefined;
      const since = clock.now() - sureAt;
      if (since >= 0 && since < sureMs) return changedAt;
      asking ??= ask(client);
      return asking;
    },
    stop: listening.stop,
  };
}
