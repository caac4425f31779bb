import { isSecret } from '../lib/secrets.ts';

/** A vehicle as its connection proves it. */
export type VehicleIdentity = {
  vehicleId: number;
  vin: string;
  /** What it came in with, as `credentialOf` makes it of a hash: not the secret. */
  credential: string;
};

/** The vehicle of a user name and secret, if they are right. */
export type Authenticate = (username: string, secret: Buffer) => Promise<VehicleIdentity | undefined>;

/** The vehicle that a user name belongs to, with the hash of its secret. */
export type FindCredential = (
  username: string,
) => Promise<{ vehicleId: number; vin: string; secretHash: Buffer } | undefined>;

/** Tells one secret of a vehicle from another. */
export function credentialOf(secretHash: Buffer): string {
  return secretHash.toString('base64');
}

/** Compared against where there is no such user name, so that both answers take the same time. */
const nobody = Buffer.alloc(32);

export function authenticateWith(find: FindCredential): Authenticate {
  return async (username, secret) => {
    const found = await find(username);
    const isRight = isSecret(secret, found?.secretHash ?? nobody);
    if (!found || !isRight) return undefined;
    const { vehicleId, vin, secretHash } = found;
    return { vehicleId, vin, credential: credentialOf(secretHash) };
  };
}
