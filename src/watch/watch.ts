import type { Sight } from '../auth/sight.ts';
import type { MonitorParameter } from '../model/monitor.ts';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Rule } from '../monitors/compile.ts';
import type { RaisedEvent, RuleState } from '../monitors/rule.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { MonitorRow } from '../store/monitors/rules.ts';

/** A monitor made ready, for all vehicles that it sees alike. */
export type WatchedRule = {
  monitor: Omit<MonitorRow, 'parameter'>;
  parameter: MonitorParameter;
  rule: Rule;
  /** With whose eyes it sees the vehicle. */
  sight: Sight;
};

/** A monitor on a vehicle; `vid`: the vehicle's id in the API, for the owner of the monitor. */
export type OwnedRule = { vid: string; watched: WatchedRule };

/** Everything that watches a vehicle. */
export type VehicleRules = {
  vin: string;
  /** Numbers of the fleets that it is in, whether they watch it or not. */
  fleets: ReadonlySet<number>;
  rules: readonly OwnedRule[];
  /** Roughly how much it takes to keep it. */
  weight: number;
};

export const noRules: VehicleRules = { vin: '', fleets: new Set(), rules: [], weight: 1 };

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
export type Raised = OwnedRule & {
  event: RaisedEvent;
  vehicleId: number;
  vin: string;
  state: VehicleState;
  changes: readonly EpisodeChange[];
};

/** The rules that watch a vehicle of a batch, and what comes of them. */
export type Watch = Pick<VehicleRules, 'vin' | 'rules'> & {
  /** As committed before the batch. */
  states: RuleStates;
  steps: StateStep[];
  /** As they will be. */
  changed: RuleStates;
  raised: Raised[];
};

export function watchOf({ vin, rules }: VehicleRules, states: RuleStates): Watch {
  return { vin, rules, states, steps: [], changed: new Map(), raised: [] };
}

/** How a rule stands now: what an older form of the monitor left counts for nothing. */
export function standingOf({ states, changed }: Watch, { monitor }: WatchedRule): Standing | undefined {
  const standing = changed.get(monitor.monitorId) ?? states.get(monitor.monitorId);
  return standing?.revision === monitor.revision ? standing : undefined;
}

/** The standings once the batch has committed. */
export function committedStates({ states, changed }: Watch): RuleStates {
  for (const [monitorId, standing] of changed) states.set(monitorId, standing);
  return states;
}
