import type { PrivacyMode } from '../model/episodes.ts';
import type { GroupName } from '../model/groups.ts';
import type { EventValue } from '../model/notification.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';

/** A report as a monitor sees it: what was known before and after it. */
export type Moment = {
  vehicleId: number;
  /** Of the report, epoch milliseconds. */
  at: number;
  before: VehicleState;
  after: VehicleState;
  /** Rows of episodes that the report changed; empty where it came late. */
  changes: readonly EpisodeChange[];
  /** One bit for each group that the report tells (`kindsOf`); absent where that was not worked out. */
  kinds?: number;
};

/** The clock reached a time that the rule asked for; nothing came in. */
export type Tick = { vehicleId: number; at: number; state: VehicleState };

/** It became true (`refresh` false), or still is after `refreshEvent` seconds. `at`: epoch milliseconds. */
export type RaisedEvent = { at: number; refresh: boolean; values: EventValue[] };

/**
 * Whether whoever made the monitor may see something of a vehicle while it is in a privacy mode, or what was
 * measured while it was; without a mode, at all. `hidden`: episodes with what the driver hid.
 */
export type Sees = (what: GroupName | 'trips' | 'hidden', mode?: PrivacyMode) => boolean;

/** What a trigger has to remember besides what it is. Plain JSON, replaced, never changed. */
export type Memory = {
  /** Zone: which side counts, and since when the vehicle is on the other, where it has to stay for a while. */
  inside?: boolean;
  since?: number;
  /** Datum: the value told last, where the newest report of its group leaves it out. */
  last?: string | number;
  /** Datum with `previous`: what it was before it became true. */
  was?: string;
  /** Time: in use as far as is known, which is long ago. */
  isStale?: true;
};

/** What a rule carries from one moment to the next; plain JSON, the same object where nothing changed. */
export type RuleState = {
  /** One bit for each operand of the expression: whether anything is known of it, and whether it is true. */
  known: number;
  on: number;
  /** By operand. */
  memory?: { readonly [operand: string]: Memory };
  /** When to remind; only while it is true and that was told. Epoch milliseconds, as the others. */
  remindAt?: number;
  /** When the clock has to look at it again. */
  dueAt?: number;
  /** The time of which the clock looked at it: a report of before does not turn it back. */
  clock?: number;
  /** The clock has looked at it, but no report yet. */
  isFresh?: true;
};

/** What an operand was at the last look; undefined where nothing was known of it. */
export function wasOn({ known, on }: RuleState, index: number): boolean | undefined {
  return (known >> index) & 1 ? ((on >> index) & 1) === 1 : undefined;
}

export type Stepped = {
  state: RuleState;
  events: readonly RaisedEvent[];
  /** When the clock has to look at it again, epoch milliseconds. */
  dueAt?: number;
};
