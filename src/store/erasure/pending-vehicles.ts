import { sql } from 'kysely';
import { type Database, inTransaction } from '../database.ts';

export type PendingVehicle = { vehicleId: number; erasureId: string };

/** Vehicles whose data is still to be deleted. */
export async function listPendingVehicles({ query }: Database): Promise<PendingVehicle[]> {
  return query
    .selectFrom('erasure_vehicles')
    .select(['vehicle_id as vehicleId', 'erasure_id as erasureId'])
    .orderBy('vehicle_id')
    .execute();
}

/** Notes that nothing is left of a vehicle; an erasure is finished with the last of its vehicles. */
export async function finishVehicle(
  database: Database,
  { vehicleId, erasureId }: PendingVehicle,
): Promise<void> {
  await inTransaction(database, async ({ query }) => {
    const { numDeletedRows } = await query
      .deleteFrom('erasure_vehicles')
      .where('vehicle_id', '=', vehicleId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await sql`insert into erasure_counts as c (erasure_id, kind, count) values (${erasureId}, 'vehicles', 1)
      on conflict (erasure_id, kind) do update set count = c.count + 1`.execute(query);
  });
}

/** Marks erasures of which nothing is left to do as finished. */
export async function finishErasures({ query }: Database, now: number): Promise<void> {
  await query
    .updateTable('erasures as e')
    .set({ finished_at: new Date(now) })
    .where('finished_at', 'is', null)
    .where(sql<boolean>`not exists (select from erasure_vehicles v where v.erasure_id = e.id)`)
    .execute();
}

/**
 * Vehicles of which nothing is to be taken: those whose data is being deleted, and those that nobody has linked since.
 * Whoever has been linked since is no longer among them.
 */
export async function listSilenced({ pool }: Database): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `with heard as (
       update vehicles v set silenced_at = null
        where v.silenced_at is not null
          and not exists (select from erasure_vehicles e where e.vehicle_id = v.id)
          and (exists (select from user_vehicles u where u.vehicle_id = v.id)
            or exists (select from fleet_vehicles m where m.vehicle_id = v.id))
       returning v.id)
     select v.id from vehicles v where v.silenced_at is not null and v.id not in (select id from heard)`,
  );
  return rows.map(({ id }) => id);
}
