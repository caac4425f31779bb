import type { Notification } from '../../model/notification.ts';
import { type Attributed, attributed, headerAttributes, pairsOf } from './attributes.ts';
import { b2bMessage } from './b2b-message.ts';
import { b2cMessage } from './b2c-message.ts';
import { type Recipient, sharedKeyOf } from './recipient.ts';

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
  const { face, notifications } = telling;
  checkShared(telling);
  const attributedAll = attributedIn(telling);
  const body = bodyOf(telling, attributedAll);
  const [first] = attributedAll;
  if (!first || (face === 'b2c' && notifications.length > 1)) return { body, headers: {}, query: [] };
  const { attributes, variables } = first;
  return {
    body,
    headers: headerAttributes(attributes, variables),
    query: pairsOf(attributes, 'Query', variables).map(({ key, value }) => [key, value]),
  };
}

/** What is sent over a websocket: the same JSON. */
export function composeWebsocket(telling: Telling): object | object[] {
  checkShared(telling);
  return bodyOf(telling, attributedIn(telling));
}

/** Of those that share a message of the fleet owner's contract the attributes are the same. */
function attributedIn({ face, notifications, ...recipient }: Telling): Attributed[] {
  const asked = face === 'b2b' ? notifications.slice(0, 1) : notifications;
  return asked.map((one) => attributed(recipient, one));
}

function bodyOf(telling: Telling, attributedAll: readonly Attributed[]): object | object[] {
  const { face, notifications, callbackId, now } = telling;
  const built = attributedAll.map(({ attributes, variables }) => ({
    callbackId,
    attributes: pairsOf(attributes, 'Body', variables),
    now,
  }));
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
