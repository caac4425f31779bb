import type { Database } from '../database.ts';
import { episodeTables } from './episodes.ts';

/** Rows in one statement: a small bite is over before anybody waits for it. */
const bite = 2000;

/**
 * Removes episodes that ended before a time, epoch milliseconds, and checkpoints from before it; those that
 * last stay. Of each vehicle the newest of the old checkpoints is kept: it is where what is left of its
 * history goes on from.
 */
export async function trimEpisodes(database: Database, before: number): Promise<void> {
  for (const table of episodeTables) {
    const old = `select ctid from ${table} where ended_at < to_timestamp($1::float8 / 1000)
      and started_at < to_timestamp($1::float8 / 1000) order by started_at limit $2`;
    await trim(database, `delete from ${table} where ctid = any(array(${old}))`, before);
  }
  const surpassed = `select c.ctid from episode_checkpoints c
    where c.at < to_timestamp($1::float8 / 1000) and exists (
      select from episode_checkpoints n where n.vehicle_id = c.vehicle_id and n.at > c.at
        and n.at < to_timestamp($1::float8 / 1000)) limit $2`;
  await trim(database, `delete from episode_checkpoints where ctid = any(array(${surpassed}))`, before);
}

async function trim({ pool }: Database, statement: string, before: number): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(statement, [before, bite]);
    if ((rowCount ?? 0) < bite) return;
  }
}
