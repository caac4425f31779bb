import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { EpisodeTable } from './episodes.ts';

/** The episodes of some vehicles that still last, oldest first. */
export async function readOpenEpisodes<Body>(
  { query }: Database,
  table: EpisodeTable,
  vehicleIds: readonly number[],
): Promise<{ vehicleId: number; id: string; isPrivate: boolean; body: Body }[]> {
  const { rows } = await sql<{ vehicle_id: number; id: string; is_private: boolean; body: string }>`
    select vehicle_id, id, is_private, body from ${sql.table(table)}
    where vehicle_id = any(${[...vehicleIds]}::bigint[]) and ended_at is null order by started_at, id`.execute(
    query,
  );
  return rows.map(({ vehicle_id: vehicleId, id, is_private: isPrivate, body }) => ({
    vehicleId,
    id,
    isPrivate,
    body: JSON.parse(body) as Body,
  }));
}
