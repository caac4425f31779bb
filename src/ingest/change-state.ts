import { emptyState, type VehicleState } from '../model/vehicle-state.ts';
import type { Transaction, Writer } from '../store/writer.ts';
import { type Batch, batchOf, emptyWork } from './batch.ts';
import { loadStates } from './load-states.ts';
import type { ArrivalQueue } from './queue.ts';
import { writeStates } from './save-states.ts';
import { type CachedState, keepStates, type StateCache } from './state-cache.ts';

/** What a state becomes, and what is written with it: the same state where nothing is. */
export type Change = (state: VehicleState, transaction: Transaction) => Promise<VehicleState>;

/** Changes the state of a vehicle in a transaction of its own, between two batches of its lane. */
export type ChangeState = (vehicleId: number, change: Change) => Promise<void>;

type Save = (batch: Batch, transaction: Transaction) => Promise<void>;

/** Does something with some vehicles, lane by lane: in a transaction for each, between two of its batches. */
export type InLanes = (vehicleIds: readonly number[], save: Save) => Promise<void>;

/** Writes the states of some vehicles that lack reports in their rows, between two batches of their lanes. */
export type WriteBehind = (vehicleIds: readonly number[]) => Promise<void>;

/** Without a queue there are no batches to wait for. */
type Lane = { writer: Writer; queue?: ArrivalQueue };

type Deps = {
  lanes: readonly Lane[];
  cache: StateCache;
  read(writer: Writer, vehicleIds: readonly number[]): Promise<Map<number, CachedState>>;
};

export function changeStateIn(deps: Deps): ChangeState {
  const { lanes } = deps;
  return (vehicleId, change) =>
    between(lanes[vehicleId % lanes.length] as Lane, (writer) =>
      commitChanged({ ...deps, writer }, [vehicleId], async ({ vehicles }, transaction) => {
        const changed = [...vehicles.values()];
        for (const work of changed) work.state = await change(work.state, transaction);
        await writeStates(
          transaction,
          changed.filter(({ before, state }) => before !== state),
        );
      }),
    );
}

export function inLanes(deps: Deps): InLanes {
  const { lanes } = deps;
  return async (vehicleIds, save) => {
    const working = lanes.map((lane, index) => {
      const own = vehicleIds.filter((vehicleId) => vehicleId % lanes.length === index);
      if (own.length === 0) return undefined;
      return between(lane, (writer) => commitChanged({ ...deps, writer }, own, save));
    });
    await Promise.all(working);
  };
}

export function writeBehindIn(deps: Deps): WriteBehind {
  const inAll = inLanes(deps);
  return (vehicleIds) =>
    inAll(vehicleIds, ({ vehicles }, transaction) =>
      writeStates(
        transaction,
        [...vehicles.values()].filter(({ unwritten }) => unwritten > 0),
      ),
    );
}

function between({ writer, queue }: Lane, work: (writer: Writer) => Promise<void>): Promise<void> {
  if (!queue) return work(writer);
  return new Promise((resolve, reject) => queue.pushWork(() => work(writer).then(resolve, reject)));
}

async function commitChanged(
  { writer, cache, read }: Omit<Deps, 'lanes'> & { writer: Writer },
  vehicleIds: readonly number[],
  save: Save,
): Promise<void> {
  const batch = batchOf([], emptyState);
  for (const vehicleId of vehicleIds) batch.vehicles.set(vehicleId, emptyWork(vehicleId, emptyState));
  try {
    await loadStates(cache, (missing) => read(writer, missing)).run(batch);
    await writer.transaction((transaction) => save(batch, transaction));
    keepStates(cache, batch);
  } catch (error) {
    // A commit whose answer was lost may have happened all the same: then what is cached is older than it.
    cache.clear();
    throw error;
  }
}
