import type { Apply, VehicleWork } from '../ingest/batch.ts';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Moment, Stepped } from '../monitors/rule.ts';
import { stepRule, tickRule } from '../monitors/step.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { type OwnedRule, type Standing, standingOf, type Watch, type WatchedRule } from './watch.ts';

/** Takes every report through the rules that watch its vehicle, in the order in which it took effect. */
export const evaluateMonitors: Apply = {
  name: 'evaluate monitors',
  run({ vehicles }) {
    for (const { vehicleId, watch } of vehicles.values()) {
      if (watch) evaluate(vehicleId, watch);
    }
  },
};

const none: readonly EpisodeChange[] = [];

function evaluate(vehicleId: number, watch: Watch): void {
  const standings = watch.rules.map(({ watched }) => standingOf(watch, watched));
  for (const { report, before, after, changes } of watch.steps) {
    // A late report that is news in nothing.
    if (before === after && changes.length === 0) continue;
    const moment: Moment = { vehicleId, at: report.at, before, after, changes };
    for (const [index, own] of watch.rules.entries()) {
      const { watched } = own;
      if (isBefore(report, watched)) continue;
      const standing = standings[index];
      const stepped = stepRule(watched.rule, standing?.state, moment);
      standings[index] = note(watch, own, { standing, stepped, vehicleId, state: after, changes });
    }
  }
}

/** Clocks of vehicles go wrong, and what they kept for a while is told late. */
const toleranceMs = 3_600_000;

/** Whether it was measured before anybody wanted to be told: then it is the past, however late it is told. */
function isBefore({ at }: Report, { monitor }: WatchedRule): boolean {
  return at < monitor.since - toleranceMs;
}

/** The clock has reached `now`: rules that are due, or were never looked at, are. */
export function evaluateDue({ vehicleId, state, watch }: VehicleWork, now: number): void {
  if (!watch) return;
  for (const own of watch.rules) {
    const { watched } = own;
    const standing = standingOf(watch, watched);
    const isDue = standing ? standing.dueAt !== undefined && standing.dueAt <= now : true;
    if (!isDue) continue;
    const stepped = tickRule(watched.rule, standing?.state, { vehicleId, at: now, state });
    note(watch, own, { standing, stepped, vehicleId, state, changes: none });
  }
}

type Outcome = {
  /** How the rule stood before. */
  standing: Standing | undefined;
  stepped: Stepped;
  vehicleId: number;
  state: VehicleState;
  changes: readonly EpisodeChange[];
};

/** How the rule stands now. */
function note(
  watch: Watch,
  own: OwnedRule,
  { standing, stepped, vehicleId, state, changes }: Outcome,
): Standing {
  const { vin } = watch;
  for (const event of stepped.events) watch.raised.push({ ...own, event, vehicleId, vin, state, changes });
  if (standing && standing.state === stepped.state && standing.dueAt === stepped.dueAt) return standing;
  const { monitorId, revision } = own.watched.monitor;
  const next = { revision, state: stepped.state, dueAt: stepped.dueAt };
  watch.changed.set(monitorId, next);
  return next;
}
