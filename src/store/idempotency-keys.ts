import { sql } from 'kysely';
import type { RemoteType } from '../model/remote.ts';
import type { Database } from './database.ts';

/** For so long a request with a key that was used gets the answer of the first. */
export const idempotencyKeptMs = 86_400_000;

/** A key that an application sent along, and the hash of all that was asked for with it. */
export type IdempotencyKey = { clientId: string; key: string; hash: Buffer };

/** What the first request with a key asked for, and the action that came of it. */
export type KeyedAction = { hash: Buffer; publicId: string; type: RemoteType };

/** Undefined where the key was not used within the last day. `now`: epoch milliseconds. */
export async function findKeyed(
  { query }: Database,
  { clientId, key }: Pick<IdempotencyKey, 'clientId' | 'key'>,
  now: number,
): Promise<KeyedAction | undefined> {
  const { rows } = await sql<KeyedAction>`
    select k.request_hash as hash, a.public_id as "publicId", a.type
      from idempotency_keys k join remote_actions a on a.id = k.action_id
     where k.client_id = ${clientId} and k.key = ${key} and k.created_at > ${since(now)}`.execute(query);
  return rows[0];
}

/**
 * Keeps a key in the transaction of its action. False where another request has it, which may have come in this very
 * moment: it waits for that one's end.
 */
export async function saveKey(
  { query }: Pick<Database, 'query'>,
  { clientId, key, hash }: IdempotencyKey,
  { actionId, now }: { actionId: number; now: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into idempotency_keys as k (client_id, key, request_hash, action_id, created_at)
    values (${clientId}, ${key}, ${hash}, ${actionId}, ${new Date(now)})
    on conflict (client_id, key) do update
      set request_hash = excluded.request_hash, action_id = excluded.action_id, created_at = excluded.created_at
      where k.created_at <= ${since(now)}
    returning k.key`.execute(query);
  return rows.length > 0;
}

const since = (now: number) => new Date(now - idempotencyKeptMs);
