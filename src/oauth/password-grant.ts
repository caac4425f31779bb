import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { SignIn } from '../auth/sign-in.ts';
import type { Database } from '../store/database.ts';
import { isPasswordStill } from '../store/people/passwords.ts';
import type { Account } from '../store/people/users.ts';
import { saveGrant } from './consents.ts';
import { metadataOf } from './provider/clients.ts';
import { loadedErrors } from './provider/load-library.ts';
import { requireKnownScopes } from './require-scopes.ts';
import { splitScopes } from './scopes.ts';

export const passwordGrantParameters = ['username', 'password', 'scope'];

/**
 * Tokens for a user's name and password, as clients asked for them years ago. Only for the operator's own
 * applications: nobody else should see a password, and there is no page on which a user could consent.
 */
export function createPasswordGrant(
  provider: Provider,
  { database, signIn }: { database: Database; signIn: SignIn<Account> },
) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { InvalidGrant, InvalidRequest, UnauthorizedClient } = loadedErrors();
    const { client, params } = ctx.oidc;
    const { username, password, scope } = params ?? {};
    if (!client || !metadataOf(client).is_first_party)
      throw new UnauthorizedClient('not an application of the operator');
    if (typeof username !== 'string' || typeof password !== 'string')
      throw new InvalidRequest('username and password are needed');
    requireKnownScopes(ctx, undefined, client);
    const signedIn = await signIn({ name: username, password, address: ctx.ip });
    if (signedIn.outcome !== 'in') throw new InvalidGrant('user name or password is wrong');
    const { who: account } = signedIn;
    const scopes = splitScopes(String(scope ?? ''));
    const grantId = await saveGrant(provider.Grant, { account, client, scopes });
    // Who changed the password while it was checked did not find the grant.
    if (!(await isPasswordStill(database, account))) {
      await (await provider.Grant.find(grantId))?.destroy();
      throw new InvalidGrant('user name or password is wrong');
    }
    const { publicId: accountId } = account;
    const granted = { accountId, client, grantId, gty: 'password', scope: scopes.join(' ') };
    ctx.body = await tokensFor(provider, ctx, granted);
  };
}

type Granted = { accountId: string; client: Client; grantId: string; gty: string; scope: string };
type Client = NonNullable<KoaContextWithOIDC['oidc']['client']>;

async function tokensFor(provider: Provider, ctx: KoaContextWithOIDC, granted: Granted): Promise<object> {
  const token = new provider.AccessToken(granted as never);
  const accessToken = await token.save();
  const refreshToken = granted.client.grantTypeAllowed('refresh_token')
    ? await new provider.RefreshToken({ ...granted, rotations: 0 } as never).save()
    : undefined;
  const idToken = new provider.IdToken({ sub: granted.accountId }, { ctx });
  // Which claims it shows; the library's types leave this out.
  Object.assign(idToken, { scope: 'openid' });
  return {
    access_token: accessToken,
    expires_in: token.expiration,
    id_token: await idToken.issue({ use: 'idtoken' }),
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    scope: granted.scope,
    token_type: 'Bearer',
  };
}
