import type { AdminApi, Role } from '../api/admin.ts';
import type { Ask } from '../api/ask.ts';
import type { Face } from '../api/face.ts';
import type { Over } from './keep-credentials.ts';

export type RoleName = 'driver' | 'fleetOwner' | 'administrator';

/** Somebody who is signed in. Tokens and passwords are in memory alone: inside the `ask` of each API. */
export type SignedIn =
  | ({ role: 'driver' | 'fleetOwner'; face: Face; live: Ask } & Signed)
  | ({ role: 'administrator'; rights: Role; admin: AdminApi } & Signed);

type Signed = { name: string; over: Over; signOut(): Promise<void> };

/** What a reload finds: who was signed in, and through which door. No secret. */
export type Remembered = { role: RoleName; isDemo: boolean };

const place = 'roadwire.role';

export function remember(remembered: Remembered | undefined): void {
  if (remembered) sessionStorage.setItem(place, JSON.stringify(remembered));
  else sessionStorage.removeItem(place);
}

export function remembered(): Remembered | undefined {
  const text = sessionStorage.getItem(place);
  return text === null ? undefined : (JSON.parse(text) as Remembered);
}
