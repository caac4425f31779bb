import { sql } from 'kysely';
import { newPublicId } from '../lib/secrets.ts';
import { type Database, inTransaction } from './database.ts';
import { episodeTables } from './episodes.ts';
import { type Checked, isPasswordStill } from './passwords.ts';
import type { Transaction } from './writer.ts';

/** Rows in one transaction: over before anybody waits for it. */
const bite = 2000;

type Counted = { erasureId: string; kind: string };

/** Runs a delete, and adds how much it deleted to the receipt in the same transaction; parameters from $3 on. */
async function deleteCounted(
  { pool }: Database,
  { erasureId, kind }: Counted,
  { text, values }: { text: string; values: unknown[] },
): Promise<void> {
  await pool.query(
    `with gone as (${text} returning 1)
     insert into erasure_counts as c (erasure_id, kind, count)
     select $1, $2, count(*) from gone having count(*) > 0
     on conflict (erasure_id, kind) do update set count = c.count + excluded.count`,
    [erasureId, kind, ...values],
  );
}

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

/** The vehicles that no other user and no fleet has; none of them gets another owner until the transaction ends. */
async function lockOwnVehicles({ query }: Pick<Database, 'query'>, userId: number): Promise<number[]> {
  const theirs = query.selectFrom('user_vehicles').select('vehicle_id').where('user_id', '=', userId);
  await query
    .selectFrom('vehicles')
    .select('id')
    .where('id', 'in', theirs)
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows = await query
    .selectFrom('user_vehicles as u')
    .select('u.vehicle_id as vehicleId')
    .where('u.user_id', '=', userId)
    .where(sql<boolean>`not exists (select from user_vehicles o
      where o.vehicle_id = u.vehicle_id and o.user_id <> u.user_id)`)
    .where(sql<boolean>`not exists (select from fleet_vehicles m where m.vehicle_id = u.vehicle_id)`)
    .execute();
  return rows.map(({ vehicleId }) => vehicleId);
}

type Noted = { vehicleIds: readonly number[]; now: number };

/** Opens a receipt, and notes the vehicles whose data is to be deleted. */
async function addErasure({ query }: Pick<Database, 'query'>, { vehicleIds, now }: Noted): Promise<string> {
  const id = newPublicId();
  await query
    .insertInto('erasures')
    .values({ id, asked_at: new Date(now), finished_at: null })
    .execute();
  if (vehicleIds.length === 0) return id;
  const rows = vehicleIds.map((vehicleId) => ({ vehicle_id: vehicleId, erasure_id: id }));
  await query
    .insertInto('erasure_vehicles')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // The label can be a name that the user gave it.
  const silenced = { silenced_at: new Date(now), label: null };
  await query
    .updateTable('vehicles')
    .set(silenced)
    .where('id', 'in', [...vehicleIds])
    .execute();
  return id;
}

/**
 * Unlinks a vehicle and has its data deleted, where nobody else has it. The answer is the id of the receipt; undefined
 * where somebody else does, or it is none of the user's: then nothing has happened.
 */
export async function eraseVehicle(
  database: Database,
  { userId, publicId }: { userId: number; publicId: string },
  now: number,
): Promise<string | undefined> {
  return inTransaction(database, async ({ query }) => {
    const own = await lockOwnVehicles({ query }, userId);
    const limits = await countChargeLimits({ query }, { userId, publicId });
    const unlinked = await query
      .deleteFrom('user_vehicles')
      .where('user_id', '=', userId)
      .where('public_id', '=', publicId)
      .where('vehicle_id', 'in', own.length > 0 ? own : [0])
      .returning('vehicle_id as vehicleId')
      .executeTakeFirst();
    if (!unlinked) return undefined;
    const erasureId = await addErasure({ query }, { vehicleIds: [unlinked.vehicleId], now });
    const counts = Object.entries({ links: 1, ...limits }).filter(([, count]) => count > 0);
    await query
      .insertInto('erasure_counts')
      .values(counts.map(([kind, count]) => ({ erasure_id: erasureId, kind, count })))
      .execute();
    return erasureId;
  });
}

type WithLink = Record<'chargeLimits' | 'chargeLimitEvents' | 'remotes', number>;

/** Of a user's vehicle: they go with the link, as does what the limit asked of the vehicle. */
async function countChargeLimits(
  { query }: Pick<Database, 'query'>,
  { userId, publicId }: { userId: number; publicId: string },
): Promise<WithLink> {
  const { rows } = await sql<WithLink>`
    select (select count(*) from charge_limits c where c.user_id = u.user_id and c.vehicle_id = u.vehicle_id)
          as "chargeLimits",
        (select count(*) from charge_limit_events e where e.user_id = u.user_id and e.vehicle_id = u.vehicle_id)
          as "chargeLimitEvents",
        (select count(*) from remote_actions a join charge_limits c on c.callback_id = a.callback_id
          where c.user_id = u.user_id and c.vehicle_id = u.vehicle_id) as remotes
      from user_vehicles u where u.user_id = ${userId} and u.public_id = ${publicId}`.execute(query);
  return rows[0] ?? { chargeLimits: 0, chargeLimitEvents: 0, remotes: 0 };
}

export type PendingVehicle = { vehicleId: number; erasureId: string };

