import type { Apply, VehicleWork } from '../ingest/batch.ts';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { Rule } from '../monitors/compile.ts';
import { concerns } from '../monitors/concerns.ts';
import { type News, newsOf } from '../monitors/news.ts';
import type { Stepped } from '../monitors/rule.ts';
import { takeIn, tickRule } from '../monitors/step.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { change } from './standings.ts';
import type { OwnedRule, StateStep, Watch, WatchedRule } from './watch.ts';

/** Takes every report through the rules that watch its vehicle, in the order in which it took effect. */
export const evaluateMonitors: Apply = {
  name: 'evaluate monitors',
  run({ vehicles }) {
    for (const { vehicleId, watch } of vehicles.values()) {
      if (watch) for (const step of watch.steps) evaluate(vehicleId, watch, step);
    }
  },
};

const none: readonly EpisodeChange[] = [];

/** Most reports concern none of the rules: that is found out without looking into any of them. */
function evaluate(
  vehicleId: number,
  watch: Watch,
  { report, kinds, before, after, changes }: StateStep,
): void {
  // A late report that is news in nothing.
  if (before === after && changes.length === 0) return;
  const news = newsOf({ vehicleId, at: report.at, before, after, changes, kinds });
  const { asked } = watch.own;
  for (let index = 0; index < asked.length; index += 1) {
    const state = watch.standings[index]?.state;
    if (!state || concerns(asked[index] as Rule, state, news)) takeInto(watch, index, { report, news });
  }
}

function takeInto(watch: Watch, index: number, { report, news }: { report: Report; news: News }): void {
  const { rules, since } = watch.own;
  const { watched } = rules[index] as OwnedRule;
  if (report.at < since - toleranceMs && isBefore(report, watched)) return;
  const { vehicleId, after, changes } = news;
  const stepped = takeIn(watched.rule, watch.standings[index]?.state, news);
  note(watch, index, { stepped, vehicleId, state: after, changes });
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
  for (const [index, { watched }] of watch.own.rules.entries()) {
    const standing = watch.standings[index];
    const isDue = standing ? standing.dueAt !== undefined && standing.dueAt <= now : true;
    if (!isDue) continue;
    const stepped = tickRule(watched.rule, standing?.state, { vehicleId, at: now, state });
    note(watch, index, { stepped, vehicleId, state, changes: none });
  }
}

type Outcome = {
  stepped: Stepped;
  vehicleId: number;
  state: VehicleState;
  changes: readonly EpisodeChange[];
};

/** What the rule raised, and how it stands now. */
function note(watch: Watch, index: number, { stepped, vehicleId, state, changes }: Outcome): void {
  const own = watch.own.rules[index] as OwnedRule;
  const { vin } = watch.own;
  for (const event of stepped.events) watch.raised.push({ ...own, event, vehicleId, vin, state, changes });
  const standing = watch.standings[index];
  if (standing && standing.state === stepped.state && standing.dueAt === stepped.dueAt) return;
  const { revision } = own.watched.monitor;
  change(watch, index, { revision, state: stepped.state, dueAt: stepped.dueAt });
}
