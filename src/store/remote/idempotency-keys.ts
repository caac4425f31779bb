import { sql } from 'kysely';
import type { RemoteType } from '../../model/remote.ts';
import type { Database } from '../database.ts';

/** For so long a request with a key that was used gets the answer of the first. */
export const idempotencyKeptMs = 86_400_000;

/** What the first request with a key asked for, and the action that came of it. */
export type KeyedAction = { hash: Buffer; publicId: string; type: RemoteType };

/** Undefined where the application has not used the key within the last day. `now`: epoch milliseconds. */
export async function findKeyed(
  { query }: Database,
  { clientId, key }: { clientId: string; key: string },
  now: number,
): Promise<KeyedAction | undefined> {
  const { rows } = await sql<KeyedAction>`
    select k.request_hash as hash, a.public_id as "publicId", a.type
      from idempotency_keys k join remote_actions a on a.id = k.action_id
     where k.client_id = ${clientId} and k.key = ${key}
       and k.created_at > ${new Date(now - idempotencyKeptMs)}`.execute(query);
  return rows[0];
}
