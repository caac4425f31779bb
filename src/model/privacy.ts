import type { PrivacyMode } from './episodes.ts';
import type { GroupName } from './groups.ts';

/** What of a vehicle's state a privacy mode hides from those whom it holds for. */
export const hidesGroup: Record<PrivacyMode, (name: GroupName) => boolean> = {
  None: () => false,
  Geolocation: (name) => name === 'position',
  Full: (name) => name !== 'privacy',
};
