import type { Sight } from '../auth/sight.ts';
import type { MonitorParameter } from '../model/monitor.ts';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Rule } from '../monitors/compile.ts';
import type { RaisedEvent, RuleState } from '../monitors/rule.ts';
import type { RuleRow } from '../store/rules.ts';
import type { EpisodeChange } from '../store/save-episodes.ts';

/** A monitor on one of the vehicles it watches. */
export type WatchedRule = {
  row: RuleRow;
  parameter: MonitorParameter;
  rule: Rule;
  /** With whose eyes it sees the vehicle. */
  sight: Sight;
};

/** How a monitor stands with a vehicle, as it is kept; `dueAt` in epoch milliseconds. */
export type Standing = { revision: number; state: RuleState; dueAt?: number | undefined };

/** Standings by the number of the monitor. */
export type RuleStates = Map<number, Standing>;

/** What a report did to the state of a vehicle. */
export type StateStep = {
  report: Report;
  before: VehicleState;
  after: VehicleState;
  /** Rows of episodes that it changed. */
  changes: readonly EpisodeChange[];
};

/** An event with the rule that raised it and what was known then. */
export type Raised = {
  watched: WatchedRule;
  event: RaisedEvent;
  vehicleId: number;
  state: VehicleState;
  changes: readonly EpisodeChange[];
};

/** The rules that watch a vehicle of a batch, and what comes of them. */
export type Watch = {
  rules: readonly WatchedRule[];
  /** As committed before the batch. */
  states: RuleStates;
  steps: StateStep[];
  /** As they will be. */
  changed: RuleStates;
  raised: Raised[];
};

export function watchOf(rules: readonly WatchedRule[], states: RuleStates): Watch {
  return { rules, states, steps: [], changed: new Map(), raised: [] };
}

/** How a rule stands now: what an older form of the monitor left counts for nothing. */
export function standingOf({ states, changed }: Watch, { row }: WatchedRule): Standing | undefined {
  const standing = changed.get(row.monitorId) ?? states.get(row.monitorId);
  return standing?.revision === row.revision ? standing : undefined;
}

/** The standings once the batch has committed. */
export function committedStates({ states, changed }: Watch): RuleStates {
  for (const [monitorId, standing] of changed) states.set(monitorId, standing);
  return states;
}
