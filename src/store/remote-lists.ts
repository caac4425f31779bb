import { sql } from 'kysely';
import type { RemoteRequest, RemoteStep, RemoteType } from '../model/remote.ts';
import type { Database } from './database.ts';
import { inOrder, type Key, type Slice, sliced } from './slice.ts';

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
