import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';
import type { Message } from '../model/report.ts';
import type { Database } from '../store/database.ts';
import { keepListening } from '../store/keep-listening.ts';
import { retryChannel } from '../store/registry/dead-letters.ts';

type Deps = {
  database: Database;
  /** Reads a message without any effect. */
  read(message: Message): { deadLetters: { reason: string }[] };
  accept(message: Message, settle: (error?: Error) => void): void;
  clock: Clock;
  log: Log;
};

const atOnce = 100;
const lookEveryMs = 30_000;

/**
 * Drives dead letters that somebody asked to retry through the whole way again: what can be read now takes
 * effect, what cannot stays, with the newest reason. Woken by `notify`, and looks by itself now and then.
 */
export function startDeadLetterRetries(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let wake = new AbortController();
  const wakeUp = () => wake.abort();
  const listening = keepListening({
    url: deps.database.url,
    name: 'roadwire listen',
    channel: retryChannel,
    what: 'that dead letters are to be retried is noticed late',
    onNotice: wakeUp,
    onListening: wakeUp,
    log: deps.log,
  });
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const count = await retrySome(deps).catch((error) => {
        deps.log.error({ err: error }, 'dead letters not retried; they are tried again');
        return 0;
      });
      if (count === 0) await waitOr(lookEveryMs, wake.signal, stopping.signal);
      wake = new AbortController();
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      await listening.stop();
    },
  };
}

async function retrySome(deps: Deps): Promise<number> {
  const letters = await deps.database.query
    .selectFrom('dead_letters')
    .select(['id', 'vehicle_id as vehicleId', 'channel', 'payload'])
    .where('retry_asked_at', 'is not', null)
    .orderBy('id')
    .limit(atOnce)
    .execute();
  await Promise.all(letters.map((letter) => retry(letter, deps)));
  return letters.length;
}

type Letter = { id: number; vehicleId: number; channel: string; payload: Buffer };

async function retry({ id, ...letter }: Letter, { database, read, accept, clock }: Deps): Promise<void> {
  const message = { ...letter, receivedAt: clock.now() };
  const reason = read(message).deadLetters[0]?.reason;
  if (reason !== undefined) {
    const kept = { retry_asked_at: null, reason: reason.slice(0, 500) };
    await database.query.updateTable('dead_letters').set(kept).where('id', '=', id).execute();
    return;
  }
  await new Promise<void>((resolve, reject) => {
    accept(message, (error) => (error ? reject(error) : resolve()));
  });
  // Only now that the message has committed; a crash before this drives it through once more.
  await database.query.deleteFrom('dead_letters').where('id', '=', id).execute();
}
