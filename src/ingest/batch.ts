import type { DeadLetter, ReadMessage, Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Transaction } from '../store/writer.ts';
import type { Watch } from '../watch/watch.ts';
import type { Arrival } from './arrival.ts';

/** A row of the history: a report, with the privacy mode of its time and one bit for each group that it tells. */
export type HistoryRow = { report: Report; privacy: string; kinds: number };

/** What a batch does to one vehicle. */
export type VehicleWork = {
  vehicleId: number;
  /** As committed before the batch. */
  before: VehicleState;
  /** As it will be. */
  state: VehicleState;
  /** How many reports `before` holds that its row lacks, and `state` once the batch is saved. */
  unwritten: number;
  arrivals: Arrival[];
  /** What was read of the arrivals, without what was taken before. */
  messages: ReadMessage[];
  reports: Report[];
  /** Whether each report came after everything that was there: then the state can be made again from the history. */
  isInOrder: boolean;
  /** Set where monitors watch the vehicle. */
  watch?: Watch;
};

/** The work of one transaction, filled in by the stages one after another. */
export type Batch = {
  vehicles: Map<number, VehicleWork>;
  /** Keys of the messages that are new. */
  seen: { vehicleId: number; key: bigint; receivedAt: number }[];
  history: HistoryRow[];
  deadLetters: DeadLetter[];
  /** What projections want saved besides their states, by projection. */
  changes: Map<string, unknown[]>;
  /** Callbacks with something new to be told. */
  queued: number[];
  /** Applications that are told of a user's vehicle. */
  told: { userId: number; clientId: string; vehicleId: number }[];
  /** Messages and reports that were there already. */
  duplicates: number;
};

/** A step before the transaction: it may read the database. */
export type Prepare = { name: string; run(batch: Batch): Promise<void> | void };

/** A pure step. */
export type Apply = { name: string; run(batch: Batch): void };

/** A step inside the transaction. */
export type Save = { name: string; run(batch: Batch, transaction: Transaction): Promise<void> };

/** What happens to a batch, in order. */
export type Stages = { prepare: readonly Prepare[]; apply: readonly Apply[]; save: readonly Save[] };

/** An empty batch over some arrivals, grouped by vehicle; the states are still to be loaded. */
export function batchOf(arrivals: readonly Arrival[], initial: VehicleState): Batch {
  const vehicles = new Map<number, VehicleWork>();
  for (const arrival of arrivals) {
    const { vehicleId } = arrival.message;
    let work = vehicles.get(vehicleId);
    if (!work) {
      work = emptyWork(vehicleId, initial);
      vehicles.set(vehicleId, work);
    }
    work.arrivals.push(arrival);
  }
  const lists = { seen: [], history: [], deadLetters: [], queued: [], told: [] };
  return { vehicles, ...lists, changes: new Map(), duplicates: 0 };
}

/** Nothing yet of a vehicle; its state is still to be loaded. */
export function emptyWork(vehicleId: number, initial: VehicleState): VehicleWork {
  const lists = { arrivals: [], messages: [], reports: [] };
  return { vehicleId, before: initial, state: initial, unwritten: 0, isInOrder: false, ...lists };
}
