import type { Status } from '../../api/model.ts';
import type { Openings } from './cards/car-outline.tsx';

type Doors = NonNullable<Status['doorsState']>;

/** By what can be open, whether it is. */
export function openingsOf({ opening = [] }: Doors): Openings {
  return Object.fromEntries(opening.map(({ identifier, state }) => [identifier, state]));
}

/** Whether it is locked as a whole; undefined where that cannot be said. A boot that is locked alone says nothing of it. */
export function isLocked({ lockedStates = [] }: Doors): boolean | undefined {
  if (lockedStates.some((state) => /unlocked/i.test(state))) return false;
  return lockedStates.some((state) => state === 'Locked' || state === 'SuperLocked') ? true : undefined;
}
