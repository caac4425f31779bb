import { sql } from 'kysely';
import { type Database, inTransaction } from '../database.ts';
import { type Checked, isPasswordStill } from '../people/passwords.ts';
import { addErasure, bite, lockOwnVehicles } from './own-vehicles.ts';

/**
 * Deletes the account of a user with all that hangs on it, and notes the vehicles that nobody else has, whose data is
 * to be deleted next. The answer is the id of the receipt; undefined where the password that was asked for is not
 * theirs any more.
 */
export async function eraseUser(
  database: Database,
  checked: Checked,
  now: number,
): Promise<string | undefined> {
  if (!(await isPasswordStill(database, checked))) return undefined;
  const { userId } = checked;
  const reads = await eraseReads(database, userId);
  return inTransaction(database, async ({ query }) => {
    const vehicleIds = await lockOwnVehicles({ query }, userId);
    if (!(await isPasswordStill({ query }, checked))) return undefined;
    const erasureId = await addErasure({ query }, { vehicleIds, now });
    for (const [kind, of] of Object.entries(ofUser)) {
      const before = kind === 'reads' ? reads : 0;
      await sql`insert into erasure_counts (erasure_id, kind, count)
        select ${erasureId}::text, ${kind}::text, count(*) + ${before}::bigint from ${sql.raw(of)} = ${userId}
        having count(*) + ${before}::bigint > 0`.execute(query);
    }
    await eraseEvents({ query }, userId);
    await query.deleteFrom('users').where('id', '=', userId).execute();
    return erasureId;
  });
}

/** What goes with the row of a user, as the receipt calls it. */
const ofUser: Record<string, string> = {
  account: 'users where id',
  links: 'user_vehicles where user_id',
  consents: 'consents where user_id',
  tokens: '(select user_id from access_tokens union all select user_id from oauth_items) t where user_id',
  sessions: 'account_sessions where user_id',
  reads: 'access_log where user_id',
  callbacks: "(select user_id from callbacks where kind = 'user') c where user_id",
  monitors: 'monitors where user_id',
  notifications: 'notifications n join callbacks c on c.id = n.callback_id where c.user_id',
  events: 'monitor_events e join monitors m on m.id = e.monitor_id where m.user_id',
  remotes: 'remote_actions where user_id',
  chargeLimits: 'charge_limits where user_id',
  chargeLimitEvents: 'charge_limit_events where user_id',
};

/** What the monitors of a user raised, and how they stand, with vehicles that others have, too; the rest goes with them. */
async function eraseEvents({ query }: Pick<Database, 'query'>, userId: number): Promise<void> {
  for (const table of ['monitor_events', 'monitor_states'])
    await sql`delete from ${sql.raw(table)} where monitor_id in (select id from monitors where user_id = ${userId})`.execute(
      query,
    );
}

/** The log can be long: most of it goes before the account does. Gives how many rows of it. */
async function eraseReads({ pool }: Database, userId: number): Promise<number> {
  const text = `delete from access_log where ctid = any(array(
    select ctid from access_log where user_id = $1 limit ${bite}))`;
  for (let total = 0; ; ) {
    const { rowCount } = await pool.query(text, [userId]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < bite) return total;
  }
}
