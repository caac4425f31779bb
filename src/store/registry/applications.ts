import { type RawBuilder, sql } from 'kysely';
import { type Database, inTransaction } from '../database.ts';
import { dropSubscriptions } from '../monitors/subscriptions.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';
import { beginsWith, is, type Listing, listing } from './listing.ts';

/** An application as the operator sees it. */
export type RegisteredApplication = {
  applicationId: number;
  clientId: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
  grants: string[];
  isFirstParty: boolean;
  seesCallCenters: boolean;
  /** Seconds that its access tokens live; null: what the settings say. */
  accessTokenS: number | null;
  day: number | null;
  burst: number | null;
  /** Until when the secret before the newest is good. */
  previousSecretUntil: Date | null;
  users: number;
  createdAt: Date;
};

export type ApplicationFilter = Partial<Record<'namePrefix' | 'clientId', string>>;

export function listApplications(
  database: Database,
  filter: ApplicationFilter,
): Listing<RegisteredApplication> {
  return listing<RegisteredApplication>(database, {
    columns: sql`a.id as "applicationId", a.client_id as "clientId", a.name, a.redirect_uris as "redirectUris", a.scopes,
      a.grants, a.is_first_party as "isFirstParty", a.sees_call_centers as "seesCallCenters",
      a.access_token_s as "accessTokenS",
      a.calls_per_day as day, a.calls_per_second as burst, a.previous_secret_until as "previousSecretUntil",
      (select count(*) from consents c where c.application_id = a.id) as users, a.created_at as "createdAt"`,
    from: sql`applications a`,
    where: [beginsWith(sql`a.name`, filter.namePrefix), is(sql`a.client_id`, filter.clientId)],
    key: sql`a.id`,
    keyOf: ({ applicationId }) => applicationId,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

export async function findRegisteredApplication(database: Database, clientId: string) {
  const [found] = await listApplications(database, { clientId }).read(one);
  return found;
}

/** Throws `EnrolmentError`. */
export async function getApplication(database: Database, clientId: string): Promise<RegisteredApplication> {
  const found = await findRegisteredApplication(database, clientId);
  if (!found) throw missing(clientId);
  return found;
}

const missing = (clientId: string) =>
  new EnrolmentError(`client-id: there is no application ${clientId}`, 'missing');

export type ApplicationChange = {
  name?: string | undefined;
  redirectUris?: string[] | undefined;
  scopes?: string[] | undefined;
  grants?: string[] | undefined;
  isFirstParty?: boolean | undefined;
  seesCallCenters?: boolean | undefined;
  accessTokenS?: number | null | undefined;
};

const columns: Record<keyof ApplicationChange, RawBuilder<unknown>> = {
  name: sql`name`,
  redirectUris: sql`redirect_uris`,
  scopes: sql`scopes`,
  grants: sql`grants`,
  isFirstParty: sql`is_first_party`,
  seesCallCenters: sql`sees_call_centers`,
  accessTokenS: sql`access_token_s`,
};

/** Changes what an application may. Tokens that are out see at once no more than that. Throws `EnrolmentError`. */
export async function changeApplication(
  { query }: Database,
  clientId: string,
  change: ApplicationChange,
): Promise<void> {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = given.map(([name, value]) => sql`${columns[name as keyof ApplicationChange]} = ${value}`);
  const { rows } = await sql`update applications set ${sql.join([sql`client_id = client_id`, ...set])}
    where client_id = ${clientId} returning id`.execute(query);
  if (rows.length === 0) throw missing(clientId);
}

/** The secret before the newest is good no more. Throws `EnrolmentError`. */
export async function endPreviousSecret({ query }: Database, clientId: string): Promise<void> {
  const { numUpdatedRows } = await query
    .updateTable('applications')
    .set({ previous_secret_hash: null, previous_secret_until: null })
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw missing(clientId);
}

/** Removes an application with its tokens, the consents it has and its callbacks. Throws `EnrolmentError`. */
export async function removeApplication(database: Database, clientId: string): Promise<void> {
  await inTransaction(database, async ({ query }) => {
    const { numDeletedRows } = await query
      .deleteFrom('applications')
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw missing(clientId);
    // After the tokens, which went with it: who makes a callback holds those.
    await dropSubscriptions({ query }, { clientId });
  });
}
