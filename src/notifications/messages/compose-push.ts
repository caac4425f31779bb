import type { Notification } from '../../model/notification.ts';
import { attributed, type Pair, pairsOf } from './attributes.ts';
import { b2cMessage } from './b2c-message.ts';
import { expectedOfPush, isPushKeyword, isReservedPushKey, type PushOptions } from './push-keywords.ts';
import { platformParts } from './push-platforms.ts';
import type { Recipient } from './recipient.ts';

/** Firebase takes no more of data and notification together, in bytes. */
const bytesMax = 4096;

/** What is sent to a device: the `message` of version 1 of the interface of Firebase Cloud Messaging. */
export type PushMessage = {
  name: string;
  token: string;
  data: Record<string, string>;
  notification?: { title: string; body?: string; image?: string };
  [platform: string]: unknown;
};

/** `now`: epoch milliseconds. */
export type PushTelling = Recipient & { device: string; notification: Notification; now: number };

/**
 * A notification for one device: the message of the end user's contract, in base64, is `mph_message` of its data.
 * Where all of it is more than Firebase takes, what people see is no copy of the message any more; where that is
 * not enough, the message is without its extensions.
 */
export function composePush(telling: PushTelling): PushMessage {
  const { notification } = telling;
  const whole = built(telling, notification, { hasCopy: true });
  if (fits(whole)) return whole;
  const quiet = built(telling, notification, { hasCopy: false });
  if (fits(quiet) || notification.kind !== 'Monitor') return quiet;
  return built(telling, { ...notification, extensions: [] }, { hasCopy: false });
}

function fits({ data, notification }: PushMessage): boolean {
  return Buffer.byteLength(JSON.stringify({ data, notification })) <= bytesMax;
}

function built(telling: PushTelling, told: Notification, { hasCopy }: { hasCopy: boolean }): PushMessage {
  const { callbackId, callbackLabel, device, now } = telling;
  const { attributes, variables } = attributed(telling, told);
  const body = pairsOf(attributes, 'Body', variables);
  const data = pairsOf(attributes, 'Header', variables).filter(({ key }) => !isReservedPushKey(key));
  const options = optionsOf(body);
  const others = body.filter(({ key }) => !isPushKeyword(key));
  const message = JSON.stringify(b2cMessage(told, { callbackId, attributes: others, now }));
  const isShown = options.disableNotificationPayload !== 'true';
  const shown = shownTo(options, {
    title: titleOf(told, callbackLabel),
    copy: hasCopy ? message : undefined,
  });
  return {
    name: callbackLabel,
    token: device,
    data: { ...fieldsOf(data), mph_message: Buffer.from(message).toString('base64') },
    ...(isShown ? { notification: shown } : {}),
    ...platformParts(options, { isShown, now }),
  };
}

/** Values that Firebase would refuse are left out: a variable may have made them. */
function optionsOf(body: readonly Pair[]): PushOptions {
  return fieldsOf(
    body.filter(({ key, value }) => isPushKeyword(key) && expectedOfPush(key, value) === undefined),
  );
}

const fieldsOf = (pairs: readonly Pair[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

/** What people read: the label of the monitor or the remote action, and the message, unless attributes say otherwise. */
function shownTo(
  { title, body, image }: PushOptions,
  own: { title: string; copy: string | undefined },
): NonNullable<PushMessage['notification']> {
  const text = body ?? own.copy;
  return {
    title: title ?? own.title,
    ...(text === undefined ? {} : { body: text }),
    ...(image === undefined ? {} : { image }),
  };
}

function titleOf(notification: Notification, callbackLabel: string): string {
  if (notification.kind === 'Monitor') return notification.monitorLabel;
  if (notification.kind === 'Remote') return notification.remoteLabel ?? notification.remoteType;
  return callbackLabel;
}
