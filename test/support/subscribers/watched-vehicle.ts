import { type Groups, kindsOf } from '../../../src/model/groups.ts';
import type { Face, Trigger } from '../../../src/model/monitor.ts';
import { emptyState, type VehicleState } from '../../../src/model/vehicle-state.ts';
import { compileRule, type Rule } from '../../../src/monitors/compile.ts';
import { readMonitorParameter } from '../../../src/monitors/parameter/read-monitor-parameter.ts';
import type { RaisedEvent, RuleState, Sees, Stepped } from '../../../src/monitors/rule.ts';
import { stepRule, tickRule } from '../../../src/monitors/step.ts';
import { createFold } from '../../../src/projections/fold.ts';
import { foldLive } from '../../../src/projections/live.ts';
import { project } from '../../../src/projections/run.ts';

const minute = 60_000;
const fold = createFold({ quietMs: 10 * minute, silenceMs: 30 * minute, gapMs: 5 * minute });

/** Everything may be seen, whatever the driver hides. */
export const seesAll: Sees = () => true;

/** The end user: what the driver hides is hidden. */
export const seesAsUser: Sees = (what, mode = 'None') => {
  if (mode === 'None') return true;
  return mode === 'Geolocation' ? what !== 'position' : what === 'privacy';
};

type Asked = { triggers: Trigger[]; boolExp?: string; refreshEvent?: number; sees?: Sees; face?: Face };

/** A rule out of a body that the contract would take; throws where it would not. */
export function ruleOf({ triggers, boolExp, refreshEvent, sees = seesAll, face = 'b2b' }: Asked): Rule {
  const webhook = { name: 'test', target: 'https://example.org/hook' };
  const refresh = refreshEvent === undefined ? {} : { refreshEvent };
  const subscribeParam = face === 'b2b' ? { callback: { webhook }, ...refresh } : refresh;
  const triggerParam = { triggers, boolExp: boolExp ?? triggers[0]?.name };
  const read = readMonitorParameter(face, { label: 'test', subscribeParam, triggerParam });
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return compileRule(read.parameter, sees);
}

/** A vehicle with one monitor on it. States between two steps are kept as JSON, as in the database. */
export function watch(rule: Rule, vehicleId = 1) {
  let state: VehicleState = emptyState;
  let standing: Stepped | undefined;
  let key = 0n;
  const note = (stepped: Stepped): readonly RaisedEvent[] => {
    standing = { ...stepped, state: JSON.parse(JSON.stringify(stepped.state)) as RuleState };
    return stepped.events;
  };

  return {
    /** What a report raises. */
    report(at: number, groups: Groups): readonly RaisedEvent[] {
      key += 1n;
      const report = { vehicleId, key, at, receivedAt: at, source: 'test', groups };
      const before = state;
      const projected = project(before, report, () => undefined);
      const input = { reports: [report], isTrickling: () => false };
      const { states, changes } = foldLive(fold, projected.projections, input);
      state = { ...projected, projections: states as VehicleState['projections'] };
      const kinds = kindsOf(groups);
      return note(stepRule(rule, standing?.state, { vehicleId, at, before, after: state, changes, kinds }));
    },
    /** What the clock raises that looks at it now, whether it is due or not. */
    tick: (at: number) => note(tickRule(rule, standing?.state, { vehicleId, at, state })),
    /** The same vehicle, before anybody watched it. */
    unwatched(at: number, groups: Groups): void {
      this.report(at, groups);
      standing = undefined;
    },
    dueAt: () => standing?.dueAt,
    ruleState: () => standing?.state,
    vehicleState: () => state,
  };
}

/** The times of events that are no reminders. */
export const raisedAt = (events: readonly RaisedEvent[]): number[] => events.map(({ at }) => at);

/** Words and numbers that an event tells of, by datum. */
export function told(event: RaisedEvent | undefined): Record<string, unknown> {
  const values = event?.values ?? [];
  return Object.fromEntries(
    values.map(({ data, value: { body } }) => [
      data,
      'literalValue' in body ? body.literalValue : body.objectValues,
    ]),
  );
}
