import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../model/report.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { EpisodeStates, ShownStates } from './fold.ts';
import type { Known } from './known.ts';

/**
 * A vehicle's life has two views: all that it told, and what its driver did not hide. Whoever may not see what
 * was hidden gets nothing but what a vehicle would have told that says its mode and then is silent until the
 * next. The two are one until a report comes under `Full`; from then on both are folded, until what they know
 * is the same again.
 */

/** Whether the driver hides everything. */
export function isHiding({ privacy }: Known): boolean {
  return privacy === 'Full';
}

/** What is shown of a report: all of it, of one that begins to hide only that it does, of the hidden nothing. */
export function shownOf(report: Report, before: Known): Report | undefined {
  const { privacy } = report.groups;
  const mode = privacy ? privacy.state : before.privacy;
  if (mode !== 'Full') return report;
  return privacy && !isHiding(before) ? { ...report, groups: { privacy } } : undefined;
}

const motion = ['kinetic', 'position', 'odometer', 'ignition', 'powertrain'] as const;

/** The mark for the next report: whether since the hidden time the vehicle has not told if it is under way. */
export function isUntold({ groups }: Report, isAfterHidden: boolean): boolean {
  return isAfterHidden && motion.every((name) => groups[name] === undefined);
}

/** Whether both views will show the same from now on. */
export function isSameView(names: readonly string[], whole: EpisodeStates, shown: ShownStates): boolean {
  if (isHiding(whole.known ?? {}) || shown.isUntold) return false;
  return names.every((name) => isDeepStrictEqual(whole[name], shown[name]));
}

export function ofView(view: 'whole' | 'excerpt', changes: readonly EpisodeChange[]): EpisodeChange[] {
  return changes.map((change) => ({ ...change, view }));
}

/** Rows of both views that are one from now on. */
export function joined(changes: readonly EpisodeChange[]): EpisodeChange[] {
  const excerpts = changes.map(({ row, ...key }) => ({ ...key, view: 'excerpt' as const }));
  return [...changes, ...excerpts];
}

/** The state of a vehicle for those who may not see what its driver hid. */
export function shownState(state: VehicleState): VehicleState {
  const { status, privacy, shown } = state.projections as VehicleState['projections'] & EpisodeStates;
  if (!shown) return state;
  // Beside what is no episode's: a kept state lacks what was never shown, and the whole is no answer to that.
  return { ...state, projections: { ...(status && { status }), privacy, ...shown } };
}
