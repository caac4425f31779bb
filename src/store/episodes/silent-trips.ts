import type { Database } from '../database.ts';

/** Vehicles with a trip under way of which nothing was written since a time, epoch milliseconds. */
export async function findSilentTrips({ pool }: Database, before: number): Promise<number[]> {
  const { rows } = await pool.query<{ vehicle_id: number }>(
    `select t.vehicle_id from trips t join vehicle_states s on s.vehicle_id = t.vehicle_id
      where t.ended_at is null and s.updated_at < to_timestamp($1::float8 / 1000)
      order by s.updated_at limit 2000`,
    [before],
  );
  return rows.map(({ vehicle_id: vehicleId }) => vehicleId);
}
