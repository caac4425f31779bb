import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldEpisodes } from '../fold-episodes.ts';
import { batchOf, emptyWork, type VehicleWork } from '../ingest/batch.ts';
import { type Groups, kindsOf } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import { emptyState, type VehicleState } from '../model/vehicle-state.ts';
import { createFold } from '../projections/fold.ts';
import { project } from '../projections/run.ts';
import { stepOf } from './follow.ts';
import { ruleStatesOf } from './standings.ts';
import { noRules, type StateStep, watchOf } from './watch.ts';

const minute = 60_000;
const fold = createFold({ quietMs: 10 * minute, silenceMs: 30 * minute, gapMs: 5 * minute });
const vehicleId = 1;
const begin = Date.parse('2026-05-04T08:00:00Z');

/** The work of a batch with these reports, its steps noted. */
function batchFrom(state: VehicleState, reports: readonly Report[]): VehicleWork {
  const watch = watchOf(noRules, ruleStatesOf([], new Map()));
  const work: VehicleWork = { ...emptyWork(vehicleId, state), watch };
  work.reports = reports.toSorted((one, other) => one.at - other.at);
  for (const report of work.reports) {
    const before = work.state;
    work.state = project(before, report, () => undefined);
    watch.steps.push(stepOf(report, { kinds: kindsOf(report.groups), before, after: work.state }));
  }
  const batch = batchOf([], emptyState);
  batch.vehicles.set(vehicleId, work);
  foldEpisodes(fold).run(batch);
  return work;
}

const groups: fc.Arbitrary<Groups> = fc.oneof(
  fc.constantFrom<Groups>({ ignition: { type: 'Start' } }, { ignition: { type: 'Stop' } }),
  fc.constantFrom<Groups>({ privacy: { state: 'Full' } }, { privacy: { state: 'None' } }),
  fc.integer({ min: 0, max: 99 }).map((speed) => ({ kinetic: { speed, moving: speed > 0 } })),
  fc.integer({ min: 1, max: 99 }).map((mileage) => ({ odometer: { mileage: 1000 + mileage } })),
  fc.constant({}),
);

const reportsOf = (told: readonly (readonly [number, Groups])[]) =>
  told.map(
    ([minutes, own], index): Report => ({
      vehicleId,
      key: BigInt(index + 1),
      at: begin + minutes * minute,
      receivedAt: begin,
      source: 'test',
      groups: own,
    }),
  );

const minutesOf = fc.integer({ min: 0, max: 300 });
const batches = fc
  .tuple(
    fc.array(fc.tuple(minutesOf, groups), { maxLength: 8 }),
    fc.array(fc.tuple(minutesOf, groups), { minLength: 1, maxLength: 12 }),
  )
  .map(([first, second]) => {
    const reports = reportsOf([...first, ...second]);
    return { first: reports.slice(0, first.length), second: reports.slice(first.length) };
  });

/** What rules read of a state. */
function readable({ projections: { status = {}, privacy = [], ...episodes }, memory }: VehicleState) {
  return { ...episodes, status, privacy, memory };
}

const told = ({ report, before, after, changes }: StateStep) => ({
  key: report.key,
  before: readable(before),
  after: readable(after),
  changes,
});

it('the steps of a batch are those of its reports one after another, late ones too', () => {
  fc.assert(
    fc.property(batches, ({ first, second }) => {
      const start = batchFrom(emptyState, first).state;
      const together = batchFrom(start, second);
      let state = start;
      const oneByOne = together.reports.flatMap((report) => {
        const { watch, state: next } = batchFrom(state, [report]);
        state = next;
        return watch?.steps ?? [];
      });
      expect(together.watch?.steps.map(told)).toEqual(oneByOne.map(told));
      expect(readable(together.state)).toEqual(readable(state));
    }),
    { numRuns: 300 },
  );
});

it('a step begins with the very state that the one before it ended with, and the last ends with the new one', () => {
  const reports = reportsOf([
    [0, { ignition: { type: 'Start' } }],
    [1, { kinetic: { speed: 40, moving: true } }],
    [2, { odometer: { mileage: 1001 } }],
  ]);
  const { watch, before, state } = batchFrom(emptyState, reports);
  const steps = watch?.steps ?? [];
  expect(steps[0]?.before).toBe(before);
  expect(steps[1]?.before).toBe(steps[0]?.after);
  expect(steps[2]?.before).toBe(steps[1]?.after);
  expect(steps[2]?.after).toBe(state);
});
