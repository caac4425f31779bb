import { type Field, wrong } from '../../../lib/fields/field.ts';
import type { Attribute } from '../../../model/monitor.ts';

const text = { pattern: /./, expected: 'a text that is not empty' };
const flag = { pattern: /^(true|false)$/, expected: 'true or false' };
const digits = { pattern: /^\d+$/, expected: 'a whole number' };

/** Keys that say how a push notification is shown, with the form of their values (semantics of the contract). */
const keywords: Record<string, { pattern: RegExp; expected: string }> = {
  disableNotificationPayload: flag,
  deliveryPriority: { pattern: /^(low|normal|high)$/, expected: 'low, normal or high' },
  mutable: flag,
  contentAvailable: flag,
  title: text,
  body: text,
  image: { pattern: /^[a-z]+:\/\/./i, expected: 'an address: scheme://host[:port][/path]' },
  sound: text,
  clickAction: text,
  ttl: digits,
  bodyLocKey: text,
  bodyLocArgs: text,
  titleLocKey: text,
  titleLocArgs: text,
  badge: digits,
  icon: text,
  tag: text,
};

/** Keys that Firebase keeps for itself, and the one under which the message itself travels. */
const reserved = /^(from|message_type|mph_message|google.*|gcm.*)$/i;

/** Whether an attribute may be of a push notification. A variable is not known yet: it may become anything. */
export function checkPush({ key, value }: Attribute, keyField: Field, valueField: Field): void {
  if (reserved.test(key)) wrong(keyField, 'a key that is not reserved: from, message_type, google…, gcm…');
  const keyword = Object.hasOwn(keywords, key) ? keywords[key] : undefined;
  if (keyword && !value.startsWith('$') && !keyword.pattern.test(value)) wrong(valueField, keyword.expected);
}
