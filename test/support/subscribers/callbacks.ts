import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../src/lib/clock.ts';
import { newPublicId, newSigningSecret } from '../../../src/lib/secrets.ts';
import type { Subscribe } from '../../../src/model/monitor.ts';
import type { Notification } from '../../../src/model/notification.ts';
import type { Database } from '../../../src/store/database.ts';
import { keptMs, queueNotification } from '../../../src/store/notifications/notifications.ts';
import type { TestCloud } from '../cloud.ts';
import { eventually } from '../eventually.ts';

export type TestCallback = { callbackId: number; publicId: string; secret: string };

type Kind = 'user' | 'fleet' | 'monitor';

/** A callback of a user or a fleet, as the API would have made it. */
export async function addTestCallback(
  { database }: Pick<TestCloud, 'database'>,
  owner: { clientId: string; userId: number } | { clientId: string; fid: string },
  { kind = 'user', ...subscribe }: Subscribe & { kind?: Kind },
): Promise<TestCallback> {
  const secret = newSigningSecret();
  const publicId = newPublicId();
  const fleetId = 'fid' in owner ? await fleetIdOf(database, owner.fid) : null;
  const { id: callbackId } = await database.query
    .insertInto('callbacks')
    .values({
      public_id: publicId,
      kind,
      client_id: owner.clientId,
      user_id: 'userId' in owner ? owner.userId : null,
      fleet_id: fleetId,
      label: subscribe.label,
      subscribe: JSON.stringify(subscribe),
      secret,
      previous_secret: null,
      previous_secret_until: null,
      failing_since: null,
      next_attempt_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { callbackId, publicId, secret };
}

async function fleetIdOf({ query }: Database, fid: string): Promise<number> {
  const found = query.selectFrom('fleets').select('id').where('public_id', '=', fid);
  return (await found.executeTakeFirstOrThrow()).id;
}

/** A callback of a user with a webhook. */
export const webhookTo = (target: string): Subscribe => ({
  label: 'Sink',
  callback: { webhook: { name: 'sink', target } },
});

/** Something that a monitor has to tell; `values` says which. */
export function monitorEvent(value: string, at = Date.now()): Notification {
  return {
    kind: 'Monitor',
    vin: 'VR1TEST0000000001',
    monitorId: 'a1b2c3',
    monitorLabel: 'A monitor',
    at,
    refresh: false,
    values: [
      { data: 'vehicle.energy.electric.level', value: { type: 'string', body: { literalValue: value } } },
    ],
    extensions: [],
  };
}

/** Queues something for a callback, now on the clock of the cloud; gives its id. */
export async function tell(
  { database, clock }: Pick<TestCloud, 'database'> & { clock: Clock },
  { callbackId }: Pick<TestCallback, 'callbackId'>,
  content: Notification,
): Promise<string> {
  const id = `msg_${randomBytes(16).toString('hex')}`;
  const createdAt = clock.now();
  const row = { id, callbackId, content, createdAt, expiresAt: createdAt + keptMs };
  if (!(await queueNotification(database, row))) throw new Error('the callback does not run');
  return id;
}

/** What the values of the messages that a request carries say, in their order. */
export function valuesIn(body: unknown): string[] {
  type Event = { values: { value: { body: { literalValue: string } } }[] };
  const textOf = ({ values }: Event) => values[0]?.value.body.literalValue ?? '';
  return [body].flat().flatMap((one) => {
    const { events, monitorEvent: event } = one as { events?: Event[]; monitorEvent?: Event };
    return (events ?? (event ? [event] : [])).map(textOf);
  });
}

/** How it stands with a callback. */
export async function statusOf(database: Database, { callbackId }: Pick<TestCallback, 'callbackId'>) {
  return database.query
    .selectFrom('callbacks')
    .select(['status', 'failing_since as failingSince', 'next_attempt_at as nextAttemptAt'])
    .where('id', '=', callbackId)
    .executeTakeFirst();
}

/** What became of the notifications of a callback, the oldest first. */
export async function statusesOf(database: Database, { callbackId }: Pick<TestCallback, 'callbackId'>) {
  const rows = await database.query
    .selectFrom('notifications')
    .select('status')
    .where('callback_id', '=', callbackId)
    .orderBy('seq')
    .execute();
  return rows.map(({ status }) => status);
}

/** Values of messages. */
export const numbers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => String(from + index));

/** Queues as many events, whose values count up. */
export async function tellMany(
  cloud: TestCloud,
  to: Pick<TestCallback, 'callbackId'>,
  { count, from = 0 }: { count: number; from?: number },
): Promise<void> {
  for (const value of numbers(count, from)) await tell(cloud, to, monitorEvent(value));
}

/** Waits until so many were delivered. */
export function delivered(
  { database }: Pick<TestCloud, 'database'>,
  to: Pick<TestCallback, 'callbackId'>,
  count: number,
) {
  return eventually(`${count} delivered`, async () => {
    const statuses = await statusesOf(database, to);
    return statuses.filter((status) => status === 'Delivered').length === count;
  });
}

/** Waits until it is known that nothing gets through: what follows is a try at a time to come. */
export function failing(
  { database, clock }: Pick<TestCloud, 'database' | 'clock'>,
  to: Pick<TestCallback, 'callbackId'>,
) {
  return eventually('a failure', async () => {
    const { failingSince, nextAttemptAt } = (await statusOf(database, to)) ?? {};
    return failingSince && (nextAttemptAt?.getTime() ?? 0) > clock.now();
  });
}

/** Waits until a callback is given up. */
export function givenUp({ database }: Pick<TestCloud, 'database'>, to: Pick<TestCallback, 'callbackId'>) {
  return eventually(
    'the callback is given up',
    async () => (await statusOf(database, to))?.status === 'Failed',
  );
}
