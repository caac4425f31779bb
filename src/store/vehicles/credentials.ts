import type { Database } from '../database.ts';

/** The vehicle that a user name belongs to, with the hash of its secret. */
export async function findCredential({ query }: Database, username: string) {
  return query
    .selectFrom('vehicle_credentials as c')
    .innerJoin('vehicles as v', 'v.id', 'c.vehicle_id')
    .select(['v.id as vehicleId', 'v.vin', 'c.secret_hash as secretHash'])
    .where('c.username', '=', username)
    .executeTakeFirst();
}

/** The hashes that are good now, by vehicle; vehicles without one are left out. */
export async function findSecretHashes(
  { query }: Database,
  vehicleIds: readonly number[],
): Promise<ReadonlyMap<number, Buffer>> {
  const rows = await query
    .selectFrom('vehicle_credentials')
    .select(['vehicle_id as vehicleId', 'secret_hash as secretHash'])
    .where('vehicle_id', 'in', [...vehicleIds])
    .execute();
  return new Map(rows.map(({ vehicleId, secretHash }) => [vehicleId, secretHash]));
}
