import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Groups } from '../model/groups.ts';
import type { Report } from '../model/report.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import { beginning, type Checkpoint, createFold, type EpisodeStates, type Place } from './fold.ts';
import { foldLive } from './live.ts';
import { createRefold } from './refold.ts';

const minute = 60_000;
const fold = createFold({ quietMs: 10 * minute, silenceMs: 30 * minute, gapMs: 5 * minute });

/** A vehicle's side of the database, with what the lanes and the repairs do to it. */
function createVehicle() {
  let states: EpisodeStates = {};
  let history: Report[] = [];
  let rows = new Map<string, EpisodeChange>();
  let checkpoints: Checkpoint[] = [];
  let late: number | undefined;

  const write = (changes: readonly EpisodeChange[]) => {
    for (const change of changes) {
      if (change.row) rows.set(idOf(change), change);
      else rows.delete(idOf(change));
    }
  };
  const keep = (fresh: readonly Checkpoint[]) => {
    checkpoints = [...checkpoints.filter(({ at }) => !fresh.some((one) => one.at === at)), ...fresh];
  };
  return {
    take(reports: readonly Report[], isTrickling = false) {
      for (const report of reports) {
        history = history.filter(
          ({ at, source, key }) =>
            !(at === report.replaces && source === report.source) &&
            !(at === report.at && key === report.key),
        );
        history.push(report);
      }
      // What is kept between two batches is JSON.
      const folded = foldLive(fold, json(states), { reports, isTrickling: () => isTrickling });
      states = folded.states;
      write(folded.changes);
      keep(folded.checkpoints);
      if (folded.lateSince !== undefined) late = Math.min(late ?? folded.lateSince, folded.lateSince);
    },
    repair() {
      if (late === undefined) return;
      const since = late;
      const older = checkpoints.filter(({ at }) => at < since).sort(byPlace);
      const from = json(older.at(-1) ?? beginning);
      const refold = createRefold(fold, from, 1);
      refold.add(history.filter((report) => isAfter(report, from)).sort(byOrder));
      const result = refold.result();
      rows = new Map([...rows].filter(([, change]) => isBefore(change, from.at)));
      write(result.changes);
      checkpoints = checkpoints.filter(({ at }) => at <= from.at);
      keep(result.checkpoints);
      states = { ...states, ...result.states, undo: undefined };
      late = undefined;
    },
    isMarked: () => late !== undefined,
    rows: () => [...rows.values()].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1)),
    states: () =>
      json({ ...fold.own(states), order: undefined, shown: { ...states.shown, order: undefined } }),
  };
}

const idOf = ({ table, id, view }: EpisodeChange) => `${table} ${id} ${view === 'excerpt'}`;
/** Whether a repair from a time on leaves it. */
const isBefore = (
  { view, row: { startedAt, endedAt = Infinity } = { startedAt: 0, body: {} } }: EpisodeChange,
  at: number,
) => (view === 'excerpt' ? endedAt <= at : startedAt <= at);
const byPlace = (one: Place, other: Place) => one.at - other.at;
const byOrder = (one: Report, other: Report) => one.at - other.at || (one.key < other.key ? -1 : 1);
const isAfter = (report: Report, { at, key }: Place) =>
  report.at > at || (report.at === at && report.key > BigInt(key));
const json = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const anyGroups: fc.Arbitrary<Groups> = fc
  .record({
    ignition: optional(fc.constantFrom({ type: 'Start' as const }, { type: 'Stop' as const })),
    kinetic: optional(fc.record({ speed: fc.constantFrom(0, 0, 30, 90) })),
    position: optional(
      fc.record({ longitude: fc.constantFrom(2, 2.01, 2.02, 9), latitude: fc.constant(48) }),
    ),
    odometer: optional(
      fc.record({ mileage: fc.oneof(fc.integer({ min: 100, max: 105 }), fc.constantFrom(0, 9000, 9001)) }),
    ),
    'energies.Electric.load': optional(fc.record({ residual: fc.constantFrom(8000, 9000) })),
    alerts: optional(
      fc.record({ active: fc.subarray<'FuelLevelLow' | 'RiskOfIce'>(['FuelLevelLow', 'RiskOfIce']) }),
    ),
    'alarm.status': optional(
      fc.constantFrom({ activation: 'Active' as const }, { activation: 'Inactive' as const }),
    ),
    'alarm.trigger': optional(
      fc.constantFrom(
        { type: 'RoofBreakIn' as const, startAt: '2026-05-04T07:15:02.000Z' },
        { type: 'RoofBreakIn' as const, startAt: '2026-05-04T07:16:00.000Z' },
      ),
    ),
    collision: optional(
      fc.constantFrom({ details: [{ side: 'Front' as const }] }, { details: [{ side: 'Rear' as const }] }),
    ),
    stolen: optional(fc.record({ state: fc.boolean() })),
    privacy: optional(
      fc.constantFrom(
        { state: 'None' as const },
        { state: 'Geolocation' as const },
        { state: 'Full' as const },
      ),
    ),
    'environment.air': optional(fc.constant({ temp: 12 })),
  })
  .map((groups) => json(groups) as Groups);

