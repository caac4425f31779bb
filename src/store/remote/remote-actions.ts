import type { RemoteRequest, RemoteStep, RemoteType } from '../../model/remote.ts';
import type { WakeUpChannelName } from '../../model/vehicle-line.ts';
import { int8Array, textArray } from '../binary.ts';
import type { Subscriber } from '../monitors/subscriptions.ts';
import { msOf } from '../notifications/deliveries.ts';
import type { Querying } from './remote-transaction.ts';

/** An action that was taken. */
export type TakenAction = { publicId: string; type: RemoteType; step: RemoteStep };

/** An action that is asked for. */
export type NewRemoteAction = {
  vehicleId: number;
  /** Its number, not its public id. */
  callbackId: number;
  subscriber: Subscriber;
  request: RemoteRequest;
  /**
   * Of the header `Idempotency-Key`: within 24 hours a client gets the same action for it. `hash`: of what was asked,
   * and of whom.
   */
  idempotency?: { key: string; hash: Buffer };
};

/** What is being done; `step` is what of it was told. */
export type RemotePhase = 'waking' | 'sent' | 'done';

/** Who is told of an action, and as what they know its vehicle. */
export type RemoteOwner = {
  callbackId: number;
  vin: string;
  /** The one way to wake the vehicle; null: every way there is. */
  wakeUpChannel: WakeUpChannelName | null;
  /** The vehicle's id in the API; absent where it is the owner's no more. */
  vid?: string | undefined;
  /** B2B: the public id. */
  fleetId?: string | undefined;
};

/** An action as it stands. Times: epoch milliseconds. */
export type RemoteActionRow = RemoteOwner & {
  publicId: string;
  vehicleId: number;
  request: RemoteRequest;
  step: RemoteStep;
  phase: RemotePhase;
  /** How many there are, late ones too. */
  steps: number;
  createdAt: number;
  expiresAt: number;
  dueAt?: number | undefined;
  /** While it waits for its vehicle to wake: scopes of the services that are active for its owner. */
  services?: string[] | undefined;
};

type Kept = {
  publicId: string;
  vehicleId: number;
  callbackId: number;
  request: string;
  step: string;
  phase: RemotePhase;
  steps: number;
  createdAt: number;
  expiresAt: number;
  dueAt: number | null;
  vin: string;
  wakeUpChannel: WakeUpChannelName | null;
  vid: string | null;
  fleetId: string | null;
  services: string[] | null;
};

/** Those of some vehicles that are not done, and those with some ids, the oldest first. */
export async function readRemoteActions(
  querying: Querying,
  { vehicleIds, publicIds }: { vehicleIds: readonly number[]; publicIds: readonly string[] },
): Promise<RemoteActionRow[]> {
  const { rows } = await querying.query<Kept>(
    `select a.public_id as "publicId", a.vehicle_id as "vehicleId", a.callback_id as "callbackId", a.request, a.step,
        a.phase, a.steps, ${msOf('a.created_at')} as "createdAt", ${msOf('a.expires_at')} as "expiresAt",
        ${msOf('a.due_at')} as "dueAt", v.vin,
        v.wake_up_channel as "wakeUpChannel", coalesce(u.public_id, m.public_id) as vid, f.public_id as "fleetId",
        case when a.phase = 'waking' then array(
          select distinct scope from vehicle_services s, unnest(s.scopes) scope
           where s.vehicle_id = a.vehicle_id
             and s.audience = case when a.user_id is null then 'fleet' else 'endUser' end) end as services
       from remote_actions a
       join vehicles v on v.id = a.vehicle_id
       left join user_vehicles u on u.user_id = a.user_id and u.vehicle_id = a.vehicle_id
       left join fleet_vehicles m on m.fleet_id = a.fleet_id and m.vehicle_id = a.vehicle_id
       left join fleets f on f.id = a.fleet_id
      where a.id = any(array(
        select id from remote_actions where vehicle_id = any($1::bigint[]) and phase <> 'done'
        union select id from remote_actions where public_id = any($2::text[])))
      order by a.id`,
    [int8Array(vehicleIds), textArray(publicIds)],
  );
  return rows.map(rowFrom);
}

/** Field by field: objects spread into others cost more than all the rest of it. */
function rowFrom(kept: Kept): RemoteActionRow {
  return {
    publicId: kept.publicId,
    vehicleId: kept.vehicleId,
    callbackId: kept.callbackId,
    request: JSON.parse(kept.request),
    step: JSON.parse(kept.step),
    phase: kept.phase,
    steps: kept.steps,
    createdAt: kept.createdAt,
    expiresAt: kept.expiresAt,
    dueAt: kept.dueAt ?? undefined,
    vin: kept.vin,
    wakeUpChannel: kept.wakeUpChannel,
    vid: kept.vid ?? undefined,
    fleetId: kept.fleetId ?? undefined,
    services: kept.services ?? undefined,
  };
}

