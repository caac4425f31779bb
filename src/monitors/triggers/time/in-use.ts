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
  const until = Math.max(moving(view), onTrip(view));
  return until > 0 ? until : undefined;
}

/** Whether it may be seen at all whether it is in use. */
export function seesUse({ sees, state }: View): boolean {
  const mode = modeOf(state);
  return sees('trips', mode) || sees('kinetic', mode);
}

function moving(view: View): number {
  const kinetic = toldIn(view, view.state)(groups[0]);
  const isMoving = kinetic?.moving ?? Math.abs(kinetic?.speed ?? 0) > 0;
  return isMoving ? (view.state.projections.status?.kinetic?.at ?? 0) + silenceMs : 0;
}

function onTrip({ state, sees }: View): number {
  if (!sees('trips', modeOf(state))) return 0;
  const { order, trips } = episodeStatesOf(state);
  const open = trips?.open;
  if (!order || !open || open.isSwept) return 0;
  return hasMoved(open) ? order.at + silenceMs : 0;
}

/** Being switched on is not yet being under way. */
function hasMoved({ isResting, movedAt, startedAt, maxSpeed = 0 }: OpenTrip): boolean {
  return !isResting || movedAt > startedAt || maxSpeed > movingKmh;
}
