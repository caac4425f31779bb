import { sql } from 'kysely';
import { newPublicId } from '../../lib/secrets.ts';
import type { MonitorParameter, Subscribe, SubscriptionStatus } from '../../model/monitor.ts';
import { type Database, inTransaction } from '../database.ts';
import { inOrder, type Slice, sliced } from '../slice.ts';
import { statusSet } from './callbacks.ts';
import type { Subscriber } from './subscriptions.ts';

/** Where monitors of one list are: on a vehicle and a callback of a user, or on a fleet. */
export type MonitorPlace =
  | { clientId: string; userId: number; vehicleId: number; callbackId: number }
  | { clientId: string; fleetId: number };

export type MonitorRow = {
  monitorId: number;
  publicId: string;
  /** On a fleet: that of the inline webhook. */
  callbackId: number;
  parameter: MonitorParameter;
  /** On a fleet also `Failed` where its webhook has. */
  status: SubscriptionStatus;
  createdAt: Date;
  updatedAt: Date;
};

const columns = sql`m.id as "monitorId", m.public_id as "publicId", m.callback_id as "callbackId",
  m.parameter::json as parameter,
  case when m.fleet_id is not null
    and (select c.status from callbacks c where c.id = m.callback_id) = 'Failed' then 'Failed' else m.status end as status,
  m.created_at as "createdAt", m.updated_at as "updatedAt"`;

function atPlace(place: MonitorPlace) {
  if ('fleetId' in place) return sql`m.fleet_id = ${place.fleetId} and m.client_id = ${place.clientId}`;
  const { clientId, userId, vehicleId, callbackId } = place;
  return sql`m.vehicle_id = ${vehicleId} and m.callback_id = ${callbackId} and m.user_id = ${userId}
    and m.client_id = ${clientId}`;
}

/** One page in the order in which they were made. Keys: `[0, number]`. */
export async function listMonitors(
  { query }: Database,
  place: MonitorPlace,
  slice: Slice,
): Promise<MonitorRow[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`m.id`],
    values: ([, id]) => [sql`${id}::bigint`],
  });
  const { rows } = await sql<MonitorRow>`
    select ${columns} from monitors m where ${atPlace(place)} ${beyond} ${rest}`.execute(query);
  return inOrder(slice, rows);
}

export async function countMonitors({ query }: Database, place: MonitorPlace): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from monitors m where ${atPlace(place)}`.execute(query);
  return rows[0]?.count ?? 0;
}

export async function findMonitor(
  { query }: Database,
  place: MonitorPlace,
  publicId: string,
): Promise<MonitorRow | undefined> {
  const { rows } = await sql<MonitorRow>`
    select ${columns} from monitors m where ${atPlace(place)} and m.public_id = ${publicId}`.execute(query);
  return rows[0];
}

export type NewMonitor = { parameter: MonitorParameter; scopes: readonly string[]; now: Date };

/** Inserts as it is told to: bounds are for those who call. */
export async function insertMonitor(
  { query }: Pick<Database, 'query'>,
  { callbackId, ...place }: Subscriber & { callbackId: number; vehicleId?: number },
  { parameter, scopes, now }: NewMonitor,
): Promise<MonitorRow> {
  const {
    clientId,
    userId = null,
    vehicleId = null,
    fleetId = null,
  } = { fleetId: null, userId: null, ...place };
  const { rows } = await sql<MonitorRow>`
    insert into monitors as m (public_id, callback_id, client_id, user_id, vehicle_id, fleet_id, scopes, label, parameter,
      created_at, updated_at)
    values (${newPublicId()}, ${callbackId}, ${clientId}, ${userId}, ${vehicleId}, ${fleetId}, ${[...scopes]}::text[],
      ${parameter.label}, ${JSON.stringify(parameter)}, ${now}, ${now})
    returning ${columns}`.execute(query);
  return rows[0] as MonitorRow;
}

export type MonitorChange = NewMonitor & {
  publicId: string;
  /** Throws where the callback of a user's does not fit. */
  check?(subscribe: Subscribe): void;
  /** On a fleet: how the inline webhook is from now on. */
  subscribe?: Subscribe;
};

/** Undefined where there is none. What was known of the old parameter counts for nothing from then on. */
export function replaceMonitor(
  database: Database,
  place: MonitorPlace,
  { publicId, parameter, scopes, now, check, subscribe }: MonitorChange,
): Promise<MonitorRow | undefined> {
  return inTransaction(database, async (inside) => {
    const { query } = inside;
    if ('callbackId' in place && !(await holdCallback(inside, place.callbackId, check))) return undefined;
    const { rows } = await sql<MonitorRow>`
      update monitors m set label = ${parameter.label}, parameter = ${JSON.stringify(parameter)},
        scopes = ${[...scopes]}::text[], revision = revision + 1, updated_at = ${now}
      where ${atPlace(place)} and m.public_id = ${publicId} returning ${columns}`.execute(query);
    const [row] = rows;
    if (row && subscribe)
      await sql`update callbacks set label = ${subscribe.label}, subscribe = ${JSON.stringify(subscribe)},
        updated_at = ${now}, next_attempt_at = null where id = ${row.callbackId}`.execute(query);
    return row;
  });
}

/** Keeps a callback as it is until the transaction ends. False where it is gone. */
export async function holdCallback(
  { query }: Pick<Database, 'query'>,
  callbackId: number,
  check?: (subscribe: Subscribe) => void,
): Promise<boolean> {
  const { rows } = await sql<{ subscribe: Subscribe }>`
    select subscribe::json as subscribe from callbacks where id = ${callbackId} for share`.execute(query);
  if (rows[0]) check?.(rows[0].subscribe);
  return rows.length > 0;
}

type StatusChange = { publicId: string; status: 'Running' | 'Paused'; now: Date };

/** Undefined where there is none. The inline webhook of a fleet's monitor goes and rests with it. */
export function setMonitorStatus(
  database: Database,
  place: MonitorPlace,
  { publicId, status, now }: StatusChange,
): Promise<MonitorRow | undefined> {
  return inTransaction(database, async (inside) => {
    const { query } = inside;
    const found = await findMonitor(inside, place, publicId);
    if (!found) return undefined;
    if ('fleetId' in place)
      await sql`update callbacks set ${statusSet(status)}, updated_at = ${now} where id = ${found.callbackId}`.execute(
        query,
      );
    const { rows } = await sql<MonitorRow>`
      update monitors m set ${resumed(status)}, updated_at = ${now} where m.id = ${found.monitorId}
      returning ${columns}`.execute(query);
    return rows[0];
  });
}

/** What begins anew knows nothing of before: how it stood then counts no more. */
export function resumed(status: 'Running' | 'Paused') {
  return sql`status = ${status},
    revision = m.revision + (${status} = 'Running' and m.status <> 'Running')::integer`;
}

/** Whether there was one. With it goes the inline webhook that it has on a fleet, and what was still to be sent there. */
export async function deleteMonitor(
  { query }: Database,
  place: MonitorPlace,
  publicId: string,
): Promise<boolean> {
  const one = sql`${atPlace(place)} and m.public_id = ${publicId}`;
  const { numAffectedRows = 0n } =
    'fleetId' in place
      ? await sql`delete from callbacks where id in (select m.callback_id from monitors m where ${one})`.execute(
          query,
        )
      : await sql`delete from monitors m where ${one}`.execute(query);
  return numAffectedRows > 0n;
}
