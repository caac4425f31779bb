import type { Attribute, Channels } from '../../model/monitor.ts';
import type { Notification } from '../../model/notification.ts';
import { textOf, type Variables, variablesOf } from './variables.ts';

/**
 * The attributes that hold for a notification, in their order: those of the callback, of which
 * `callbackAttributes` replaces the ones of the same type and key and adds the others; after them what the
 * monitor or the remote action adds.
 */
export function attributesFor(channels: Channels, notification: Notification): Attribute[] {
  const { webhook, websocket, pushnotif } = channels;
  const own = (webhook ?? websocket ?? pushnotif)?.attributes ?? [];
  if (notification.kind === 'Ping') return own;
  const { callbackAttributes = [], attributes = [] } = notification;
  if (callbackAttributes.length === 0 && attributes.length === 0) return own;
  return [...replaced(own, callbackAttributes), ...attributes];
}

function replaced(own: readonly Attribute[], others: readonly Attribute[]): Attribute[] {
  const kept = own.map((attribute) => others.findLast((other) => isSame(attribute, other)) ?? attribute);
  return [...kept, ...others.filter((other) => !own.some((attribute) => isSame(attribute, other)))];
}

/** Names of headers are the same however they are written. */
function isSame(one: Attribute, other: Attribute): boolean {
  if (one.type !== other.type) return false;
  return one.type === 'Header' ? one.key.toLowerCase() === other.key.toLowerCase() : one.key === other.key;
}

/** The attributes that hold for a notification, and what their variables stand for; most have none. */
export type Attributed = { attributes: readonly Attribute[]; variables: Variables };

const none: Attributed = { attributes: [], variables: new Map() };

export function attributed(recipient: Naming, notification: Notification): Attributed {
  const attributes = attributesFor(recipient.channels, notification);
  if (attributes.length === 0) return none;
  return { attributes, variables: variablesOf(recipient, notification) };
}

/** Of a recipient, what attributes may tell. */
type Naming = { callbackId: string; callbackLabel: string; channels: Channels };

export type Pair = { key: string; value: string };

/** Attributes of one type, in their order, with what their variables stand for. */
export function pairsOf(
  attributes: readonly Attribute[],
  wanted: Attribute['type'],
  variables: Variables,
): Pair[] {
  return attributes.flatMap(({ type, key, value }) =>
    type === wanted ? [{ key, value: textOf(value, variables) }] : [],
  );
}

/** Headers, by name; of several of one name the last. Those that Roadwire sets itself are left out. */
export function headerAttributes(
  attributes: readonly Attribute[],
  variables: Variables,
): Record<string, string> {
  const headers = new Map<string, readonly [string, string]>();
  for (const { key, value } of pairsOf(attributes, 'Header', variables))
    if (isAttributeHeader(key)) headers.set(key.toLowerCase(), [key, headerText(value)]);
  return Object.fromEntries(headers.values());
}

/** Of the connection, of the body, and of the signature: nobody else's to set. */
const ours =
  /^(connection|content-(encoding|length|type)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|user-agent|proxy-.*|webhook-.*)$/i;

/** Whether an attribute of the type `Header` may have this key: a name of a header that Roadwire leaves alone. */
export function isAttributeHeader(key: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(key) && !ours.test(key);
}

/** What HTTP can carry: a label may hold anything. No line breaks; beyond ASCII the bytes of UTF-8. */
function headerText(value: string): string {
  const line = value.replaceAll(/[\p{Cc}]+/gu, ' ').trim();
  return Buffer.from(line, 'utf8').toString('latin1');
}
