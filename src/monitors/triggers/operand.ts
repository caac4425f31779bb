import type { GroupName } from '../../model/groups.ts';
import type { EventValue } from '../../model/notification.ts';
import type { Status } from '../../model/vehicle-state.ts';
import type { Memory } from '../rule.ts';
import type { View } from '../view.ts';

/** What a trigger is at a moment. */
export type Look = {
  /** Undefined: nothing is known of it. */
  is: boolean | undefined;
  /** What it counts as having been before, where that is not what it was at the last look. */
  former?: boolean;
  /** True for this moment alone. */
  isPulse?: true;
  memory?: Memory | undefined;
  /** When to look again, although nothing comes in. Epoch milliseconds. */
  dueAt?: number;
  /** What its value was before. */
  previous?: string;
};

/** Nothing to be said, or to be remembered. */
export const unknown: Look = { is: undefined };
export const off: Look = { is: false };
export const on: Look = { is: true };

/** Of what is true for moments only: nothing happened, now or before. */
export const still: Look = { is: false, former: false };

/** A trigger made ready to be looked at. */
export type Operand = {
  /** Groups whose change concerns it. */
  groups: readonly GroupName[];
  /** What else does. `trip`: every report of a trip under way. `changes`: rows of episodes. */
  reads?: { trip?: true; alerts?: true; changes?: true; isTimed?: true };
  /**
   * Whether it is surely what it was at the last look, although its groups were told anew; asked where nothing is
   * and was hidden. Most reports say the same again: it makes nothing.
   */
  isSame?(before: Status, after: Status, memory: Memory | undefined): boolean;
  /** `was`: what it was at the last look. */
  look(view: View, was: boolean | undefined, memory: Memory | undefined): Look;
  /** What an event says of it; zones and times are not spoken of. */
  tell?(view: View, look: Look): EventValue | undefined;
};

/** A value that is one word or number. */
export function literal(data: string, value: string | number): EventValue {
  return { data, value: { type: 'string', body: { literalValue: String(value) } } };
}
