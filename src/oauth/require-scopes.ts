import type { Client, KoaContextWithOIDC } from 'oidc-provider';
import { metadataOf } from './provider/clients.ts';
import { loadedErrors } from './provider/load-library.ts';
import { refusedScopes, splitScopes } from './scopes.ts';

/** Refuses a request whose scopes do not exist, or that the application was not registered for. */
export function requireKnownScopes(ctx: KoaContextWithOIDC, _value: unknown, client: Client): void {
  const { InvalidScope } = loadedErrors();
  // By now the library has dropped scopes that do not exist; the address still has them.
  const asked = splitScopes(String(ctx.query.scope ?? ctx.oidc.params?.scope ?? ''));
  const refused = refusedScopes(asked, metadataOf(client).registered_scopes);
  if (refused.length > 0) throw new InvalidScope('Invalid Scopes', refused.join(' '));
}
