import { setImmediate } from 'node:timers/promises';
import type { PrivacyMode } from '../model/episodes.ts';
import { type GroupName, kindsOf } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import { emptyState, type VehicleState } from '../model/vehicle-state.ts';
import type { Rule } from '../monitors/compile.ts';
import type { RaisedEvent, Stepped } from '../monitors/rule.ts';
import { stepRule, tickRule } from '../monitors/step.ts';
import type { Fold } from '../projections/fold.ts';
import { project } from '../projections/run.ts';
import type { Querying } from '../store/history/checkpoints.ts';
import { type PastReport, readPast } from '../store/history/history.ts';

export type DryRun = {
  events: RaisedEvent[];
  /** Reports that the rule saw. */
  reports: number;
  /** False where a bound was reached: what came after is not in it. */
  isComplete: boolean;
};

/** What may be seen now of what was measured under a privacy mode. */
export type GroupsOf = (then: PrivacyMode) => ReadonlySet<GroupName>;

type Wanted = {
  vehicleId: number;
  rule: Rule;
  /** Everything else is left out of the reports, as if it had never been told. */
  groupsOf: GroupsOf;
  /** Epoch milliseconds. */
  from: number;
  until: number;
  reportsMax: number;
  eventsMax: number;
};

/** What was known when the stretch begins is made of the reports of so long before. */
const warmUpMs = 86_400_000;
const pageSize = 500;

/** What a rule would have raised for a vehicle, had it been made at the beginning of a stretch of its history. */
export async function dryRun(
  { querying, fold }: { querying: Querying; fold: Fold },
  wanted: Wanted,
): Promise<DryRun> {
  const { vehicleId, from, until } = wanted;
  const walk = createWalk(fold, wanted);
  let place = { at: from - warmUpMs, key: '0' };
  for (;;) {
    const page = await readPast(querying, { vehicleId, ...place, limit: pageSize });
    const wasEnough = page.some((past) => !walk.step(openPart(past, wanted)));
    const last = page.at(-1)?.report;
    if (wasEnough) return walk.run;
    if (!last || page.length < pageSize) {
      walk.tickUntil(until);
      return walk.run;
    }
    place = { at: last.at, key: String(last.key) };
    // A long history shall not keep others waiting.
    await setImmediate();
  }
}

function openPart({ report, privacy }: PastReport, { groupsOf }: Wanted): Report {
  const open = groupsOf(privacy);
  const names = Object.keys(report.groups) as GroupName[];
  if (names.every((name) => open.has(name))) return report;
  const groups = Object.fromEntries(
    names.filter((name) => open.has(name)).map((name) => [name, report.groups[name]]),
  );
  return { ...report, groups };
}

function createWalk(fold: Fold, { vehicleId, rule, from, until, reportsMax, eventsMax }: Wanted) {
  const run: DryRun = { events: [], reports: 0, isComplete: true };
  let state: VehicleState = emptyState;
  let standing: Stepped | undefined;
  const note = (stepped: Stepped) => {
    standing = stepped;
    run.events.push(...stepped.events);
  };

  function tickUntil(at: number): void {
    for (;;) {
      const dueAt = standing?.dueAt;
      if (!standing || dueAt === undefined || dueAt > at || run.events.length >= eventsMax) return;
      const before = standing;
      note(tickRule(rule, standing.state, { vehicleId, at: dueAt, state }));
      // Nothing is due twice at the same time.
      if (standing.dueAt === dueAt && standing.state === before.state) return;
    }
  }

  return {
    run,
    tickUntil,
    /** Whether there is more to be looked at after it. */
    step(report: Report): boolean {
      const { at } = report;
      if (at > until) {
        tickUntil(until);
        return false;
      }
      if (run.reports >= reportsMax || run.events.length >= eventsMax) {
        run.isComplete = false;
        return false;
      }
      if (at >= from) tickUntil(at);
      const before = state;
      const projected = project(before, report, nothing);
      const { states, changes } = fold.step(projected.projections, report);
      state = { ...projected, projections: states as VehicleState['projections'] };
      if (at < from) return true;
      run.reports += 1;
      const kinds = kindsOf(report.groups);
      note(stepRule(rule, standing?.state, { vehicleId, at, before, after: state, changes, kinds }));
      return true;
    },
  };
}

const nothing = () => undefined;
