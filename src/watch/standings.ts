import type { RuleState } from '../monitors/rule.ts';
import type { OwnedRule, Watch } from './watch.ts';

/** How a monitor stands with a vehicle, as it is kept; `dueAt` in epoch milliseconds. */
export type Standing = { revision: number; state: RuleState; dueAt?: number | undefined };

/** How the rules of a vehicle stand, in their order; undefined for one that has not seen it yet. */
export type Standings = readonly (Standing | undefined)[];

export type StandingsByMonitor = Map<number, Standing>;

/** How the monitors stand with a vehicle: all of them, and those of its rules in their order, found once. */
export type RuleStates = {
  byMonitor: StandingsByMonitor;
  rules: readonly OwnedRule[];
  standings: Standings;
};

export function ruleStatesOf(rules: readonly OwnedRule[], byMonitor: StandingsByMonitor): RuleStates {
  return { byMonitor, rules, standings: rules.map((own) => standingOf(byMonitor, own)) };
}

/** The same for the rules as they are now; most of the time they are those of before. */
export function inOrderOf(rules: readonly OwnedRule[], states: RuleStates): RuleStates {
  return states.rules === rules ? states : ruleStatesOf(rules, states.byMonitor);
}

/** What an older form of the monitor left counts for nothing. */
function standingOf(
  byMonitor: StandingsByMonitor,
  { watched: { monitor } }: OwnedRule,
): Standing | undefined {
  const standing = byMonitor.get(monitor.monitorId);
  return standing?.revision === monitor.revision ? standing : undefined;
}

/** Notes how a rule will stand. What is committed stays as it is: the batch may yet fail. */
export function change(watch: Watch, index: number, standing: Standing): void {
  watch.standings = watch.standings.with(index, standing);
}

/** The rules that will stand otherwise than as committed, and how. */
export function changedIn({ own, states, standings }: Watch): { own: OwnedRule; standing: Standing }[] {
  if (standings === states.standings) return [];
  return own.rules.flatMap((rule, index) => {
    const standing = standings[index];
    return standing && standing !== states.standings[index] ? [{ own: rule, standing }] : [];
  });
}

/** How the rules stand once the batch has committed. */
export function committedStates(watch: Watch): RuleStates {
  const { own, states, standings } = watch;
  if (standings === states.standings) return states;
  const { byMonitor } = states;
  for (const { own: rule, standing } of changedIn(watch))
    byMonitor.set(rule.watched.monitor.monitorId, standing);
  return { byMonitor, rules: own.rules, standings };
}
