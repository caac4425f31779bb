import type { Prepare, VehicleWork } from '../ingest/batch.ts';
import type { RuleBook } from './rule-book.ts';
import { inOrderOf, type RuleStates, ruleStatesOf, type StandingsByMonitor } from './standings.ts';
import { type VehicleRules, watchOf } from './watch.ts';

/** Reads how the monitors stand with some vehicles; vehicles without a standing are left out. */
export type ReadStandings = (vehicleIds: readonly number[]) => Promise<Map<number, StandingsByMonitor>>;

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

type Unread = { work: VehicleWork; own: VehicleRules };

/** The same for vehicles that are looked at because a time has come. */
export async function watchVehicles(
  { book, readStandings, known }: LoadRules,
  vehicles: ReadonlyMap<number, VehicleWork>,
): Promise<void> {
  const missing: number[] = [];
  const unread: Unread[] = [];
  const give = (work: VehicleWork, own: VehicleRules) => {
    if (own.rules.length === 0) return;
    const states = known(work.vehicleId);
    if (states) work.watch = watchOf(own, inOrderOf(own.rules, states));
    else unread.push({ work, own });
  };
  for (const work of vehicles.values()) {
    const own = book.get(work.vehicleId);
    if (own) give(work, own);
    else missing.push(work.vehicleId);
  }
  if (missing.length > 0) {
    for (const [vehicleId, own] of await book.load(missing)) {
      const work = vehicles.get(vehicleId);
      if (work) give(work, own);
    }
  }
  if (unread.length > 0) await readAll(readStandings, unread);
}

async function readAll(readStandings: ReadStandings, unread: readonly Unread[]): Promise<void> {
  const read = await readStandings(unread.map(({ work }) => work.vehicleId));
  for (const { work, own } of unread)
    work.watch = watchOf(own, ruleStatesOf(own.rules, read.get(work.vehicleId) ?? new Map()));
}
