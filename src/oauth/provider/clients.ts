import type { Adapter, AdapterPayload, Provider } from 'oidc-provider';
import type { Clock } from '../../lib/clock.ts';
import { isSecret } from '../../lib/secrets.ts';
import { type Application, findApplicationByClientId } from '../../store/access/applications.ts';
import type { Database } from '../../store/database.ts';
import { isRedirectAllowed } from '../redirects.ts';
import { unsupported } from './adapter.ts';

/** How a code can come back: as a parameter of the address, by which every redirect address is judged. */
export const responseModes = ['query'] as const;

/** What the library carries along of an application beside what it knows itself. */
export type OwnMetadata = {
  application_id: number;
  registered_redirects: string[];
  registered_scopes: string[];
  is_first_party: boolean;
  /** Has no secret: PKCE is asked of it, and it is sent back to exactly what it registered. */
  is_public: boolean;
  /** Seconds that its access tokens live, where that is another time than for all. */
  access_token_s?: number | undefined;
  /** Hexadecimal hashes, the newest first, each with the time until which it is good. */
  secret_hashes: { hash: string; until?: number }[];
};

export const ownMetadata = [
  'application_id',
  'registered_redirects',
  'registered_scopes',
  'is_first_party',
  'is_public',
  'access_token_s',
  'secret_hashes',
] as const satisfies (keyof OwnMetadata)[];

/** The application that the library works with. */
export function metadataOf(client: object): OwnMetadata {
  return client as OwnMetadata;
}

/** Reads applications; they are entered by command. */
export function clientAdapter(database: Database, { passwordGrant }: { passwordGrant: boolean }): Adapter {
  return {
    async find(clientId) {
      // What cannot be an id is not looked for: PostgreSQL refuses some of it.
      if (!/^[\w-]{1,100}$/.test(clientId)) return undefined;
      const application = await findApplicationByClientId(database, clientId);
      if (!application) return undefined;
      const grants = application.grants.filter((grant) => grant !== 'password' || passwordGrant);
      return payloadOf({ ...application, grants });
    },
    upsert: unsupported,
    destroy: unsupported,
    revokeByGrantId: unsupported,
    consume: unsupported,
    findByUid: unsupported,
    findByUserCode: unsupported,
  };
}

function payloadOf(application: Application): AdapterPayload {
  const { clientId, name, grants, previousSecretHash, previousSecretUntil } = application;
  const hash = application.secretHash.toString('hex');
  const previous =
    previousSecretHash && previousSecretUntil
      ? [{ hash: previousSecretHash.toString('hex'), until: previousSecretUntil.getTime() }]
      : [];
  const own: OwnMetadata = {
    application_id: application.applicationId,
    registered_redirects: application.redirectUris,
    registered_scopes: application.scopes,
    is_first_party: application.isFirstParty,
    is_public: application.isPublic,
    access_token_s: application.accessTokenS ?? undefined,
    secret_hashes: [{ hash }, ...previous],
  };
  const hasCode = grants.includes('authorization_code');
  return {
    client_id: clientId,
    client_name: name,
    ...authenticationOf(application, hash),
    grant_types: grants,
    response_types: hasCode ? ['code'] : [],
    response_modes: [...responseModes],
    // The library has rules of its own for addresses; ours are in redirects.ts.
    redirect_uris: hasCode ? ['https://registered.invalid/'] : [],
    ...own,
  };
}

/** The secret itself is not known: `judgeClients` compares. */
function authenticationOf({ isPublic }: Application, hash: string): AdapterPayload {
  if (isPublic) return { token_endpoint_auth_method: 'none' };
  return { client_secret: hash, token_endpoint_auth_method: 'client_secret_basic' };
}

/** Puts our rules for secrets and for addresses to send users back to in the place of the library's. */
export function judgeClients(provider: Provider, clock: Clock): void {
  Object.assign(provider.Client.prototype, {
    redirectUriAllowed(this: object, uri: string): boolean {
      const { registered_redirects, is_public } = metadataOf(this);
      // What listens on another port of the same machine is somebody else.
      return is_public ? registered_redirects.includes(uri) : isRedirectAllowed(registered_redirects, uri);
    },
    async compareClientSecret(this: object, given: string): Promise<boolean> {
      return metadataOf(this).secret_hashes.some(
        ({ hash, until }) =>
          isSecret(given, Buffer.from(hash, 'hex')) && (until === undefined || until > clock.now()),
      );
    },
  });
}
