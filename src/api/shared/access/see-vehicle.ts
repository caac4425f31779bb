import type { Sight } from '../../../auth/sight.ts';
import type { GroupName } from '../../../model/groups.ts';
import type { Status, VehicleState } from '../../../model/vehicle-state.ts';
import { type PrivacyTimeline, privacyAt } from '../../../projections/privacy.ts';
import { shownState } from '../../../projections/shown.ts';
import type { ApiContext } from '../../context.ts';
import { type PrivacyMode, type Visibility, visibilityOf } from '../../present/visibility.ts';
import type { FoundVehicle, SeenVehicle } from '../ask.ts';

/** A vehicle with its state, and what its services, the scopes or profile, and its privacy mode leave of it now. */
export function seenVehicle(
  { owned, at, profile }: FoundVehicle,
  whole: VehicleState | undefined,
): SeenVehicle {
  const { vehicleId, publicId, vin } = owned;
  const mode: PrivacyMode = whole?.projections.status?.privacy?.value.state ?? 'None';
  const sight = owned.sights[profile];
  const visibility = visibilityOf(sight, mode);
  const state = whole && sight.isPrivate ? shownState(whole) : whole;
  const status = openStatus(state, sight, visibility);
  return { vehicleId, publicId, vin, at, state, status, mode, visibility, sight };
}

const noStatus: Status = {};

/** The status without what was measured under a mode that hides it, though the mode may be another now. */
function openStatus(state: VehicleState | undefined, { isPrivate }: Sight, { groupsOf }: Visibility): Status {
  const status = state?.projections.status ?? noStatus;
  const timeline = (state?.projections.privacy ?? []) as PrivacyTimeline;
  if (!isPrivate || timeline.every(({ mode }) => mode === 'None')) return status;
  const open = Object.entries(status).filter(([name, { at }]) =>
    groupsOf(privacyAt(timeline, at)).has(name as GroupName),
  );
  return Object.fromEntries(open);
}

export async function seeVehicle(context: ApiContext, found: FoundVehicle): Promise<SeenVehicle> {
  return seenVehicle(found, await context.findState(found.owned.vehicleId));
}

/** The same for some vehicles at once, in their order: for lists of a fleet. */
export async function seeVehicles(
  context: ApiContext,
  found: readonly FoundVehicle[],
): Promise<SeenVehicle[]> {
  const states = await context.findStates(found.map(({ owned }) => owned.vehicleId));
  return found.map((one) => seenVehicle(one, states.get(one.owned.vehicleId)));
}
