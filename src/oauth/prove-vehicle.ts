import { addressKey, createThrottle, takeEach } from '../auth/throttle.ts';
import type { Clock } from '../lib/clock.ts';
import { redeemPairingCode } from '../store/access/pairings.ts';
import type { Database } from '../store/database.ts';
import { EnrolmentError, linkVehicle } from '../store/vehicles/enrolment.ts';

/** What somebody typed to prove that a vehicle is theirs, and from where. */
export type Proof = { userId: number; address: string; vin: string; code: string };

/** How it went; whether there is such a vehicle shows in none of them. */
export type Proven = { outcome: 'linked' | 'wrong' } | { outcome: 'wait'; seconds: number };

export type ProveVehicle = (proof: Proof) => Promise<Proven>;

const withinMs = 15 * 60_000;

/** Links a vehicle to who has the code that was made for it; so and so often for a user and for an address. */
export function createProveVehicle(database: Database, clock: Clock): ProveVehicle {
  const attempts = createThrottle({ attempts: 10, withinMs }, clock);
  return async ({ userId, address, vin, code }) => {
    const waitMs = takeEach([attempts, `from ${addressKey(address)}`], [attempts, `user ${userId}`]);
    if (waitMs > 0) return { outcome: 'wait', seconds: Math.ceil(waitMs / 1000) };
    const vehicleId = /^[A-Z0-9]{5,17}$/.test(vin)
      ? await redeemPairingCode(database, { vin, code: code.slice(0, 50) }, clock.now())
      : undefined;
    if (vehicleId === undefined) return { outcome: 'wrong' };
    await linkVehicle(database, userId, vehicleId).catch((error: unknown) => {
      // It was theirs before.
      if (!(error instanceof EnrolmentError)) throw error;
    });
    return { outcome: 'linked' };
  };
}

/** A VIN as it is kept, from what somebody typed. */
export function vinFrom(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').slice(0, 17);
}