/** Vehicles whose data is still to be deleted. */
export async function listPendingVehicles({ query }: Database): Promise<PendingVehicle[]> {
  return query
    .selectFrom('erasure_vehicles')
    .select(['vehicle_id as vehicleId', 'erasure_id as erasureId'])
    .orderBy('vehicle_id')
    .execute();
}

/** Removes what is known of a vehicle now, in a transaction of its lane. */
export async function eraseState(transaction: Transaction, { vehicleId }: PendingVehicle): Promise<void> {
  for (const table of ['vehicle_states', 'states_behind', 'episode_repairs', 'monitor_states'])
    await transaction.query(`delete from ${table} where vehicle_id = $1`, [vehicleId]);
}

/** The tables of a vehicle's past, as the receipt calls what is in them; by what their rows are in order. */
const ofVehicle: Record<string, { table: string; order: string; type: string }> = {
  reports: { table: 'telemetry', order: 'at', type: 'timestamptz' },
  checkpoints: { table: 'episode_checkpoints', order: 'at', type: 'timestamptz' },
  deadLetters: { table: 'dead_letters', order: 'id', type: 'bigint' },
  events: { table: 'monitor_events', order: 'id', type: 'bigint' },
  notifications: { table: 'notifications', order: 'seq', type: 'bigint' },
  remotes: { table: 'remote_actions', order: 'id', type: 'bigint' },
  ...Object.fromEntries(
    episodeTables.map((table) => [
      table === 'stolen_episodes' ? 'thefts' : table,
      { table, order: 'id', type: 'text' },
    ]),
  ),
};

/** Deletes the past of a vehicle, bite by bite; `isOver` is asked in between. Gives whether all of it is gone. */
export async function eraseHistory(
  database: Database,
  { vehicleId, erasureId }: PendingVehicle,
  isOver: () => boolean,
): Promise<boolean> {
  await database.pool.query('delete from live_feed where vehicle_id = $1', [vehicleId]);
  for (const [kind, { table, order, type }] of Object.entries(ofVehicle)) {
    // Rows of the same time beyond a bite go with it: they are few.
    const text = `delete from ${table} where vehicle_id = $3 and ${order} <= $4::${type}`;
    for (;;) {
      if (isOver()) return false;
      const upTo = await endOfBite(database, { table, order, vehicleId });
      if (upTo === undefined) break;
      await deleteCounted(database, { erasureId, kind }, { text, values: [vehicleId, upTo] });
    }
  }
  return true;
}

/** Up to where the next bite goes; undefined where there is nothing left. As text, which loses nothing. */
async function endOfBite(
  { pool }: Database,
  { table, order, vehicleId }: { table: string; order: string; vehicleId: number },
): Promise<string | undefined> {
  const { rows } = await pool.query<{ end: string | null }>(
    `select max(o)::text as end from (
       select ${order} as o from ${table} where vehicle_id = $1 order by ${order} limit ${bite}) b`,
    [vehicleId],
  );
  return rows[0]?.end ?? undefined;
}

/** Notes that nothing is left of a vehicle; an erasure is finished with the last of its vehicles. */
export async function finishVehicle(
  database: Database,
  { vehicleId, erasureId }: PendingVehicle,
): Promise<void> {
  await inTransaction(database, async ({ query }) => {
    const { numDeletedRows } = await query
      .deleteFrom('erasure_vehicles')
      .where('vehicle_id', '=', vehicleId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await sql`insert into erasure_counts as c (erasure_id, kind, count) values (${erasureId}, 'vehicles', 1)
      on conflict (erasure_id, kind) do update set count = c.count + 1`.execute(query);
  });
}

/** Marks erasures of which nothing is left to do as finished. */
export async function finishErasures({ query }: Database, now: number): Promise<void> {
  await query
    .updateTable('erasures as e')
    .set({ finished_at: new Date(now) })
    .where('finished_at', 'is', null)
    .where(sql<boolean>`not exists (select from erasure_vehicles v where v.erasure_id = e.id)`)
    .execute();
}

export type Receipt = {
  id: string;
  askedAt: Date;
  finishedAt: Date | null;
  counts: ReadonlyMap<string, number>;
};

/** What was deleted, by the id that whoever asked for it was given. */
export async function findReceipt({ query }: Database, id: string): Promise<Receipt | undefined> {
  const erasure = await query
    .selectFrom('erasures')
    .select(['id', 'asked_at as askedAt', 'finished_at as finishedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!erasure) return undefined;
  const rows = await query
    .selectFrom('erasure_counts')
    .select(['kind', 'count'])
    .where('erasure_id', '=', id)
    .execute();
  return { ...erasure, counts: new Map(rows.map(({ kind, count }) => [kind, count])) };
}

/**
 * Vehicles of which nothing is to be taken: those whose data is being deleted, and those that nobody has linked since.
 * Whoever has been linked since is no longer among them.
 */
export async function listSilenced({ pool }: Database): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `with heard as (
       update vehicles v set silenced_at = null
        where v.silenced_at is not null
          and not exists (select from erasure_vehicles e where e.vehicle_id = v.id)
          and (exists (select from user_vehicles u where u.vehicle_id = v.id)
            or exists (select from fleet_vehicles m where m.vehicle_id = v.id))
       returning v.id)
     select v.id from vehicles v where v.silenced_at is not null and v.id not in (select id from heard)`,
  );
  return rows.map(({ id }) => id);
}
