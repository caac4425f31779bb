import type { PrivacyMode } from '../model/episodes.ts';
import type { GroupName, Groups } from '../model/groups.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { episodeStatesOf } from '../projections/current-trip.ts';
import type { EpisodeStates } from '../projections/fold.ts';
import { type PrivacyTimeline, privacyAt } from '../projections/privacy.ts';
import { shownState } from '../projections/shown.ts';
import type { EpisodeChange } from '../store/episodes/save-episodes.ts';
import type { RuleState, Sees } from './rule.ts';

/** A vehicle at a moment, seen with the eyes of whoever made the monitor. */
export type View = {
  vehicleId: number;
  /** Of the report or of the edge, epoch milliseconds. */
  at: number;
  /** The newest time that was heard of: it never goes back, as `at` may. */
  now: number;
  state: VehicleState;
  /** Before the report; the same object where only time has passed. */
  before: VehicleState;
  changes: readonly EpisodeChange[];
  sees: Sees;
};

/** A state as whoever made the monitor may know it. */
export function knownTo(sees: Sees, state: VehicleState): VehicleState {
  return (state.projections as EpisodeStates).shown && !sees('hidden') ? shownState(state) : state;
}

/** The newest time that was heard of: a report that comes late does not turn the clock back. */
export function newest(at: number, state: VehicleState, { clock = at }: RuleState): number {
  return Math.max(at, episodeStatesOf(state).order?.at ?? at, clock);
}

export function modeOf({ projections }: VehicleState): PrivacyMode {
  return projections.status?.privacy?.value.state ?? 'None';
}

/** Whether what was measured at a time may be seen now. */
function isSeen({ state, sees }: View, name: GroupName, at: number): boolean {
  if (!sees(name, modeOf(state))) return false;
  if (sees(name, 'Full') && sees(name, 'Geolocation')) return true;
  return sees(name, privacyAt((state.projections.privacy ?? []) as PrivacyTimeline, at));
}

/** Gives the value of a group; undefined where it was not told or may not be seen. */
export type Told = <Name extends GroupName>(name: Name) => Groups[Name] | undefined;

/** What a state tells of groups, of the vehicle's newest or of the one before. */
export function toldIn(view: View, { projections: { status = {} } }: VehicleState): Told {
  return (name) => {
    const aged = status[name];
    return aged && isSeen(view, name, aged.at) ? (aged.value as never) : undefined;
  };
}

/** Whether none of the groups may be seen. */
export function isHidden(view: View, names: readonly GroupName[]): boolean {
  const { status = {} } = view.state.projections;
  return names.every((name) => !isSeen(view, name, status[name]?.at ?? view.now));
}

/** Rows of a table that the report changed, as they may be seen. */
export function changedRows<Body>(
  { changes, sees, state }: View,
  table: EpisodeChange['table'],
  what: GroupName | 'trips',
): { id: string; body: Body; endedAt?: number }[] {
  if (changes.length === 0 || !sees(what, modeOf(state))) return [];
  const other = sees('hidden') ? 'excerpt' : 'whole';
  return changes.flatMap(({ table: own, id, view, row }) => {
    if (own !== table || !row || view === other) return [];
    const { body, endedAt } = row;
    return [{ id, body: body as Body, ...(endedAt === undefined ? {} : { endedAt }) }];
  });
}
