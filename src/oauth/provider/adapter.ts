import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Clock } from '../../lib/clock.ts';
import { hashSecret } from '../../lib/secrets.ts';
import {
  consumeItem,
  findItem,
  removeItem,
  removeItemsOfGrant,
  saveItem,
} from '../../store/access/oauth-items.ts';
import type { Database } from '../../store/database.ts';
import { loadedErrors } from './load-library.ts';
import { seal, unseal } from './seal.ts';

export type AdapterDeps = {
  database: Database;
  clock: Clock;
  /** For how long a refresh token that was used already goes on working. */
  refreshGraceMs: number;
};

/** What has a place of its own in the store: `clients.ts`, `access-tokens.ts`. */
export const unsupported = async (): Promise<never> => {
  throw new Error('the library asked for what it was not configured for');
};

/**
 * Keeps what the library hands out, under the hash of its id and sealed with it: a copy of the database opens
 * nothing. Sessions are kept a second time under their `uid`, by which interactions look for them.
 */
export function itemAdapter(kind: string, deps: AdapterDeps): Adapter {
  const { database, clock } = deps;
  const named = (id: string, of = kind) => ({ kind: of, idHash: hashSecret(id) });

  async function find(id: string, of = kind): Promise<AdapterPayload | undefined> {
    const row = await findItem(database, named(id, of));
    if (!row) return undefined;
    const isUsed = row.consumedAt !== null && !isInGrace(kind, row.consumedAt, deps);
    const payload = unseal(id, row.content);
    return isUsed ? { ...payload, consumed: Math.floor(Number(row.consumedAt) / 1000) } : payload;
  }

  return {
    async upsert(id, payload, expiresIn = 0) {
      const { grantId, accountId, clientId, uid } = payload;
      const item = {
        grantId: kind === 'Grant' ? id : grantId,
        userId: accountId,
        clientId,
        expiresAt: new Date(clock.now() + expiresIn * 1000),
      };
      await saveItem(database, { ...named(id), ...item, content: seal(id, payload) });
      if (kind !== 'Session' || !uid) return;
      const content = seal(uid, { ...payload, jti: undefined });
      await saveItem(database, { ...named(uid, 'SessionUid'), ...item, content });
    },
    find: (id) => find(id),
    findByUid: (uid) => find(uid, 'SessionUid'),
    findByUserCode: unsupported,
    async consume(id) {
      const isFirst = await consumeItem(database, named(id), clock.now());
      // Two requests with one code at the same time: the library saw it unused in both.
      if (!isFirst && kind === 'AuthorizationCode')
        throw new (loadedErrors().InvalidGrant)('authorization code already consumed');
    },
    async destroy(id) {
      const payload = kind === 'Session' ? await find(id) : undefined;
      if (payload?.uid) await removeItem(database, named(payload.uid, 'SessionUid'));
      await removeItem(database, named(id));
    },
    revokeByGrantId: (grantId) => removeItemsOfGrant(database, kind, grantId),
  };
}

/** Clients that lose an answer, or run twice, come again with the token they have. */
function isInGrace(kind: string, usedAt: Date, { clock, refreshGraceMs }: AdapterDeps): boolean {
  return kind === 'RefreshToken' && clock.now() - usedAt.getTime() < refreshGraceMs;
}
