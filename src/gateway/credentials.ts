import { isSecret } from '../lib/secrets.ts';
import type { Database } from '../store/database.ts';

/** A vehicle as its connection proves it. */
export type VehicleIdentity = { vehicleId: number; vin: string };

/** The vehicle of a user name and secret, if they are right. */
export type Authenticate = (username: string, secret: Buffer) => Promise<VehicleIdentity | undefined>;

/** Compared against where there is no such user name, so that both answers take the same time. */
const nobody = Buffer.alloc(32);

export function authenticateFrom({ query }: Database): Authenticate {
  return async (username, secret) => {
    const row = await query
      .selectFrom('vehicle_credentials as c')
      .innerJoin('vehicles as v', 'v.id', 'c.vehicle_id')
      .select(['v.id', 'v.vin', 'c.secret_hash'])
      .where('c.username', '=', username)
      .executeTakeFirst();
    const isRight = isSecret(secret, row?.secret_hash ?? nobody);
    return row && isRight ? { vehicleId: row.id, vin: row.vin } : undefined;
  };
}
