import { newSigningSecret } from '../../lib/secrets.ts';
import { replaceSecret } from '../../store/monitors/callbacks.ts';
import {
  keptMs,
  type NewNotification,
  newNotificationId,
  queueNotification,
  redeliver,
} from '../../store/notifications/notifications.ts';
import { ApiError } from '../shared/errors.ts';
import { presentDelivery } from './present.ts';
import { type DeliveriesAsk, ownDelivery, toldOf } from './read.ts';

/** One of them once more; it keeps its id. */
export async function redeliverOne(ask: DeliveriesAsk): Promise<object> {
  const { callbackId } = await toldOf(ask);
  const { id } = await ownDelivery(ask, callbackId);
  const { database, clock } = ask.context;
  return { redelivered: await redeliver(database, callbackId, { id, now: clock.now() }) };
}

/** All that were deleted because nothing got through. */
export async function redeliverAll(ask: DeliveriesAsk): Promise<object> {
  const { callbackId } = await toldOf(ask);
  const { database, clock } = ask.context;
  return { redelivered: await redeliver(database, callbackId, { now: clock.now() }) };
}

/** Something to see that it arrives. */
export async function ping(ask: DeliveriesAsk): Promise<object> {
  const { database, clock } = ask.context;
  const { callbackId, status, address } = await toldOf(ask);
  const now = clock.now();
  const notification: NewNotification = {
    id: newNotificationId(),
    callbackId,
    content: { kind: 'Ping', at: now },
    createdAt: now,
    expiresAt: now + keptMs,
  };
  if (!(await queueNotification(database, notification)))
    throw new ApiError('wrongCallback', `status: ${status}, expected Running`);
  return presentDelivery({ ...notification, seq: 0, status: 'Waiting' }, `${address}/deliveries`);
}

const bothGoodMs = 86_400_000;

/** Another secret; the one before stays good for a day, so that whoever checks can learn the new one. */
export async function rotateSecret(ask: DeliveriesAsk): Promise<object> {
  const { callbackId } = await toldOf(ask);
  const now = ask.context.clock.now();
  const [secret, previousUntil] = [newSigningSecret(), new Date(now + bothGoodMs)];
  await replaceSecret(ask.context.database, callbackId, { secret, previousUntil, now: new Date(now) });
  return { secret, previousUntil: previousUntil.toISOString() };
}
