import type { ChangeState } from '../ingest/change-state.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { beginning, type Checkpoint, type Fold } from '../projections/fold.ts';
import { createRefold, type Refold } from '../projections/refold.ts';
import type { Database } from '../store/database.ts';
import { deleteOthers, saveEpisodes } from '../store/episodes/save-episodes.ts';
import {
  deleteCheckpoints,
  findCheckpoint,
  type Querying,
  saveCheckpoints,
} from '../store/history/checkpoints.ts';
import { readHistory } from '../store/history/history.ts';
import { findMark, type RepairMark, takeMark } from '../store/history/repairs.ts';
import type { Transaction } from '../store/writer.ts';

export type RepairDeps = { fold: Fold; database: Database; changeState: ChangeState };

/** Reports read at once. */
const pageSize = 2000;

/** The newest reports are left to the lane: those of a second that goes on may be replaced meanwhile. */
const leftToLane = 100;

type Begun = { from: Checkpoint; refold: Refold };

/**
 * Folds a vehicle's past anew from the newest checkpoint before the mark, and puts the result in the place of
 * what was there. The long part is read beside the lane, which goes on meanwhile; the rest and the writing
 * are done between two of its batches. Gives false where late reports came in the meantime: then nothing has
 * happened, and it has to be tried again. With `isPatient` false all of it is done in the lane.
 */
export async function repair(
  deps: RepairDeps,
  mark: RepairMark,
  { isPatient }: { isPatient: boolean },
): Promise<boolean> {
  const { vehicleId } = mark;
  const begun = isPatient ? await beginBeside(deps, mark) : undefined;
  let isDone = true;
  await deps.changeState(vehicleId, async (state, transaction) => {
    const newest = await findMark(transaction, vehicleId);
    if (!newest) return state;
    if (begun && newest.version !== mark.version) {
      isDone = false;
      return state;
    }
    const { from, refold } = begun ?? (await begin(deps.fold, transaction, newest));
    await foldRest(refold, transaction, vehicleId);
    await takeMark(transaction, vehicleId);
    return replace(state, transaction, { vehicleId, from, refold });
  });
  return isDone;
}

async function begin(fold: Fold, querying: Querying, { vehicleId, since }: RepairMark): Promise<Begun> {
  const from = ((await findCheckpoint(querying, vehicleId, since)) as Checkpoint | undefined) ?? beginning;
  return { from, refold: createRefold(fold, from, vehicleId) };
}

async function beginBeside({ fold, database }: RepairDeps, mark: RepairMark): Promise<Begun> {
  const querying: Querying = { query: (text, values) => database.pool.query(text, values) };
  const begun = await begin(fold, querying, mark);
  const { vehicleId } = mark;
  for (;;) {
    const page = await readHistory(querying, { vehicleId, ...begun.refold.place(), limit: pageSize });
    if (page.length < pageSize) return begun;
    begun.refold.add(page.slice(0, -leftToLane));
  }
}

async function foldRest(refold: Refold, querying: Querying, vehicleId: number): Promise<void> {
  for (;;) {
    const page = await readHistory(querying, { vehicleId, ...refold.place(), limit: pageSize });
    refold.add(page);
    if (page.length < pageSize) return;
  }
}

async function replace(
  state: VehicleState,
  transaction: Transaction,
  { vehicleId, from, refold }: Begun & { vehicleId: number },
): Promise<VehicleState> {
  const { states, changes, checkpoints } = refold.result();
  await deleteOthers(transaction, { vehicleId, after: from.at, kept: changes });
  await saveEpisodes(transaction, changes);
  await deleteCheckpoints(transaction, { vehicleId, after: from.at });
  await saveCheckpoints(
    transaction,
    checkpoints.map((checkpoint) => ({ ...checkpoint, vehicleId })),
  );
  return { ...state, projections: { ...state.projections, ...states, undo: undefined } };
}
