import { type GroupName, maskOf } from '../model/groups.ts';
import { hidesGroup } from '../model/privacy.ts';
import type { VehicleState } from '../model/vehicle-state.ts';
import { type PrivacyTimeline, privacyAt } from './privacy.ts';

/** Bits of the groups that a state tells: all of them, and those that its privacy modes leave open. */
export type StateKinds = { kinds: number; openKinds: number };

/** A group is hidden by the mode of now as by that of the time at which it was measured. */
export function stateKinds({ projections: { status = {}, privacy } }: VehicleState): StateKinds {
  const names = Object.keys(status) as GroupName[];
  const kinds = maskOf(names);
  const timeline = (privacy ?? []) as PrivacyTimeline;
  if (timeline.every(({ mode }) => mode === 'None')) return { kinds, openKinds: kinds };
  const hidesNow = hidesGroup[status.privacy?.value.state ?? 'None'];
  const isOpen = (name: GroupName) =>
    !hidesNow(name) && !hidesGroup[privacyAt(timeline, status[name]?.at ?? 0)](name);
  return { kinds, openKinds: maskOf(names.filter(isOpen)) };
}
