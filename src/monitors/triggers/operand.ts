import type { GroupName } from '../../model/groups.ts';
import type { EventValue } from '../../model/notification.ts';
import type { News } from '../news.ts';
import type { Memory, RuleState } from '../rule.ts';
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

/** Where an operand is in its rule. */
export type Place = {
  /** Its bit. */
  index: number;
  /** Whether whoever made the rule sees trips while the driver hides nothing. */
  seesTrips: boolean;
};

/** Whether a look would surely find what the last one did, and ask for no earlier one. It makes nothing. */
export type IsSame = (news: News, state: RuleState, place: Place) => boolean;

/** A trigger made ready to be looked at. */
export type Operand = {
  /** Groups whose change concerns it. */
  groups: readonly GroupName[];
  /**
   * What else does. `trip`: every report of a trip under way. `changes`: rows of episodes. `isTimed`: that time
   * goes on.
   */
  reads?: { trip?: true; alerts?: true; changes?: true; isTimed?: true };
  /** Asked where its groups may be seen and nothing is or was hidden: most reports say the same again. */
  isSame?: IsSame;
  /** `was`: what it was at the last look. */
  look(view: View, was: boolean | undefined, memory: Memory | undefined): Look;
  /** What an event says of it; zones and times are not spoken of. */
  tell?(view: View, look: Look): EventValue | undefined;
};

/** A value that is one word or number. */
export function literal(data: string, value: string | number): EventValue {
  return { data, value: { type: 'string', body: { literalValue: String(value) } } };
}
