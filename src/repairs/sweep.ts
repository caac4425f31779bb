import type { ChangeState } from '../ingest/change-state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { unlessAborted, waitOr } from '../lib/wait.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { episodeStatesOf } from '../projections/current-trip.ts';
import { sweepTrips } from '../projections/sweep-trips.ts';
import type { Database } from '../store/database.ts';
import { saveEpisodes } from '../store/episodes/save-episodes.ts';
import { findSilentTrips } from '../store/episodes/silent-trips.ts';
import type { Transaction } from '../store/writer.ts';

type Deps = { database: Database; changeState: ChangeState; clock: Clock; log: Log };

/**
 * Closes the rows of trips of vehicles that have fallen silent: nothing they send would do it. The fold itself
 * knows no clock; a later report may show that the trip went on, and opens the row again.
 */
export function startSweep(silenceMs: number, deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  // A lane may wait for the database for as long as that is away: stopping does not.
  const changeState: ChangeState = (vehicleId, change) =>
    unlessAborted(deps.changeState(vehicleId, change), stopping.signal);
  const everyMs = Math.min(30_000, Math.max(500, silenceMs / 100));
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await sweep(silenceMs, { ...deps, changeState }).catch((error) => {
        if (!stopping.signal.aborted)
          deps.log.error({ err: error }, 'silent trips not closed; they are tried again');
      });
      await waitOr(everyMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function sweep(silenceMs: number, { database, changeState, clock }: Deps): Promise<void> {
  const before = clock.now() - silenceMs;
  for (const vehicleId of await findSilentTrips(database, before))
    await changeState(vehicleId, (state, transaction) => close(vehicleId, state, { before, transaction }));
}

async function close(
  vehicleId: number,
  state: VehicleState,
  { before, transaction }: { before: number; transaction: Transaction },
): Promise<VehicleState> {
  const states = episodeStatesOf(state);
  if (!states.order || heardAt(state, states.order.at) > before) return state;
  const [swept, changes] = sweepTrips(vehicleId, states);
  if (swept === states) return state;
  await saveEpisodes(transaction, changes);
  return { ...state, projections: swept as VehicleState['projections'] };
}

/** When anything came in last, or was measured last where that is later. */
function heardAt({ projections }: VehicleState, measuredAt: number): number {
  const received = Object.values(projections.status ?? {}).map(({ receivedAt }) => receivedAt);
  return Math.max(measuredAt, ...received);
}
