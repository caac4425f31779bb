import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { EpisodeTable } from './episodes.ts';

/** The episodes of some vehicles that still last, in both views, oldest first. */
export async function readOpenEpisodes<Body>(
  { query }: Database,
  table: EpisodeTable,
  vehicleIds: readonly number[],
): Promise<{ vehicleId: number; id: string; isPrivate: boolean; isExcerpt: boolean; body: Body }[]> {
  const { rows } =
    await sql<Selected>`select vehicle_id, id, is_private, is_excerpt, body from ${sql.table(table)}
    where vehicle_id = any(${[...vehicleIds]}::bigint[]) and ended_at is null order by started_at, id`.execute(
      query,
    );
  return rows.map(({ vehicle_id: vehicleId, id, body, ...view }) => ({
    vehicleId,
    id,
    isPrivate: view.is_private,
    isExcerpt: view.is_excerpt,
    body: JSON.parse(body) as Body,
  }));
}

type Selected = { vehicle_id: number; id: string; is_private: boolean; is_excerpt: boolean; body: string };
