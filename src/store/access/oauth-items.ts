import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** What the authorization server keeps for a time: a code, a refresh token, a session, a grant. */
export type OauthItem = {
  kind: string;
  idHash: Buffer;
  /** Sealed. */
  content: Buffer;
  grantId?: string | undefined;
  /** The user's public id. */
  userId?: string | undefined;
  clientId?: string | undefined;
  expiresAt: Date;
};

type Named = Pick<OauthItem, 'kind' | 'idHash'>;

/** Enters an item, or puts another content into the one that is there. */
export async function saveItem({ query }: Database, item: OauthItem): Promise<void> {
  const { kind, content, grantId = null, userId = '', clientId = '' } = item;
  const changed = {
    content,
    grant_id: grantId,
    user_id: sql<number | null>`(select id from users where public_id = ${userId})`,
    application_id: sql<number | null>`(select id from applications where client_id = ${clientId})`,
    expires_at: item.expiresAt,
  };
  await query
    .insertInto('oauth_items')
    .values({ kind, id_hash: item.idHash, ...changed })
    .onConflict((conflict) => conflict.columns(['kind', 'id_hash']).doUpdateSet(changed))
    .execute();
}

export async function findItem({ query }: Database, { kind, idHash }: Named) {
  return query
    .selectFrom('oauth_items')
    .select(['content', 'consumed_at as consumedAt'])
    .where('kind', '=', kind)
    .where('id_hash', '=', idHash)
    .executeTakeFirst();
}

/** Marks an item as used; whether this was the first time. The time of the first use stays. */
export async function consumeItem({ query }: Database, item: Named, now: number): Promise<boolean> {
  const { numUpdatedRows } = await query
    .updateTable('oauth_items')
    .set({ consumed_at: new Date(now) })
    .where('kind', '=', item.kind)
    .where('id_hash', '=', item.idHash)
    .where('consumed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function removeItem({ query }: Database, { kind, idHash }: Named): Promise<void> {
  await query.deleteFrom('oauth_items').where('kind', '=', kind).where('id_hash', '=', idHash).execute();
}

/** Removes all of a kind that came from one grant. */
export async function removeItemsOfGrant({ query }: Database, kind: string, grantId: string): Promise<void> {
  await query.deleteFrom('oauth_items').where('kind', '=', kind).where('grant_id', '=', grantId).execute();
}

/** Removes what has expired, and grants that nothing is left of. Access tokens stay a day, for who asks why. */
export async function trimOauth({ query }: Database, now: number): Promise<void> {
  const at = new Date(now);
  await query.deleteFrom('oauth_items').where('expires_at', '<', at).execute();
  await query
    .deleteFrom('access_tokens')
    .where('expires_at', '<', new Date(now - 86_400_000))
    .execute();
  await query.deleteFrom('vehicle_pairings').where('expires_at', '<', at).execute();
  await query
    .deleteFrom('oauth_items as g')
    .where('g.kind', '=', 'Grant')
    .where('g.created_at', '<', new Date(now - 86_400_000))
    .where(
      sql<boolean>`not exists (select from oauth_items i where i.grant_id = g.grant_id and i.kind <> 'Grant')`,
    )
    .where(sql<boolean>`not exists (select from access_tokens t where t.grant_id = g.grant_id)`)
    .execute();
}
