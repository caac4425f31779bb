import { emptyState, type VehicleState } from '../model/vehicle-state.ts';
import { readStates } from '../store/states.ts';
import type { Transaction, Writer } from '../store/writer.ts';
import { batchOf, emptyWork } from './batch.ts';
import { loadStates } from './load-states.ts';
import type { ArrivalQueue } from './queue.ts';
import { saveStates } from './save-states.ts';
import type { StateCache } from './state-cache.ts';

/** What a state becomes, and what is written with it: the same state where nothing is. */
export type Change = (state: VehicleState, transaction: Transaction) => Promise<VehicleState>;

/** Changes the state of a vehicle in a transaction of its own, between two batches of its lane. */
export type ChangeState = (vehicleId: number, change: Change) => Promise<void>;

type Lane = { writer: Writer; queue?: ArrivalQueue };

/** Without a queue there are no batches to wait for. */
export function changeStateIn(lanes: readonly Lane[], cache: StateCache): ChangeState {
  return (vehicleId, change) => {
    const { writer, queue } = lanes[vehicleId % lanes.length] as Lane;
    const work = () => commitChange({ writer, cache }, vehicleId, change);
    if (!queue) return work();
    return new Promise((resolve, reject) => queue.pushWork(() => work().then(resolve, reject)));
  };
}

async function commitChange(
  { writer, cache }: { writer: Writer; cache: StateCache },
  vehicleId: number,
  change: Change,
): Promise<void> {
  const batch = batchOf([], emptyState);
  const work = emptyWork(vehicleId, emptyState);
  batch.vehicles.set(vehicleId, work);
  try {
    await loadStates(cache, (vehicleIds) => readStates(writer, vehicleIds)).run(batch);
    await writer.transaction(async (transaction) => {
      work.state = await change(work.state, transaction);
      await saveStates.run(batch, transaction);
    });
    cache.set(vehicleId, { state: work.state, texts: work.texts });
  } catch (error) {
    // A commit whose answer was lost may have happened all the same: then what is cached is older than it.
    cache.clear();
    throw error;
  }
}