/** Seconds apart at one end, hours at the other; some of one time. */
const gaps = fc.oneof(fc.constantFrom(0, 1000, 20_000, minute), fc.integer({ min: 0, max: 5 * 60 * minute }));
const story = fc.array(fc.record({ gap: gaps, groups: anyGroups }), { maxLength: 40 }).map((told) => {
  let at = Date.UTC(2026, 4, 4);
  return told.map(({ gap, groups }, index): Report => {
    at += gap;
    return { vehicleId: 1, key: BigInt((index * 7919) % 1000), at, receivedAt: at, source: 'test', groups };
  });
});

/** The same reports in another order, some of them twice, cut into batches; with a repair after some. */
const retold = story.chain((reports) =>
  fc.record({
    reports: fc.constant(reports),
    order: fc.oneof(
      fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
      // Mostly in order, as a vehicle does it.
      fc
        .array(fc.nat(reports.length), { maxLength: 3 })
        .map((late) => [
          ...reports.filter((_, index) => !late.includes(index)),
          ...reports.filter((_, index) => late.includes(index)),
          ...reports,
        ]),
    ),
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }),
    repairs: fc.array(fc.boolean(), { minLength: 1, maxLength: 10 }),
  }),
);

function batches(reports: readonly Report[], sizes: readonly number[]): Report[][] {
  const cut: Report[][] = [];
  for (let from = 0, turn = 0; from < reports.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    cut.push(reports.slice(from, from + size).sort((one, other) => one.at - other.at));
    from += size;
  }
  return cut;
}

/** A second as it comes in parts, each with all that was heard until then, in the place of the one before. */
function partsOf(second: Report, wanted: number): Report[] {
  const names = Object.keys(second.groups) as (keyof Groups)[];
  const count = Math.max(1, Math.min(wanted, names.length));
  const atOf = (part: number) => second.at - (count - part) * 100;
  return Array.from({ length: count }, (_, index) => {
    const told = index + 1 === count ? names : names.slice(0, index + 1);
    const groups = Object.fromEntries(told.map((name) => [name, second.groups[name]])) as Groups;
    const part = { ...second, groups, at: atOf(index + 1) };
    return index === 0 ? part : { ...part, replaces: atOf(index) };
  });
}

describe('episodes', () => {
  it('are the same for any order, repetition and cutting of the same reports', () => {
    fc.assert(
      fc.property(retold, ({ reports, order, sizes, repairs }) => {
        const once = createVehicle();
        once.take([...reports].sort(byOrder));
        expect(once.isMarked()).toBe(false);
        const retelling = createVehicle();
        for (const [turn, batch] of batches(order, sizes).entries()) {
          retelling.take(batch);
          if (repairs[turn % repairs.length]) retelling.repair();
        }
        retelling.repair();
        expect(retelling.rows()).toEqual(once.rows());
        expect(retelling.states()).toEqual(once.states());
      }),
      { numRuns: 600 },
    );
  });

  it('are the same where a source trickles and its seconds are replaced by fuller ones', () => {
    const trickled = fc.record({
      reports: story,
      parts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 10 }),
    });
    fc.assert(
      fc.property(trickled, ({ reports, parts }) => {
        const seconds = reports.map((report, index) => ({ ...report, at: report.at + index * 1000 }));
        const once = createVehicle();
        once.take(seconds);
        const trickling = createVehicle();
        for (const [index, second] of seconds.entries())
          for (const part of partsOf(second, parts[index % parts.length] ?? 1)) trickling.take([part], true);
        trickling.repair();
        expect(trickling.rows()).toEqual(once.rows());
      }),
      { numRuns: 300 },
    );
  });

  it('that last are right again after a repair, though they began long before it', () => {
    const begun = Date.UTC(2026, 4, 4);
    const told = (minutes: number, groups: Groups): Report => {
      const at = begun + minutes * minute;
      return { vehicleId: 1, key: BigInt(minutes), at, receivedAt: at, source: 'test', groups };
    };
    const vehicle = createVehicle();
    const driving = Array.from({ length: 100 }, (_, index) =>
      told(10 + index * 10, { kinetic: { speed: 50 } }),
    );
    const isLate = ({ at }: Report) => at > begun + 900 * minute && at < begun + 980 * minute;
    vehicle.take([told(0, { ignition: { type: 'Start' } })]);
    vehicle.take(driving.filter((report) => !isLate(report)));
    expect(vehicle.rows()).toHaveLength(2);
    vehicle.take(driving.filter(isLate));
    vehicle.repair();
    expect(vehicle.rows()).toMatchObject([{ row: { startedAt: begun, body: { done: false } } }]);
  });

  it('leave out what they have seen, and give the same states', () => {
    const vehicle = createVehicle();
    const at = Date.UTC(2026, 4, 4);
    const one: Report = {
      vehicleId: 1,
      key: -5n,
      at,
      receivedAt: at,
      source: 'test',
      groups: { ignition: { type: 'Start' } },
    };
    vehicle.take([one, one]);
    vehicle.take([one]);
    expect(vehicle.isMarked()).toBe(false);
    expect(vehicle.rows()).toHaveLength(1);
  });
});
