import type { EventValue } from '../model/notification.ts';
import { isTrue } from './bool-exp/truth.ts';
import type { Rule } from './compile.ts';
import { type Memory, type RaisedEvent, type RuleState, wasOn } from './rule.ts';
import type { Look } from './triggers/operand.ts';
import type { View } from './view.ts';

/** Nothing is known yet. */
export const blank: RuleState = { known: 0, on: 0 };

export type Evaluated = { state: RuleState; events: readonly RaisedEvent[] };

const none: readonly RaisedEvent[] = [];

/**
 * Looks at every operand, and raises an event where the expression becomes true. `until`: reminders that are
 * due up to then are made up for by one.
 */
export function evaluate(
  rule: Rule,
  state: RuleState,
  { view, until }: { view: View; until: number },
): Evaluated {
  const looks = lookAt(rule, state, view);
  if (until === Number.NEGATIVE_INFINITY && isNothingNew(state, looks, view.now))
    return { state, events: none };
  const bits = bitsOf(looks, state);
  const { truth } = rule;
  const isRising = !isTrue(truth, bits.formerKnown, bits.formerOn) && isTrue(truth, bits.known, bits.on);
  const holds = isTrue(truth, bits.known, bits.lasting);
  const dueAt = earliest(looks);
  const events: RaisedEvent[] = [];
  if (isRising) events.push({ at: view.at, refresh: false, values: valuesOf(rule, looks, view) });
  let remindAt = isRising && rule.refreshMs ? view.at + rule.refreshMs : state.remindAt;
  if (!holds) remindAt = undefined;
  const limit = dueAt === undefined ? until : Math.min(until, dueAt - 1);
  if (remindAt !== undefined && rule.refreshMs && remindAt <= limit && !isRising) {
    const at = remindAt + Math.floor((limit - remindAt) / rule.refreshMs) * rule.refreshMs;
    events.push({ at, refresh: true, values: valuesOf(rule, looks, view).map(withoutPrevious) });
    remindAt = at + rule.refreshMs;
  }
  const next = nextState(state, { known: bits.known, on: bits.lasting, looks, remindAt, dueAt });
  return { state: settled(state, next, view.now), events: events.length > 0 ? events : none };
}

/** What each operand is, given what it was. */
export function lookAt({ operands }: Rule, state: RuleState, view: View): Look[] {
  return operands.map((operand, index) => operand.look(view, wasOn(state, index), state.memory?.[index]));
}

/**
 * Whether each operand is what it was, remembers what it did and has not to be looked at earlier. So it is with
 * most reports of a vehicle under way, for hours and figures of trips.
 */
function isNothingNew(state: RuleState, looks: readonly Look[], now: number): boolean {
  const { isFresh, dueAt } = state;
  if (isFresh || (dueAt !== undefined && dueAt <= now)) return false;
  for (let index = 0; index < looks.length; index += 1) {
    const { is, former = is, isPulse, memory, dueAt: againAt = dueAt } = looks[index] as Look;
    const was = wasOn(state, index);
    if (isPulse || is !== was || former !== was || !isSameMemory(state.memory?.[index], memory)) return false;
    if (againAt !== undefined && (dueAt === undefined || againAt < dueAt)) return false;
  }
  return true;
}

/** One bit for each operand: as it is, as it counts as having been, and as it will be after this moment. */
function bitsOf(looks: readonly Look[], state: RuleState) {
  let [known, on, lasting, formerKnown, formerOn] = [0, 0, 0, 0, 0];
  for (const [index, { is, former = wasOn(state, index), isPulse }] of looks.entries()) {
    const bit = 1 << index;
    if (is !== undefined) known |= bit;
    if (is) on |= bit;
    if (is && !isPulse) lasting |= bit;
    if (former !== undefined) formerKnown |= bit;
    if (former) formerOn |= bit;
  }
  return { known, on, lasting, formerKnown, formerOn };
}

/** The first of the times at which one of them has to be looked at again. */
export function earliest(looks: readonly Look[]): number | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (const { dueAt } of looks) if (dueAt !== undefined && dueAt < first) first = dueAt;
  return Number.isFinite(first) ? first : undefined;
}

/** What is true; where that is nothing, because it is true that something is not, what is known. */
function valuesOf({ operands, told }: Rule, looks: readonly Look[], view: View): EventValue[] {
  const tell = (wanted: (look: Look) => boolean) =>
    told.flatMap((index) => {
      const look = looks[index];
      return (look && wanted(look) && operands[index]?.tell?.(view, look)) || [];
    });
  const values = tell(({ is }) => is === true);
  return values.length > 0 ? values : tell(({ is }) => is !== undefined);
}

function withoutPrevious({ previous, ...value }: EventValue): EventValue {
  return value;
}

type Next = Pick<RuleState, 'known' | 'on'> & {
  looks: readonly Look[];
  remindAt: number | undefined;
  dueAt: number | undefined;
};

function nextState(state: RuleState, { known, on, looks, remindAt, dueAt }: Next): RuleState {
  const next: RuleState = { known, on };
  const memory = memoryOf(state, looks);
  if (memory) next.memory = memory;
  if (remindAt !== undefined) next.remindAt = remindAt;
  const first = Math.min(remindAt ?? Number.POSITIVE_INFINITY, dueAt ?? Number.POSITIVE_INFINITY);
  if (Number.isFinite(first)) next.dueAt = first;
  if (state.clock !== undefined) next.clock = state.clock;
  return next;
}

/** The same object where every operand remembers what it did. */
function memoryOf({ memory }: RuleState, looks: readonly Look[]): RuleState['memory'] {
  if (looks.every((look, index) => isSameMemory(memory?.[index], look.memory))) return memory;
  const kept = looks.flatMap((look, index) => (look.memory ? [[index, look.memory] as const] : []));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function isSameMemory(one: Memory | undefined, other: Memory | undefined): boolean {
  if (!one || !other || one === other) return one === other;
  return (
    one.inside === other.inside &&
    one.since === other.since &&
    one.last === other.last &&
    one.was === other.was &&
    one.isStale === other.isStale
  );
}

/**
 * The state of before where nothing is new. A time to look again that is too early does no harm, so it alone
 * is nothing new: it would be with every report of a vehicle under way.
 */
function settled(state: RuleState, next: RuleState, now: number): RuleState {
  if (state.isFresh || state.known !== next.known || state.on !== next.on) return next;
  if (state.memory !== next.memory || state.remindAt !== next.remindAt) return next;
  if (state.dueAt === next.dueAt) return state;
  const isEarlier =
    state.dueAt !== undefined && state.dueAt > now && state.dueAt <= (next.dueAt ?? state.dueAt);
  return isEarlier ? state : next;
}
