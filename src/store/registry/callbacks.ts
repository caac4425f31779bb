import { sql } from 'kysely';
import type { Notification } from '../../model/notification.ts';
import type { Database } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';
import { is, type Listing, listing } from './listing.ts';

/** A callback as the operator sees it: how it stands, and not what it is told. */
export type RegisteredCallback = {
  callbackId: number;
  /** In the API; that of an inline webhook of a monitor is its own. */
  id: string;
  kind: 'user' | 'fleet' | 'monitor';
  clientId: string;
  label: string;
  /** Without what may be secret: whatever follows the host. */
  target: string | null;
  status: string;
  /** How many notifications wait; nobody counts beyond 1000. */
  waiting: number;
  failingSince: Date | null;
  nextAttemptAt: Date | null;
  createdAt: Date;
};

export type RegisteredCallbackFilter = Partial<Record<'status' | 'clientId' | 'id', string>>;

export function listRegisteredCallbacks(
  database: Database,
  filter: RegisteredCallbackFilter,
): Listing<RegisteredCallback> {
  return listing<RegisteredCallback>(database, {
    columns: sql`c.id as "callbackId", c.public_id as id, c.kind, c.client_id as "clientId", c.label,
      regexp_replace(coalesce(c.subscribe::json #>> '{callback,webhook,target}',
        c.subscribe::json #>> '{callback,websocket,target}'), '^([a-z]+://)([^/?#@]*@)?([^/?#]*).*$', '\\1\\3') as target,
      c.status, c.failing_since as "failingSince", c.next_attempt_at as "nextAttemptAt",
      c.created_at as "createdAt",
      (select count(*) from (select from notifications n
        where n.callback_id = c.id and n.status = 'Waiting' limit 1000) w) as waiting`,
    from: sql`callbacks c`,
    where: [
      // Those of charge limits are nobody's to look at: nothing is ever sent there.
      sql`c.kind <> 'chargeLimit'`,
      is(sql`c.status`, filter.status),
      is(sql`c.client_id`, filter.clientId),
      is(sql`c.public_id`, filter.id),
    ],
    key: sql`c.id`,
    keyOf: ({ callbackId }) => callbackId,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

export async function findRegisteredCallback(
  database: Database,
  id: string,
): Promise<RegisteredCallback | undefined> {
  const [found] = await listRegisteredCallbacks(database, { id }).read(one);
  return found;
}

/** Throws `EnrolmentError`. */
export async function getRegisteredCallback(database: Database, id: string): Promise<RegisteredCallback> {
  const found = await findRegisteredCallback(database, id);
  if (!found) throw new EnrolmentError(`callback: there is no callback ${id}`, 'missing');
  return found;
}

/** A notification as the operator sees it: what became of it, and not what it says. */
export type RegisteredDelivery = {
  seq: number;
  id: string;
  kind: Notification['kind'];
  status: string;
  createdAt: Date;
  expiresAt: Date;
  finishedAt: Date | null;
};

/** The newest first. */
export function listRegisteredDeliveries(
  database: Database,
  filter: { callback: string; status?: string | undefined; id?: string },
): Listing<RegisteredDelivery> {
  return listing<RegisteredDelivery>(database, {
    columns: sql`n.seq, n.id, n.content::json ->> 'kind' as kind, n.status, n.created_at as "createdAt",
      n.expires_at as "expiresAt", n.finished_at as "finishedAt"`,
    from: sql`notifications n`,
    where: [
      sql`n.callback_id = (select c.id from callbacks c where c.public_id = ${filter.callback})`,
      is(sql`n.status`, filter.status),
      is(sql`n.id`, filter.id),
    ],
    key: sql`n.seq`,
    keyOf: ({ seq }) => seq,
    newestFirst: true,
  });
}

/** Throws `EnrolmentError`. */
export async function getRegisteredDelivery(
  database: Database,
  { callback, id }: { callback: string; id: string },
): Promise<RegisteredDelivery> {
  const [found] = await listRegisteredDeliveries(database, { callback, id }).read(one);
  if (!found) throw new EnrolmentError(`delivery: there is no delivery ${id}`, 'missing');
  return found;
}
