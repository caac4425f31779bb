import type { GroupName, Groups } from './groups.ts';

/** The newest value of a group, with its age. */
export type Aged<Value> = {
  value: Value;
  /** When it was measured, epoch milliseconds. */
  at: number;
  /** When it came in, epoch milliseconds. */
  receivedAt: number;
  /** Name of the adapter that read it. */
  source: string;
};

/** What is known of a vehicle now: each group with a time of its own. */
export type Status = { [Name in GroupName]?: Aged<NonNullable<Groups[Name]>> };

/**
 * Everything that is carried from one report of a vehicle to the next: one entry for each projection, and
 * what adapters remember. Plain JSON; never changed in place, so that it can be shared with readers.
 */
export type VehicleState = {
  projections: { status?: Status } & Record<string, unknown>;
  memory: Record<string, unknown>;
};

export const emptyState: VehicleState = { projections: {}, memory: {} };
