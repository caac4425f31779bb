import { hash } from 'node:crypto';
import type { Report } from '../model/report.ts';
import type { EpisodeTable } from '../store/episodes/episodes.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { Known } from './known.ts';

/** A report in its place in the order of time. */
export type Moment = {
  report: Report;
  /** What is known with this report, and what was before it. */
  known: Known;
  before: Known;
  /** Time of the report before it, epoch milliseconds; absent for the first of a vehicle. */
  previousAt?: number;
  /** Whether the driver hid what came before it, and it may not be known here. */
  isAfterHidden?: true;
};

/**
 * Something that is folded from the reports of a vehicle in strict order of time. `step` is pure; it gives
 * the same object where nothing changed. The rows depend on nothing but the reports, so folding the same
 * ones again makes the same rows.
 */
export type EpisodeProjection<State> = {
  /** Where its state is kept in the state of the vehicle. */
  name: string;
  table: EpisodeTable;
  /** Groups without which it is not asked; absent: it sees every report. */
  reads?: readonly (keyof Report['groups'])[];
  step(state: State | undefined, moment: Moment): readonly [State | undefined, readonly EpisodeChange[]];
  /** The rows of what still lasts. */
  lasting(state: State, vehicleId: number): readonly EpisodeChange[];
};

/** The public id of an episode: the same whenever it is derived from the same reports. */
export function episodeId(vehicleId: number, kind: string, startedAt: number): string {
  return hash('sha256', `${vehicleId} ${kind} ${startedAt}`, 'hex').slice(0, 40);
}

export const noEpisodes: readonly never[] = [];
