import { emptyState } from '../model/vehicle-state.ts';
import { insertStates, updateStates } from '../store/history/states.ts';
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
    const left = changed.filter((work) => !isDue(work));
    const behind = left.filter(({ unwritten }) => unwritten === 0);
    await writeStates(transaction, changed.filter(isDue), idsOf(behind));
    for (const work of left) work.unwritten += work.reports.length;
  },
};

function isDue({ before, state, isInOrder, unwritten, reports }: VehicleWork): boolean {
  if (before === emptyState || !isInOrder || before.memory !== state.memory) return true;
  return unwritten + reports.length >= unwrittenMax;
}

/** Writes states as a whole, whatever they lack in their rows; `behind`: vehicles whose rows lack reports from now on. */
export async function writeStates(
  transaction: Transaction,
  works: readonly VehicleWork[],
  behind: readonly number[] = [],
): Promise<void> {
  const written = works.filter(({ before }) => before !== emptyState);
  const fresh = works.filter(({ before }) => before === emptyState);
  const whole = idsOf(written.filter(({ unwritten }) => unwritten > 0));
  await updateStates(transaction, { written, whole, behind });
  if (fresh.length > 0) await insertStates(transaction, fresh);
  for (const work of works) work.unwritten = 0;
}

function idsOf(works: readonly VehicleWork[]): number[] {
  return works.map(({ vehicleId }) => vehicleId);
}
