import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** The partner with this login, with the hash of the password. */
export async function findPartner({ query }: Pick<Database, 'query'>, login: string) {
  return query
    .selectFrom('partners')
    .select(['id as partnerId', 'client_id as clientId', 'password_hash as passwordHash'])
    .select(['calls_per_day as day', 'calls_per_second as burst'])
    .where('login', '=', login)
    .executeTakeFirst();
}

/** The application with this client id, with the hash of its secret. */
export async function findApplication({ query }: Pick<Database, 'query'>, clientId: string) {
  return query
    .selectFrom('applications')
    .select(['id as applicationId', 'secret_hash as secretHash'])
    .select(
      sql<Buffer | null>`case when previous_secret_until > now() then previous_secret_hash end`.as(
        'previousHash',
      ),
    )
    .select(['calls_per_day as day', 'calls_per_second as burst'])
    .where('client_id', '=', clientId)
    .executeTakeFirst();
}
