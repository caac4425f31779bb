import { sql } from 'kysely';
import { type Database, inTransaction } from '../database.ts';
import { addErasure, lockOwnVehicles } from './own-vehicles.ts';

/**
 * Unlinks a vehicle and has its data deleted, where nobody else has it. The answer is the id of the receipt; undefined
 * where somebody else does, or it is none of the user's: then nothing has happened.
 */
export async function eraseVehicle(
  database: Database,
  { userId, publicId }: { userId: number; publicId: string },
  now: number,
): Promise<string | undefined> {
  return inTransaction(database, async ({ query }) => {
    const own = await lockOwnVehicles({ query }, userId);
    const limits = await countChargeLimits({ query }, { userId, publicId });
    const unlinked = await query
      .deleteFrom('user_vehicles')
      .where('user_id', '=', userId)
      .where('public_id', '=', publicId)
      .where('vehicle_id', 'in', own.length > 0 ? own : [0])
      .returning('vehicle_id as vehicleId')
      .executeTakeFirst();
    if (!unlinked) return undefined;
    const erasureId = await addErasure({ query }, { vehicleIds: [unlinked.vehicleId], now });
    const counts = Object.entries({ links: 1, ...limits }).filter(([, count]) => count > 0);
    await query
      .insertInto('erasure_counts')
      .values(counts.map(([kind, count]) => ({ erasure_id: erasureId, kind, count })))
      .execute();
    return erasureId;
  });
}

type WithLink = Record<'chargeLimits' | 'chargeLimitEvents' | 'remotes', number>;

/** Of a user's vehicle: they go with the link, as does what the limit asked of the vehicle. */
async function countChargeLimits(
  { query }: Pick<Database, 'query'>,
  { userId, publicId }: { userId: number; publicId: string },
): Promise<WithLink> {
  const { rows } = await sql<WithLink>`
    select (select count(*) from charge_limits c where c.user_id = u.user_id and c.vehicle_id = u.vehicle_id)
          as "chargeLimits",
        (select count(*) from charge_limit_events e where e.user_id = u.user_id and e.vehicle_id = u.vehicle_id)
          as "chargeLimitEvents",
        (select count(*) from remote_actions a join charge_limits c on c.callback_id = a.callback_id
          where c.user_id = u.user_id and c.vehicle_id = u.vehicle_id) as remotes
      from user_vehicles u where u.user_id = ${userId} and u.public_id = ${publicId}`.execute(query);
  return rows[0] ?? { chargeLimits: 0, chargeLimitEvents: 0, remotes: 0 };
}
