import type pg from 'pg';
import type { Log } from '../../lib/log.ts';
import { waitOr } from '../../lib/wait.ts';
import { keepListening } from '../keep-listening.ts';

/** Told by the database when the secret of a vehicle is changed or withdrawn; the payload is the vehicle's number. */
const channel = 'roadwire_credentials';
/** A vehicle may be coming in with the old secret at this moment: it is looked at once more after this time. */
const againMs = 400;

type Deps = {
  url: string;
  /** Vehicles that are connected. */
  onTheLine(): readonly number[];
  /** Called with vehicles whose credentials may not be what they came in with. */
  look(vehicleIds: readonly number[]): Promise<void>;
  log: Log;
};

/**
 * Watches for secrets of vehicles that are good no more. Where the database was away, and may have told something
 * meanwhile, everybody on the line is looked at.
 */
export function watchCredentials(deps: Deps): { stop(): Promise<void> } {
  const { url, log } = deps;
  const stopping = new AbortController();

  async function look(vehicleIds: readonly number[]): Promise<void> {
    if (vehicleIds.length === 0) return;
    await deps.look(vehicleIds);
    await waitOr(againMs, stopping.signal);
    if (!stopping.signal.aborted) await deps.look(vehicleIds);
  }

  let client: pg.Client | undefined;
  const begin = (vehicleIds: readonly number[]) =>
    void look(vehicleIds).catch(async (error) => {
      log.warn({ err: error }, 'a changed secret was not looked at; all are, in a moment');
      await client?.end();
    });
  const listening = keepListening({
    url,
    name: 'roadwire credentials',
    channel,
    what: 'changed secrets are not noticed',
    onNotice: (payload) => begin([Number(payload)]),
    onListening(connected) {
      client = connected;
      begin(deps.onTheLine());
    },
    log,
  });
  return {
    async stop() {
      stopping.abort();
      await listening.stop();
    },
  };
}
