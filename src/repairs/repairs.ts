import type { ChangeState } from '../ingest/change-state.ts';
import type { Log } from '../lib/log.ts';
import { unlessAborted, waitOr } from '../lib/wait.ts';
import {
  countMarks,
  deferMark,
  findDueMarks,
  type RepairMark,
  repairChannel,
} from '../store/history/repairs.ts';
import { keepListening } from '../store/keep-listening.ts';
import { type RepairDeps, repair } from './repair.ts';

const atOnce = 50;
/** A mark is due when nothing more has come for this long, or when it has waited for that long. */
const quietMs = 400;
const waitMs = 5_000;
const lookEveryMs = 30_000;
const afterFailureMs = 2_000;
/** After so many tries in which late reports kept coming, the lane waits until all is done. */
const patience = 3;

/**
 * Folds the past of vehicles anew whose reports came late, one vehicle after another; at most half of the
 * time, so that what comes in goes before. The marks are in the database: what was not done when it stopped
 * is done at the next start. Woken by a notice of the database, and looks now and then by itself.
 */
export function startRepairs(deps: RepairDeps & { log: Log }): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let waking = new AbortController();
  const wakeUp = () => waking.abort();
  const listening = keepListening({
    url: deps.database.url,
    name: 'roadwire listen',
    channel: repairChannel,
    what: 'late reports are noticed later than they could be',
    onNotice: wakeUp,
    onListening: wakeUp,
    log: deps.log,
  });
  // A lane may wait for the database for as long as that is away: stopping does not.
  const changeState: ChangeState = (vehicleId, change) =>
    unlessAborted(deps.changeState(vehicleId, change), stopping.signal);
  const failures = new Map<number, number>();
  const rest = (ms: number) => waitOr(ms, stopping.signal);
  const turn = async () => {
    waking = new AbortController();
    const marks = await findDueMarks(deps.database, { quietMs, waitMs, limit: atOnce });
    for (const mark of marks) {
      if (!stopping.signal.aborted)
        await repairOne({ ...deps, changeState }, mark, { failures, signal: stopping.signal });
    }
    if (marks.length > 0) return;
    if ((await countMarks(deps.database)) > 0) await rest(quietMs);
    else await waitOr(lookEveryMs, waking.signal, stopping.signal);
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await turn().catch(async (error) => {
        if (stopping.signal.aborted) return;
        deps.log.error({ err: error }, 'late reports not worked in; they are tried again');
        await rest(afterFailureMs);
      });
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

type Pace = { failures: Map<number, number>; signal: AbortSignal };

/** Repairs one vehicle and rests as long as that took. */
async function repairOne(
  deps: RepairDeps & { log: Log },
  mark: RepairMark,
  { failures, signal }: Pace,
): Promise<void> {
  const begun = performance.now();
  const { vehicleId } = mark;
  const failed = failures.get(vehicleId) ?? 0;
  try {
    const isDone = await repair(deps, mark, { isPatient: failed < patience });
    if (isDone) failures.delete(vehicleId);
    else failures.set(vehicleId, failed + 1);
  } catch (error) {
    if (signal.aborted) return;
    deps.log.error(
      { err: error, vehicleId },
      'late reports of a vehicle not worked in; tried again in a minute',
    );
    await deferMark(deps.database, mark);
  }
  await waitOr(performance.now() - begun, signal);
}

/** Repairs everything that is marked, where nothing else is running. */
export async function repairAll(deps: RepairDeps, onDone: (mark: RepairMark) => void): Promise<void> {
  for (;;) {
    const marks = await findDueMarks(deps.database, { quietMs: 0, waitMs: 0, limit: atOnce });
    if (marks.length === 0) return;
    for (const mark of marks) {
      await repair(deps, mark, { isPatient: true });
      onDone(mark);
    }
  }
}
