import type { Sight } from '../auth/sight.ts';
import type { MonitorParameter } from '../model/monitor.ts';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Rule } from '../monitors/compile.ts';
import type { RaisedEvent } from '../monitors/rule.ts';
import type { EpisodeStates } from '../projections/fold.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { MonitorRow } from '../store/monitors/rules.ts';
import type { RuleStates, Standings } from './standings.ts';

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
  /** What is asked of them with every report: `rules` is looked into only where one of these is concerned. */
  asked: readonly Rule[];
  /** When the last of them was made, changed or let go on, epoch milliseconds. */
  since: number;
  /** Roughly how much it takes to keep it. */
  weight: number;
};

/** What watches a vehicle, ready to be asked. */
export function vehicleRulesOf({
  rules,
  ...rest
}: Pick<VehicleRules, 'vin' | 'fleets' | 'rules' | 'weight'>): VehicleRules {
  const asked = rules.map(({ watched }) => watched.rule);
  const since = Math.max(...rules.map(({ watched }) => watched.monitor.since));
  return { ...rest, rules, asked, since };
}

export const noRules = vehicleRulesOf({ vin: '', fleets: new Set(), rules: [], weight: 1 });

/** What a report did to the state of a vehicle: noted while reports take effect, completed once they are folded. */
export type StateStep = {
  report: Report;
  /** One bit for each group that it tells. */
  kinds: number;
  before: VehicleState;
  after: VehicleState;
  /** The states after it, where it was folded. */
  folded: EpisodeStates | undefined;
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
export type Watch = {
  own: VehicleRules;
  /** How they stand as committed before the batch. */
  states: RuleStates;
  /** How they will; the same object where nothing changed. */
  standings: Standings;
  steps: StateStep[];
  raised: Raised[];
};

export function watchOf(own: VehicleRules, states: RuleStates): Watch {
  return { own, states, standings: states.standings, steps: [], raised: [] };
}
