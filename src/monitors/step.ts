import type { VehicleState } from '../model/vehicle-state.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { Rule } from './compile.ts';
import { concerns } from './concerns.ts';
import { blank, type Evaluated, earliest, evaluate, lookAt } from './evaluate.ts';
import { newsOf } from './news.ts';
import type { Memory, Moment, RaisedEvent, RuleState, Stepped, Tick } from './rule.ts';
import { knownTo, newest, type View } from './view.ts';

const noEvents: readonly RaisedEvent[] = [];
const noChanges: readonly EpisodeChange[] = [];

/**
 * What a report does to a rule: its next state (the same object where nothing changed) and what it raises.
 * Times that were due before the report are looked at first. Pure.
 */
export function stepRule(rule: Rule, state: RuleState | undefined, moment: Moment): Stepped {
  return state && !concerns(rule, state, newsOf(moment))
    ? steppedOf({ state, events: noEvents })
    : takeIn(rule, state, moment);
}

/** What a report does to a rule that it concerns, or that never saw the vehicle. Pure. */
export function takeIn(rule: Rule, state: RuleState | undefined, moment: Moment): Stepped {
  const { vehicleId, at, before, after, changes } = moment;
  const passed = state && passTime(rule, state, { vehicleId, at: at - 1, state: before });
  const start = passed?.state ?? blank;
  const now = newest(at, after, start);
  const view: View = { vehicleId, at, now, ...knownOf(rule, before, after), changes, sees: rule.sees };
  const { state: next, events } = evaluate(rule, start, { view, until: Number.NEGATIVE_INFINITY });
  return steppedOf({ state: next, events: passed ? joined(passed.events, events) : events });
}

/**
 * What the clock does to a rule that is due: edges of hours, a zone's dwelling, reminders, each with the time
 * at which it should have been, one reminder for all that were missed. Of a rule that never saw the vehicle
 * it finds out where that stands, and raises nothing: that is left to the first report. Pure.
 */
export function tickRule(rule: Rule, state: RuleState | undefined, tick: Tick): Stepped {
  return steppedOf(state ? passTime(rule, state, tick) : { state: begin(rule, tick), events: noEvents });
}

/** So many edges are looked at in one go at most; the rest is due again at once. */
const edgesMax = 100;

function passTime(rule: Rule, state: RuleState, tick: Tick): Evaluated {
  let passed: Evaluated = { state, events: noEvents };
  for (let edge = 0; edge < edgesMax; edge += 1) {
    const { dueAt } = passed.state;
    if (dueAt === undefined || dueAt > tick.at) break;
    const { state: next, events } = evaluate(rule, passed.state, {
      view: viewAt(rule, passed.state, { ...tick, at: dueAt }),
      until: tick.at,
    });
    passed = { state: withClock(rule, next, dueAt), events: joined(passed.events, events) };
  }
  return passed;
}

/** Only hours ask what time it is. */
function withClock({ reads }: Rule, state: RuleState, at: number): RuleState {
  return reads.isTimed && !(state.clock !== undefined && state.clock >= at) ? { ...state, clock: at } : state;
}

/** Zones and hours: of the data nothing is taken for known until a report comes. */
function begin(rule: Rule, tick: Tick): RuleState {
  const looks = lookAt(rule, blank, viewAt(rule, blank, tick));
  const state: RuleState = { ...blank, isFresh: true };
  const memory: { [operand: string]: Memory } = {};
  for (const [index, look] of looks.entries()) {
    if (look.memory?.inside === undefined) continue;
    memory[index] = look.memory;
    state.known |= 1 << index;
    if (look.is) state.on |= 1 << index;
  }
  if (Object.keys(memory).length > 0) state.memory = memory;
  const dueAt = earliest(looks);
  if (dueAt !== undefined) state.dueAt = dueAt;
  return state;
}

function viewAt({ sees }: Rule, ruleState: RuleState, { vehicleId, at, state }: Tick): View {
  const now = newest(at, state, ruleState);
  return { vehicleId, at, now, ...knownOf({ sees }, state, state), changes: noChanges, sees };
}

/** One object stays one: that is how it is told that only time has passed. */
function knownOf({ sees }: Pick<Rule, 'sees'>, before: VehicleState, after: VehicleState) {
  const state = knownTo(sees, after);
  return { state, before: before === after ? state : knownTo(sees, before) };
}

function joined(some: readonly RaisedEvent[], more: readonly RaisedEvent[]): readonly RaisedEvent[] {
  if (more.length === 0) return some;
  return some.length === 0 ? more : [...some, ...more];
}

function steppedOf({ state, events }: Evaluated): Stepped {
  const { dueAt } = state;
  return dueAt === undefined ? { state, events } : { state, events, dueAt };
}
