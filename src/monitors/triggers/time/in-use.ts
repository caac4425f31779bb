import type { Groups } from '../../../model/groups.ts';
import type { Aged, VehicleState } from '../../../model/vehicle-state.ts';
import { episodeStatesOf } from '../../../projections/current-trip.ts';
import { movingKmh } from '../../../projections/trips/rules.ts';
import type { OpenTrip } from '../../../projections/trips/trip.ts';
import { modeOf, toldIn, type View } from '../../view.ts';

/** After so long without a word nobody knows whether a vehicle that moved still does. */
export const silenceMs = 30 * 60_000;

const groups = ['kinetic'] as const;

/**
 * Until when a vehicle counts as in use if nothing more is heard, epoch milliseconds; undefined where it
 * stands. It is in use while it moves, and from then on to the end of its trip: standing at a traffic light
 * is part of it.
 */
export function inUseUntil(view: View): number | undefined {
  const { state, sees } = view;
  const kinetic = toldIn(view, state)(groups[0]) && state.projections.status?.kinetic;
  const until = Math.max(movingUntil(kinetic), sees('trips', modeOf(state)) ? onTripUntil(state) : 0);
  return until > 0 ? until : undefined;
}

/** The same where nothing is hidden and kinetic is seen; 0 where it stands. */
export function useEndsAt(state: VehicleState, seesTrips: boolean): number {
  const { status } = state.projections;
  return Math.max(movingUntil(status?.kinetic), seesTrips ? onTripUntil(state) : 0);
}

/** Whether it may be seen at all whether it is in use. */
export function seesUse({ sees, state }: View): boolean {
  const mode = modeOf(state);
  return sees('trips', mode) || sees('kinetic', mode);
}

function movingUntil(kinetic: Aged<NonNullable<Groups['kinetic']>> | undefined): number {
  if (!kinetic) return 0;
  const { moving, speed = 0 } = kinetic.value;
  return (moving ?? Math.abs(speed) > 0) ? kinetic.at + silenceMs : 0;
}

function onTripUntil(state: VehicleState): number {
  const { order, trips } = episodeStatesOf(state);
  const open = trips?.open;
  if (!order || !open || open.isSwept) return 0;
  return hasMoved(open) ? order.at + silenceMs : 0;
}

/** Being switched on is not yet being under way. */
function hasMoved({ isResting, movedAt, startedAt, maxSpeed = 0 }: OpenTrip): boolean {
  return !isResting || movedAt > startedAt || maxSpeed > movingKmh;
}
