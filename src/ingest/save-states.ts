import { emptyState } from '../model/vehicle-state.ts';
import { insertStates, markBehind, unmarkBehind, updateStates } from '../store/history/states.ts';
import type { Transaction } from '../store/writer.ts';
import type { Save, VehicleWork } from './batch.ts';

/**
 * A state is far larger than what a report changes in it. So it is written only after this many reports;
 * until then what it lacks is in the history, and loading it steps that again.
 */
const unwrittenMax = 64;

/** Writes states that are due or cannot be made again from the history; notes the others that changed. */
export const saveStates: Save = {
  name: 'save states',
  async run({ vehicles }, transaction) {
    const changed = [...vehicles.values()].filter(({ before, state }) => before !== state);
    const due = changed.filter(isDue);
    const left = changed.filter((work) => !isDue(work));
    await writeStates(transaction, due);
    const fresh = left.filter(({ unwritten }) => unwritten === 0);
    if (fresh.length > 0) await markBehind(transaction, idsOf(fresh));
    for (const work of left) work.unwritten += work.reports.length;
  },
};

function isDue({ before, state, isInOrder, unwritten, reports }: VehicleWork): boolean {
  if (before === emptyState || !isInOrder || before.memory !== state.memory) return true;
  return unwritten + reports.length >= unwrittenMax;
}

/** Writes states as a whole, whatever they lack in their rows. */
export async function writeStates(transaction: Transaction, works: readonly VehicleWork[]): Promise<void> {
  const known = works.filter(({ before }) => before !== emptyState);
  const fresh = works.filter(({ before }) => before === emptyState);
  const behind = known.filter(({ unwritten }) => unwritten > 0);
  if (known.length > 0) await updateStates(transaction, known);
  if (fresh.length > 0) await insertStates(transaction, fresh);
  if (behind.length > 0) await unmarkBehind(transaction, idsOf(behind));
  for (const work of works) work.unwritten = 0;
}

function idsOf(works: readonly VehicleWork[]): number[] {
  return works.map(({ vehicleId }) => vehicleId);
}
