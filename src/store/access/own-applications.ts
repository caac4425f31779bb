import { hashSecret, newSecret } from '../../lib/secrets.ts';
import type { Database } from '../database.ts';
import type { Application } from './applications.ts';

type PublicApplication = Pick<Application, 'clientId' | 'name' | 'redirectUris' | 'grants'> & {
  scopes: readonly string[];
};

/** Enters an application of the operator's own that has no secret, or brings it up to date; nobody is told one. */
export async function keepPublicApplication({ query }: Database, app: PublicApplication): Promise<void> {
  const kept = {
    name: app.name,
    redirect_uris: app.redirectUris,
    scopes: [...app.scopes],
    grants: app.grants,
    is_first_party: true,
    is_public: true,
    // Of a secret that nobody has.
    secret_hash: hashSecret(newSecret()),
    previous_secret_hash: null,
    previous_secret_until: null,
  };
  await query
    .insertInto('applications')
    .values({ client_id: app.clientId, ...kept })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(kept))
    .execute();
}
