import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { addConsent, findConsent, isConsentThere } from '../store/access/consents.ts';
import { type Database, inTransaction } from '../store/database.ts';
import { isPasswordStill } from '../store/people/passwords.ts';
import { type Account, findAccountByPublicId } from '../store/people/users.ts';
import { metadataOf } from './provider/clients.ts';
import { isOpenedBy } from './provider/sign-ins.ts';
import { isCustomScheme } from './redirects.ts';
import { splitScopes } from './scopes.ts';

type Allowed = {
  /** Who allows it, with the password by which they are signed in. */
  account: Account;
  client: { clientId: string };
  scopes: readonly string[];
};

/** The library's class of grants. */
type Grants = KoaContextWithOIDC['oidc']['provider']['Grant'];

/**
 * Notes that a user allows an application these scopes; the answer is the id of the grant that tokens hang on. Undefined
 * where the password was changed meanwhile: then it was somebody else who allowed it, or they sign in again.
 */
export async function allow(
  { database, Grant }: { database: Database; Grant: Grants },
  allowed: Allowed,
  now: number,
): Promise<string | undefined> {
  const { account, client, scopes } = allowed;
  const between = { userId: account.userId, applicationId: metadataOf(client).application_id };
  const isAllowed = await inTransaction(database, async (inside) => {
    const isThem = await isPasswordStill(inside, account);
    if (isThem) await addConsent(inside, between, { scopes, at: new Date(now) });
    return isThem;
  });
  if (!isAllowed) return undefined;
  return (await grantWithConsent(database, between, { Grant, allowed })).grantId;
}

type Between = Parameters<typeof findConsent>[1];

/**
 * A grant of a consent. Where that is withdrawn in this very moment, or the password changed, there is none: either who
 * does that finds the grant, or it is seen here that the consent or the password is gone, and the user is asked again.
 */
async function grantWithConsent(
  database: Database,
  between: Between,
  { Grant, allowed }: { Grant: Grants; allowed: Allowed },
): Promise<{ grantId: string; grant: Grant | undefined }> {
  const grantId = await saveGrant(Grant, allowed);
  const grant = await Grant.find(grantId);
  const isStill =
    (await isConsentThere(database, between)) && (await isPasswordStill(database, allowed.account));
  if (isStill) return { grantId, grant };
  await grant?.destroy();
  return { grantId, grant: undefined };
}

/** A grant that tokens can hang on. */
export async function saveGrant(Grants: Grants, { account, client, scopes }: Allowed): Promise<string> {
  const grant = new Grants({ accountId: account.publicId, clientId: client.clientId });
  grant.addOIDCScope(scopes.join(' '));
  return grant.save();
}

/**
 * The grant for a request: the one that the user has just made, or one from an earlier consent that covers all that is
 * asked for. Each time the user comes it is another, so that revoking the tokens of one device leaves those of others.
 * Any program can claim a custom scheme, so there the user is asked every time.
 */
export async function grantFor(database: Database, { oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { provider, client, result, session, params } = oidc;
  const { Grant } = provider;
  const fresh = result?.consent?.grantId;
  if (fresh) return Grant.find(fresh);
  const accountId = session?.accountId;
  if (!client || !accountId || isCustomScheme(String(params?.redirect_uri))) return undefined;
  const account = await findAccountByPublicId(database, accountId);
  if (!account || !isOpenedBy(session, account)) return undefined;
  const scopes = splitScopes(String(params?.scope ?? ''));
  const between = { userId: account.userId, applicationId: metadataOf(client).application_id };
  const allowed = await findConsent(database, between);
  if (!scopes.every((scope) => allowed.includes(scope))) return undefined;
  const made = await grantWithConsent(database, between, { Grant, allowed: { account, client, scopes } });
  return made.grant;
}
