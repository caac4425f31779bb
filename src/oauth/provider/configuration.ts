import type { Account, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { findAccountByPublicId } from '../../store/people/users.ts';
import { renderError } from '../answers/render-error.ts';
import { grantFor } from '../consents.ts';
import type { OauthDeps, OauthSettings } from '../context.ts';
import { requireKnownScopes } from '../require-scopes.ts';
import { knownScopes } from '../scopes.ts';
import { sessionCookie } from '../sign-out.ts';
import { accessTokenAdapter } from './access-tokens.ts';
import { claims, libraryAccount } from './accounts.ts';
import { type AdapterDeps, itemAdapter } from './adapter.ts';
import { clientAdapter, metadataOf, type OwnMetadata, ownMetadata } from './clients.ts';
import type { OauthKeys } from './keys.ts';
import { isSignedIn } from './sign-ins.ts';

const dayS = 86_400;

type Given = {
  settings: OauthSettings;
  keys: OauthKeys;
  adapterDeps: AdapterDeps;
  noteRead: OauthDeps['noteRead'];
  /** The path of the authorization server as browsers see it. */
  root: string;
  isHttps: boolean;
};

/** The settings of the library: what is done the way of the Web API, and what of the library is used at all. */
export function configurationOf(given: Given): Configuration {
  const { settings, keys, adapterDeps, root, isHttps } = given;
  const { database } = adapterDeps;
  const cookie = { path: root, httpOnly: true, sameSite: 'lax', signed: true, secure: isHttps } as const;
  return {
    adapter: adapters(settings, adapterDeps),
    jwks: { keys: [keys.idTokens] },
    routes,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    scopes: knownScopes,
    claims,
    // 36 characters: clients look for codes of this length.
    formats: { bitsOfOpaqueRandomness: 216 },
    pkce: { required: (_ctx, client) => metadataOf(client).is_public },
    allowOmittingSingleRegisteredRedirectUri: false,
    extraClientMetadata: { properties: [...ownMetadata] },
    extraParams: { realm: requireKnownScopes, local: null, locale: null },
    cookies: {
      names: { session: sessionCookie, interaction: 'roadwire_step', resume: 'roadwire_resume' },
      keys: [keys.cookies],
      long: cookie,
      short: cookie,
    },
    interactions: { url: (_ctx, { uid }) => `${root}/interaction/${uid}` },
    ttl: ttlOf(settings),
    features,
    findAccount: (ctx, publicId) => findAccount(given, ctx, publicId),
    loadExistingGrant: (ctx) => grantFor(database, ctx),
    // Signing out of the browser leaves applications what the user allowed them.
    expiresWithSession: async () => false,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    // Browsers name the origin to their own server, too, when they post.
    clientBasedCORS: (_ctx, origin, client) => isOwnOrigin(metadataOf(client), origin),
    renderError,
  };
}

async function findAccount(
  { adapterDeps, noteRead }: Given,
  { oidc }: KoaContextWithOIDC,
  publicId: string,
): Promise<Account | undefined> {
  const account = await findAccountByPublicId(adapterDeps.database, publicId);
  if (!isSignedIn(oidc, account) || !account) return undefined;
  return libraryAccount(account, (userId) => {
    const { client } = oidc;
    if (client) noteRead({ userId, clientId: client.clientId });
  });
}

const routes = {
  authorization: '/authorize',
  token: '/access_token',
  revocation: '/token/revoke',
  introspection: '/introspect',
  userinfo: '/userinfo',
  jwks: '/connect/jwk_uri',
  end_session: '/connect/end_session',
};

/** Seconds. */
function ttlOf({ accessTokenS }: OauthSettings) {
  return {
    AccessToken: (_ctx: unknown, _token: unknown, client: object) =>
      metadataOf(client).access_token_s ?? accessTokenS,
    // Some people copy it by hand.
    AuthorizationCode: 600,
    Grant: 3650 * dayS,
    IdToken: 3600,
    Interaction: 3600,
    // A browser holds it as long as a page is open.
    RefreshToken: (_ctx: unknown, _token: unknown, client: object) =>
      metadataOf(client).is_public ? dayS : 180 * dayS,
    Session: 14 * dayS,
  };
}

function adapters(settings: OauthSettings, deps: AdapterDeps) {
  return (kind: string) => {
    if (kind === 'Client') return clientAdapter(deps.database, settings);
    if (kind === 'AccessToken') return accessTokenAdapter(deps.database);
    return itemAdapter(kind, deps);
  };
}

const off = { enabled: false };

const features: NonNullable<Configuration['features']> = {
  introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => isTheirs(client, token) },
  revocation: { enabled: true, allowedPolicy: mayRevoke },
  userinfo: { enabled: true },
  devInteractions: off,
  rpInitiatedLogout: off,
  resourceIndicators: off,
  pushedAuthorizationRequests: off,
  dPoP: off,
};

type Owned = { clientId?: string | undefined };

function isTheirs(client: Owned, token: Owned): boolean {
  return client.clientId === token.clientId;
}

/**
 * A refresh token takes with it all that came from its grant: the library does that. An access token goes alone, so it
 * is removed here, and the library has nothing left to do.
 */
async function mayRevoke(
  _ctx: KoaContextWithOIDC,
  client: Owned,
  token: Owned & { kind: string; destroy(): Promise<void> },
): Promise<boolean> {
  if (!isTheirs(client, token)) return false;
  if (token.kind !== 'AccessToken') return true;
  await token.destroy();
  return false;
}

/** Whether a public application asks from where it was sent back to; no other asks from a page. */
function isOwnOrigin({ is_public, registered_redirects }: OwnMetadata, origin: string): boolean {
  return is_public && registered_redirects.some((redirect) => new URL(redirect).origin === origin);
}
