import type { Groups } from '../../../src/model/groups.ts';
import type { Report } from '../../../src/model/report.ts';
import { createFold, type EpisodeStates, type Fold } from '../../../src/projections/fold.ts';
import type { EpisodeTable } from '../../../src/store/episodes/episodes.ts';
import { minuteMs } from '../clock.ts';
import type { Body } from '../cloud.ts';

export const tripRules = { quietMs: 10 * minuteMs, silenceMs: 30 * minuteMs, gapMs: 5 * minuteMs };
export const fold: Fold = createFold(tripRules);

/** What is told, by minutes after a fixed morning. */
export type Told = readonly [minutes: number, groups: Groups];

export const morning = Date.UTC(2026, 4, 4, 6);

export function reportsOf(told: readonly Told[]): Report[] {
  return told.map(([minutes, groups], index) => {
    const at = morning + minutes * minuteMs;
    return { vehicleId: 1, key: BigInt(index), at, receivedAt: at, source: 'test', groups };
  });
}

/** Folds what is told in order. The rows are those of who sees everything, in the order of their start. */
export function foldAll(told: readonly Told[]) {
  let states: EpisodeStates = {};
  const rows = new Map<string, Row>();
  for (const report of reportsOf(told)) {
    const step = fold.step(states, report);
    ({ states } = step);
    for (const { table, id, view, row } of step.changes) {
      if (view === 'excerpt') continue;
      if (row) rows.set(`${table} ${id}`, { table, ...row });
      else rows.delete(`${table} ${id}`);
    }
  }
  const of = (table: EpisodeTable) =>
    [...rows.values()]
      .filter((row) => row.table === table)
      .sort((one, other) => one.startedAt - other.startedAt)
      .map(({ body }) => body as Body);
  return { states, of, trips: of('trips') };
}

type Row = { table: EpisodeTable; startedAt: number; endedAt?: number; body: object };

/** A place that many km north of Paris. */
export function north(km: number) {
  return { position: { longitude: 2.35, latitude: 48.85 + km / 111.195 } };
}

export const at = (minutes: number) => morning + minutes * minuteMs;
