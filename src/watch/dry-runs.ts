import type { MonitorParameter } from '../model/monitor.ts';
import { compileRule } from '../monitors/compile.ts';
import type { RaisedEvent, Sees } from '../monitors/rule.ts';
import type { Fold } from '../projections/fold.ts';
import type { Querying } from '../store/history/checkpoints.ts';
import { dryRun, type GroupsOf } from './dry-run.ts';

/** A stretch of the history of some vehicles; epoch milliseconds. */
export type DryRunWanted = {
  parameter: MonitorParameter;
  vehicles: readonly { vehicleId: number; sees: Sees; groupsOf: GroupsOf }[];
  from: number;
  until: number;
};

export type DryRunAnswer = {
  /** Oldest first. */
  events: (RaisedEvent & { vehicleId: number })[];
  /** Reports that were looked at. */
  reports: number;
  /** False where a bound was reached. */
  isComplete: boolean;
};

/** `caller`: who waits for one has to wait for that before the next. */
export type DryRuns = { run(caller: string, wanted: DryRunWanted): Promise<DryRunAnswer | 'busy'> };

const reportsMax = 100_000;
const eventsMax = 1_000;
/** One after the other: each reads and steps as much as a thousand vehicles send. */
const waitingMax = 50;

/** What monitors would have raised. */
export function createDryRuns({ querying, fold }: { querying: Querying; fold: Fold }): DryRuns {
  let last: Promise<unknown> = Promise.resolve();
  const callers = new Set<string>();

  async function runAll({ parameter, vehicles, from, until }: DryRunWanted): Promise<DryRunAnswer> {
    const answer: DryRunAnswer = { events: [], reports: 0, isComplete: true };
    for (const { vehicleId, sees, groupsOf } of vehicles) {
      const left = {
        reportsMax: reportsMax - answer.reports,
        eventsMax: eventsMax - answer.events.length,
      };
      if (left.reportsMax <= 0 || left.eventsMax <= 0) return { ...answer, isComplete: false };
      const rule = compileRule(parameter, sees);
      const wanted = { vehicleId, rule, groupsOf, from, until, ...left };
      const { events, reports, isComplete } = await dryRun({ querying, fold }, wanted);
      answer.events.push(...events.map((event) => ({ ...event, vehicleId })));
      answer.reports += reports;
      answer.isComplete &&= isComplete;
    }
    answer.events.sort((one, other) => one.at - other.at);
    return answer;
  }

  return {
    async run(caller, wanted) {
      if (callers.has(caller) || callers.size >= waitingMax) return 'busy';
      callers.add(caller);
      const running = last.then(() => runAll(wanted));
      last = running.catch(() => undefined);
      return running.finally(() => callers.delete(caller));
    },
  };
}
