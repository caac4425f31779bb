import { sql } from 'kysely';
import type { MonitorParameter, Subscribe } from '../../model/monitor.ts';
import { type Database, inTransaction } from '../database.ts';

/** Whose callbacks and monitors: what one client has with a user or a fleet; nobody else sees them. */
export type Subscriber = { clientId: string; userId: number } | { clientId: string; fleetId: number };

/**
 * Adds something of a subscriber's. Those who add wait for each other, so that bounds hold; who withdraws from an
 * application waits until it is there, and takes it with the rest. Undefined where there is nobody to add it for.
 */
export async function addFor<Added>(
  database: Database,
  subscriber: Subscriber,
  add: (inside: Database) => Promise<Added>,
): Promise<Added | undefined> {
  try {
    return await inTransaction(database, async (inside) => {
      const name = `subscriptions ${JSON.stringify(subscriber)}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(inside.query);
      return (await isAllowed(inside, subscriber)) ? add(inside) : undefined;
    });
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Whether the user has not withdrawn meanwhile; the tokens are held, as they are what is withdrawn first. */
async function isAllowed({ query }: Database, subscriber: Subscriber): Promise<boolean> {
  if ('fleetId' in subscriber) return true;
  const { rows } = await sql`select from access_tokens t join applications a on a.id = t.application_id
    where t.user_id = ${subscriber.userId} and a.client_id = ${subscriber.clientId} for key share of t`.execute(
    query,
  );
  return rows.length > 0;
}

/** What it belongs to (23503: user, vehicle, fleet, callback) went in this very moment. */
function isGone(error: unknown): boolean {
  return (error as { code?: string }).code === '23503';
}

/** Everything that an application has with a user goes: callbacks, their monitors, what was still to be sent. */
export async function dropSubscriptions(
  { query }: Pick<Database, 'query'>,
  { clientId, userId }: { clientId: string; userId?: number },
): Promise<void> {
  await sql`delete from callbacks where client_id = ${clientId} and user_id is not null
    ${userId === undefined ? sql`` : sql`and user_id = ${userId}`}`.execute(query);
}

/** A callback of a user with its monitors, as the user is shown it. */
export type KeptCallback = {
  clientId: string;
  id: string;
  subscribe: Subscribe;
  status: string;
  createdAt: Date;
  monitors: { id: string; vin: string; parameter: MonitorParameter; status: string; createdAt: string }[];
};

/** All that applications have with a user; without the secrets, which are theirs. */
export async function listKeptCallbacks({ query }: Database, userId: number): Promise<KeptCallback[]> {
  const { rows } = await sql<KeptCallback>`
    select c.client_id as "clientId", c.public_id as id, c.subscribe::json as subscribe, c.status,
      c.created_at as "createdAt",
      (select coalesce(json_agg(json_build_object('id', m.public_id, 'vin', v.vin, 'parameter', m.parameter::json,
          'status', m.status, 'createdAt', m.created_at) order by m.id), '[]')
        from monitors m join vehicles v on v.id = m.vehicle_id where m.callback_id = c.id) as monitors
    from callbacks c where c.user_id = ${userId} and c.kind = 'user' order by c.id`.execute(query);
  return rows;
}
