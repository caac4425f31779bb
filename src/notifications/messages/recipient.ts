import type { Channels, Face } from '../../model/monitor.ts';
import type { Notification } from '../../model/notification.ts';
import { attributed } from './attributes.ts';
import { textOf } from './variables.ts';

/** Who is told: a callback with exactly one channel, and in which contract's words. */
export type Recipient = { face: Face; callbackId: string; callbackLabel: string; channels: Channels };

/**
 * Notifications with the same key may go in one message; one without a key goes alone.
 *
 * B2C: a message is an array in which each has its own attributes, so all may but pings. B2B: a message is of
 * one monitor, or of remote actions, and has one set of attributes: where these differ (`$vid`), it is another
 * message. A query attribute `$vin` says that each event wants a request of its own.
 */
export function sharedKeyOf(recipient: Recipient, notification: Notification): string | undefined {
  if (notification.kind === 'Ping') return undefined;
  if (recipient.face === 'b2c') return 'b2c';
  const { attributes, variables } = attributed(recipient, notification);
  if (attributes.some(({ type, value }) => type === 'Query' && /^\$vin$/i.test(value))) return undefined;
  const told = attributes.map(({ type, key, value }) => [type, key, textOf(value, variables)]);
  const about = notification.kind === 'Monitor' ? notification.monitorId : '';
  return JSON.stringify([notification.kind, about, told]);
}

/** Of what waits, in its order: what goes in the first message; at most `limit`, and at least one. */
export function firstMessageOf<Waiting extends Notification>(
  recipient: Recipient,
  waiting: readonly Waiting[],
  limit: number,
): Waiting[] {
  const [first] = waiting;
  const key = first && sharedKeyOf(recipient, first);
  if (key === undefined) return waiting.slice(0, 1);
  const others = waiting.slice(0, limit).findIndex((one) => sharedKeyOf(recipient, one) !== key);
  return waiting.slice(0, Math.max(1, others === -1 ? limit : others));
}
