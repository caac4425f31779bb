import type { Prepare, VehicleWork } from '../ingest/batch.ts';
import type { RuleBook } from './rule-book.ts';
import { type RuleStates, type VehicleRules, watchOf } from './watch.ts';

/** Reads how the monitors stand with some vehicles; vehicles without a standing are left out. */
export type ReadStandings = (vehicleIds: readonly number[]) => Promise<Map<number, RuleStates>>;

export type LoadRules = {
  book: RuleBook;
  readStandings: ReadStandings;
  /** Standings that are in memory with the state of a vehicle. */
  known(vehicleId: number): RuleStates | undefined;
};

/** Gives every vehicle of the batch that is watched its rules, and how they stand. */
export function loadRules(deps: LoadRules): Prepare {
  return {
    name: 'load rules',
    run: ({ vehicles }) => watchVehicles(deps, vehicles),
  };
}

/** The same for vehicles that are looked at because a time has come. */
export async function watchVehicles(
  { book, readStandings, known }: LoadRules,
  vehicles: ReadonlyMap<number, VehicleWork>,
): Promise<void> {
  const rules = await rulesOf(book, [...vehicles.keys()]);
  if (rules.size === 0) return;
  const unread = [...rules.keys()].filter((vehicleId) => !known(vehicleId));
  const read = unread.length > 0 ? await readStandings(unread) : undefined;
  for (const [vehicleId, own] of rules) {
    const work = vehicles.get(vehicleId);
    const states = known(vehicleId) ?? read?.get(vehicleId) ?? new Map();
    if (work) work.watch = watchOf(own, states);
  }
}

/** Vehicles without a rule are left out. */
async function rulesOf(book: RuleBook, vehicleIds: readonly number[]): Promise<Map<number, VehicleRules>> {
  const found = new Map<number, VehicleRules>();
  const missing: number[] = [];
  for (const vehicleId of vehicleIds) {
    const rules = book.get(vehicleId);
    if (!rules) missing.push(vehicleId);
    else if (rules.rules.length > 0) found.set(vehicleId, rules);
  }
  if (missing.length === 0) return found;
  for (const [vehicleId, rules] of await book.load(missing)) {
    if (rules.rules.length > 0) found.set(vehicleId, rules);
  }
  return found;
}
