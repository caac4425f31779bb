import type { Adapter } from 'oidc-provider';
import { findToken, removeToken, removeTokensOfGrant, saveToken } from '../../store/access/oauth-tokens.ts';
import type { Database } from '../../store/database.ts';
import { unsupported } from './adapter.ts';
import { loadedErrors } from './load-library.ts';

const dateOf = (seconds = 0) => new Date(seconds * 1000);
const secondsOf = (date: Date) => Math.floor(date.getTime() / 1000);

/** Keeps access tokens in the table that the Web API looks them up in: withdrawn here, they open nothing there. */
export function accessTokenAdapter(database: Database): Adapter {
  return {
    async upsert(token, { accountId, clientId, grantId, gty, scope, iat, exp }) {
      if (!accountId || !clientId) throw new Error('an access token has a user and an application');
      const isSaved = await saveToken(database, {
        token,
        userId: accountId,
        clientId,
        grantId,
        howGranted: gty,
        scopes: scope?.split(' ') ?? [],
        createdAt: dateOf(iat),
        expiresAt: dateOf(exp),
      });
      // The user withdrew it in this very moment.
      if (!isSaved) throw new (loadedErrors().InvalidGrant)('the grant is gone');
    },
    async find(token) {
      const row = await findToken(database, token);
      if (!row) return undefined;
      return {
        kind: 'AccessToken',
        jti: token,
        accountId: row.userId,
        clientId: row.clientId,
        ...(row.grantId ? { grantId: row.grantId } : {}),
        ...(row.howGranted ? { gty: row.howGranted } : {}),
        scope: row.scopes.join(' '),
        iat: secondsOf(row.createdAt),
        exp: secondsOf(row.expiresAt),
      };
    },
    destroy: (token) => removeToken(database, token),
    revokeByGrantId: (grantId) => removeTokensOfGrant(database, grantId),
    consume: unsupported,
    findByUid: unsupported,
    findByUserCode: unsupported,
  };
}
