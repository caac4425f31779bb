import { LRUCache } from 'lru-cache';
import { grantableScopes } from './scopes.ts';

/** Whose eyes data is seen with: the end user's, or the fleet owner's. */
export type Profile = 'endUser' | 'fleet';

/** Whether the privacy mode of a vehicle holds for those who look at it so. */
export const isPrivateFor: Record<Profile, boolean> = { endUser: true, fleet: false };

/** What somebody may see of one vehicle, before the driver's privacy mode is looked at. */
export type Sight = {
  /** What was authorised: scopes that a user granted, or everything of a fleet owner's. */
  scopes: readonly string[];
  /** Data scopes of the active vehicle services: each of the lists has to cover what is shown. */
  services: readonly (readonly string[])[];
  /** Whether the privacy mode of the vehicle holds for this viewer. */
  isPrivate: boolean;
};

/** Data scopes of the active services of a vehicle, by who subscribed to them. */
export type ServiceScopes = Record<Profile, readonly string[]>;

export function sightOfUser(scopes: readonly string[], services: ServiceScopes): Sight {
  return { scopes, services: [services.endUser], isPrivate: true };
}

/**
 * A fleet owner sees what the services of the fleet upload. With the profile `endUser` it is what the driver
 * would see, too: what drivers can grant, what their services upload, what their privacy mode leaves.
 */
export function sightsOfFleet(services: ServiceScopes): Record<Profile, Sight> {
  const key = JSON.stringify([services.fleet, services.endUser]);
  const sights = known.get(key) ?? {
    fleet: { scopes: ['data'], services: [services.fleet], isPrivate: isPrivateFor.fleet },
    endUser: {
      scopes: grantableScopes,
      services: [services.fleet, services.endUser],
      isPrivate: isPrivateFor.endUser,
    },
  };
  known.set(key, sights);
  return sights;
}

/** Most vehicles of a fleet have the same services: what follows from them is worked out once. */
const known = new LRUCache<string, Record<Profile, Sight>>({ max: 1000 });
