import type { Report } from '../model/report.ts';
import type { Transaction } from '../store/writer.ts';

/**
 * Something derived from reports and kept. `step` is pure and sees every report of a vehicle once, in order
 * of time as far as they come so; a late one may be older than what the state knows.
 */
export type Projection<State, Change> = {
  name: string;
  initial: State;
  /** The next state (the same object when nothing changed) and what is to be saved besides. */
  step(state: State, report: Report): readonly [State, readonly Change[]];
  /** Saves the changes of a batch, in its transaction. The states themselves are saved for every projection. */
  save(transaction: Transaction, changes: readonly Change[]): Promise<void>;
};

export const noChanges: readonly never[] = [];
