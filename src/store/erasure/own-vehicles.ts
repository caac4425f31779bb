import { sql } from 'kysely';
import { newPublicId } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';

/** Rows in one transaction: over before anybody waits for it. */
export const bite = 2000;

/** The vehicles that no other user and no fleet has; none of them gets another owner until the transaction ends. */
export async function lockOwnVehicles({ query }: Pick<Database, 'query'>, userId: number): Promise<number[]> {
  const theirs = query.selectFrom('user_vehicles').select('vehicle_id').where('user_id', '=', userId);
  await query
    .selectFrom('vehicles')
    .select('id')
    .where('id', 'in', theirs)
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows = await query
    .selectFrom('user_vehicles as u')
    .select('u.vehicle_id as vehicleId')
    .where('u.user_id', '=', userId)
    .where(sql<boolean>`not exists (select from user_vehicles o
      where o.vehicle_id = u.vehicle_id and o.user_id <> u.user_id)`)
    .where(sql<boolean>`not exists (select from fleet_vehicles m where m.vehicle_id = u.vehicle_id)`)
    .execute();
  return rows.map(({ vehicleId }) => vehicleId);
}

type Noted = { vehicleIds: readonly number[]; now: number };

/** Opens a receipt, and notes the vehicles whose data is to be deleted. */
export async function addErasure(
  { query }: Pick<Database, 'query'>,
  { vehicleIds, now }: Noted,
): Promise<string> {
  const id = newPublicId();
  await query
    .insertInto('erasures')
    .values({ id, asked_at: new Date(now), finished_at: null })
    .execute();
  if (vehicleIds.length === 0) return id;
  const rows = vehicleIds.map((vehicleId) => ({ vehicle_id: vehicleId, erasure_id: id }));
  await query
    .insertInto('erasure_vehicles')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // The label can be a name that the user gave it.
  const silenced = { silenced_at: new Date(now), label: null };
  await query
    .updateTable('vehicles')
    .set(silenced)
    .where('id', 'in', [...vehicleIds])
    .execute();
  return id;
}