export type AddedAction = RemoteActionRow & { subscriber: Subscriber };

export async function addRemoteActions(querying: Querying, rows: readonly AddedAction[]): Promise<void> {
  if (rows.length === 0) return;
  const owner = (row: AddedAction, name: 'userId' | 'fleetId') =>
    (row.subscriber as Partial<Record<typeof name, number>>)[name] ?? 0;
  await querying.query(
    `insert into remote_actions (public_id, vehicle_id, callback_id, client_id, user_id, fleet_id, type, request, step,
        phase, steps, created_at, updated_at, expires_at, due_at)
     select p, v, c, i, nullif(u, 0), nullif(f, 0), t, r, s, h, n, to_timestamp(a / 1000.0), to_timestamp(a / 1000.0),
        to_timestamp(e / 1000.0), case when d > 0 then to_timestamp(d / 1000.0) end
       from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[])
        with ordinality x (p, v, c, i, u, f, t, r, s, h, n, a, e, d, ord) order by ord`,
    [
      textArray(rows.map(({ publicId }) => publicId)),
      int8Array(rows.map(({ vehicleId }) => vehicleId)),
      int8Array(rows.map(({ callbackId }) => callbackId)),
      textArray(rows.map(({ subscriber }) => subscriber.clientId)),
      int8Array(rows.map((row) => owner(row, 'userId'))),
      int8Array(rows.map((row) => owner(row, 'fleetId'))),
      textArray(rows.map(({ request }) => request.type)),
      textArray(rows.map(({ request }) => JSON.stringify(request))),
      textArray(rows.map(({ step }) => JSON.stringify(step))),
      textArray(rows.map(({ phase }) => phase)),
      int8Array(rows.map(({ steps }) => steps)),
      int8Array(rows.map(({ createdAt }) => createdAt)),
      int8Array(rows.map(({ expiresAt }) => expiresAt)),
      int8Array(rows.map(({ dueAt = 0 }) => dueAt)),
    ],
  );
}

export type ActionChange = Pick<RemoteActionRow, 'publicId' | 'step' | 'phase' | 'steps'> & {
  dueAt?: number | undefined;
};

/** Changes actions, at a time. What is done stays as it is, but for how many steps it has. */
export async function changeRemoteActions(
  querying: Querying,
  changes: readonly ActionChange[],
  now: number,
): Promise<void> {
  if (changes.length === 0) return;
  await querying.query(
    `update remote_actions a
        set step = case when a.phase = 'done' then a.step else x.s end,
            phase = case when a.phase = 'done' then a.phase else x.h end, steps = x.n,
            due_at = case when a.phase <> 'done' and x.d > 0 then to_timestamp(x.d / 1000.0) end,
            updated_at = case when a.phase = 'done' then a.updated_at else to_timestamp($6 / 1000.0) end
       from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) x (p, s, h, n, d)
      where a.public_id = x.p`,
    [
      textArray(changes.map(({ publicId }) => publicId)),
      textArray(changes.map(({ step }) => JSON.stringify(step))),
      textArray(changes.map(({ phase }) => phase)),
      int8Array(changes.map(({ steps }) => steps)),
      int8Array(changes.map(({ dueAt = 0 }) => dueAt)),
      now,
    ],
  );
}

/** A step of an action; `number` counts from 1, `at` in epoch milliseconds. */
export type StepRow = { publicId: string; number: number; at: number; step: RemoteStep; isLate: boolean };

export async function addRemoteSteps(querying: Querying, rows: readonly StepRow[]): Promise<void> {
  if (rows.length === 0) return;
  await querying.query(
    `insert into remote_steps (action_id, number, at, step, is_late)
     select a.id, x.n, to_timestamp(x.t / 1000.0), x.s, x.l = 1
       from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[]) x (p, n, t, s, l)
       join remote_actions a on a.public_id = x.p`,
    [
      textArray(rows.map(({ publicId }) => publicId)),
      int8Array(rows.map(({ number }) => number)),
      int8Array(rows.map(({ at }) => at)),
      textArray(rows.map(({ step }) => JSON.stringify(step))),
      int8Array(rows.map(({ isLate }) => (isLate ? 1 : 0))),
    ],
  );
}
