import type { Notification } from '../../model/notification.ts';
import { attributesFor, headerAttributes, pairsOf } from './attributes.ts';
import { b2bMessage } from './b2b-message.ts';
import { b2cMessage } from './b2c-message.ts';
import { type Recipient, sharedKeyOf } from './recipient.ts';
import { variablesOf } from './variables.ts';

/** `notifications`: at least one, such as may go in one message (`recipient.ts`). `now`: epoch milliseconds. */
export type Telling = Recipient & { notifications: readonly Notification[]; now: number };

/** A request to be made: the JSON of its body, and what is added to its headers and its address. */
export type WebhookRequest = {
  body: object | object[];
  headers: Record<string, string>;
  query: [string, string][];
};

/**
 * The request that tells a webhook. B2C: one notification is an object; several are an array, to which header and
 * query attributes are not applied. B2B: an object with `events`. Throws where the notifications cannot share it.
 */
export function composeWebhook(telling: Telling): WebhookRequest {
  const { face, channels, notifications } = telling;
  const body = bodyOf(telling);
  const [first] = notifications;
  if (!first || (face === 'b2c' && notifications.length > 1)) return { body, headers: {}, query: [] };
  const attributes = attributesFor(channels, first);
  const variables = variablesOf(telling, first);
  return {
    body,
    headers: headerAttributes(attributes, variables),
    query: pairsOf(attributes, 'Query', variables).map(({ key, value }) => [key, value]),
  };
}

/** What is sent over a websocket: the same JSON. */
export function composeWebsocket(telling: Telling): object | object[] {
  return bodyOf(telling);
}

function bodyOf(telling: Telling): object | object[] {
  const { face, notifications } = telling;
  checkShared(telling);
  const { callbackId, now } = telling;
  const built = notifications.map((one) => ({ callbackId, attributes: attributesIn(telling, one), now }));
  const [first] = built;
  if (first && face === 'b2b') return b2bMessage(notifications, first);
  const messages = notifications.flatMap((one, index) => {
    const own = built[index];
    return own ? [b2cMessage(one, own)] : [];
  });
  return messages.length === 1 && messages[0] ? messages[0] : messages;
}

/** Guards what callers have to see to: an event must not reach whom it is not for. */
function checkShared(telling: Telling): void {
  const { notifications } = telling;
  if (notifications.length === 0) throw new RangeError('a message without notifications');
  if (notifications.length === 1) return;
  const keys = new Set(notifications.map((one) => sharedKeyOf(telling, one)));
  if (keys.size > 1 || keys.has(undefined)) throw new RangeError('notifications that cannot share a message');
}

function attributesIn(recipient: Recipient, notification: Notification) {
  const attributes = attributesFor(recipient.channels, notification);
  return pairsOf(attributes, 'Body', variablesOf(recipient, notification));
}
