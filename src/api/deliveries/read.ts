import {
  countNotifications,
  findNotification,
  listAttempts,
  listNotifications,
  type NotificationRow,
  notificationKey,
} from '../../store/notifications/notifications.ts';
import { callbacksAt, ownCallback } from '../reads/callbacks.ts';
import { monitorsOf, ownMonitor } from '../reads/monitors.ts';
import type { FleetAsk, UserAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { keysetPage } from '../shared/lists/page-of.ts';
import { presentDelivery } from './present.ts';

export type DeliveriesAsk = UserAsk | FleetAsk;

type Told = { callbackId: number; status: string; address: string };

/** The callback of the path, or the webhook of the fleet's monitor of the path. Throws `ApiError` where there is none. */
export async function toldOf(ask: DeliveriesAsk): Promise<Told> {
  if (!('mid' in ask.params)) {
    const { callbackId, publicId, status } = await ownCallback(ask);
    return { callbackId, status, address: `${callbacksAt(ask).self}/${publicId}` };
  }
  const monitors = await monitorsOf(ask as FleetAsk);
  const { callbackId, publicId, status } = await ownMonitor(ask as FleetAsk, monitors);
  return { callbackId, status, address: `${monitors.at.self}/${publicId}` };
}

/** What there was to be told in the last 30 days, the newest first. */
export async function readDeliveries(ask: DeliveriesAsk): Promise<object> {
  const { database } = ask.context;
  const { callbackId, address } = await toldOf(ask);
  const self = `${address}/deliveries`;
  return keysetPage(ask, {
    self,
    key: 'deliveries',
    count: () => countNotifications(database, callbackId),
    read: (slice) => listNotifications(database, callbackId, slice),
    keyOf: notificationKey,
    present: (rows) => rows.map((row) => presentDelivery(row, self)),
  });
}

/** One of them, with what was tried. */
export async function readDelivery(ask: DeliveriesAsk): Promise<object> {
  const told = await toldOf(ask);
  const row = await ownDelivery(ask, told.callbackId);
  const attempts = await listAttempts(ask.context.database, told.callbackId, row.id);
  return presentDelivery(row, `${told.address}/deliveries`, attempts);
}

/** The delivery of the path. Throws `ApiError` where the callback has none of this id. */
export async function ownDelivery(
  { context, params: { nid } }: DeliveriesAsk,
  callbackId: number,
): Promise<NotificationRow> {
  const found = isId(nid) && (await findNotification(context.database, callbackId, nid));
  if (!found) throw new ApiError('noDelivery');
  return found;
}
