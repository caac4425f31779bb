import { sql } from 'kysely';
import type { RemoteRequest, RemoteStep, RemoteType } from '../../model/remote.ts';
import type { Database } from '../database.ts';
import { inOrder, type Key, type Slice, sliced } from '../slice.ts';

/** A remote action as those who asked for it see it. */
export type RemoteRow = {
  actionId: number;
  publicId: string;
  type: RemoteType;
  request: RemoteRequest;
  /** The newest. */
  step: RemoteStep;
};

/** Of one vehicle and callback: whoever has the callback asked for them. */
export type RemotePlace = { vehicleId: number; callbackId: number };

export type RemoteFilter = RemotePlace & {
  /** Of these alone. */
  types: readonly RemoteType[];
};

const columns = sql`id as "actionId", public_id as "publicId", type, request::json as request, step::json as step`;

function matching({ vehicleId, callbackId, types }: RemoteFilter) {
  return sql`remote_actions where vehicle_id = ${vehicleId} and callback_id = ${callbackId}
    and type = any(${[...types]}::text[])`;
}

/** One page in the order in which they were asked for. Keys: `remoteKey`. */
export async function listRemotes(
  { query }: Database,
  filter: RemoteFilter,
  slice: Slice,
): Promise<RemoteRow[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`id`],
    values: ([, id]) => [sql`${id}::bigint`],
  });
  const { rows } = await sql<RemoteRow>`select ${columns} from ${matching(filter)} ${beyond} ${rest}`.execute(
    query,
  );
  return inOrder(slice, rows);
}

export const remoteKey = ({ actionId }: RemoteRow): Key => [0, String(actionId)];

export async function countRemotes({ query }: Database, filter: RemoteFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${matching(filter)}`.execute(
    query,
  );
  return rows[0]?.count ?? 0;
}

export async function findRemote(
  { query }: Database,
  { vehicleId, callbackId }: RemotePlace,
  publicId: string,
): Promise<RemoteRow | undefined> {
  const { rows } = await sql<RemoteRow>`
    select ${columns} from remote_actions
     where vehicle_id = ${vehicleId} and callback_id = ${callbackId} and public_id = ${publicId}`.execute(
    query,
  );
  return rows[0];
}

/** An action that was asked for in a user's name, with all of its steps, the late ones too. */
export type KeptRemote = RemoteRow & {
  clientId: string;
  createdAt: Date;
  steps: { at: string; step: RemoteStep; isLate: boolean }[];
};

/** Those of a user and a vehicle after one of them, the oldest first. */
export async function listKeptRemotes(
  { query }: Database,
  { userId, vehicleId }: { userId: number; vehicleId: number },
  { after, limit }: { after: number; limit: number },
): Promise<KeptRemote[]> {
  const { rows } = await sql<KeptRemote>`
    select ${columns}, client_id as "clientId", created_at as "createdAt",
        (select coalesce(json_agg(json_build_object('at', s.at, 'step', s.step::json, 'isLate', s.is_late)
            order by s.number), '[]')
           from remote_steps s where s.action_id = a.id) as steps
      from remote_actions a where vehicle_id = ${vehicleId} and user_id = ${userId} and id > ${after}
     order by id limit ${limit}`.execute(query);
  return rows;
}

/** Whether the last command about it that a vehicle carried out immobilized it. */
export async function isVehicleImmobilized({ query }: Database, vehicleId: number): Promise<boolean> {
  const { rows } = await sql<{ activate: boolean }>`
    select coalesce(body -> 'immobilization', body -> 'stolen' -> 'immobilization') ->> 'activate' = 'true' as activate
      from (select id, step, request::json -> 'body' as body from remote_actions
             where vehicle_id = ${vehicleId} and type in ('Immobilization', 'Stolen')) asked
     where step::json ->> 'status' in ('Success', 'AlreadyDone')
       and coalesce(body -> 'immobilization', body -> 'stolen' -> 'immobilization') is not null
     order by id desc limit 1`.execute(query);
  return rows[0]?.activate === true;
}
