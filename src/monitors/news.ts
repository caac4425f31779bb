import type { VehicleState } from '../model/vehicle-state.ts';
import type { PrivacyTimeline } from '../projections/privacy.ts';
import type { Moment } from './rule.ts';
import { modeOf } from './view.ts';

/** A report with what every rule asks of it first, worked out once for all of them. */
export type News = Moment & {
  /** One bit for each group that may have been told anew. */
  kinds: number;
  /** Whether the driver hides nothing and never did, for as long as is known. */
  isOpen: boolean;
  /** Whether the driver hides more, or less, than before, now or at a time that is told of late. */
  isHidingOther: boolean;
};

/** The bits of all groups. */
const anyKinds = -1;

export function newsOf({ vehicleId, at, before, after, changes, kinds = anyKinds }: Moment): News {
  const isSamePrivacy = before.projections.privacy === after.projections.privacy;
  const isOpen = isHidingNothing(after) && (isSamePrivacy || isHidingNothing(before));
  return {
    vehicleId,
    at,
    before,
    after,
    changes,
    kinds: before.projections.status === after.projections.status ? 0 : kinds,
    isOpen,
    isHidingOther: (!isSamePrivacy && !isOpen) || modeOf(before) !== modeOf(after),
  };
}

function isHidingNothing({ projections: { privacy } }: VehicleState): boolean {
  return privacy === undefined || (privacy as PrivacyTimeline).every(({ mode }) => mode === 'None');
}
