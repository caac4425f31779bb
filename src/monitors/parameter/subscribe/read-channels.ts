import {
  checkObject,
  type Field,
  given,
  isObject,
  isThere,
  member,
  optional,
  readList,
  readText,
  wrong,
} from '../../../lib/fields/field.ts';
import type { Channels, PushNotif, Webhook, Websocket } from '../../../model/monitor.ts';
import { readAttributes } from './read-attributes.ts';
import { readTarget } from './read-target.ts';

const nameMax = 256;
const devicesMax = 100;
const tokenMax = 4096;

export const channelNames = ['webhook', 'websocket', 'pushnotif'] as const;

/** How to tell. A webhook may stand there without its name around it. Of several channels exactly one. */
export function readChannels(field: Field, names: readonly (keyof Channels)[]): Channels | undefined {
  if (!checkObject(field)) return undefined;
  const present = channelNames.filter((name) => isThere(member(field, name)));
  const [name] = present;
  if (name === undefined && isBareWebhook(field)) return wrapped('webhook', readWebhook(field));
  const expected = names.length > 1 ? `exactly one of ${names.join(', ')}` : `${names[0]} alone`;
  if (name === undefined || present.length > 1 || !names.includes(name)) return wrong(field, expected);
  return wrapped(name, readers[name](member(field, name)));
}

const isBareWebhook = ({ value }: Field) => isObject(value) && Object.hasOwn(value, 'target');

function wrapped<Name extends keyof Channels>(
  name: Name,
  channel: Channels[Name] | undefined,
): Channels | undefined {
  return channel && { [name]: channel };
}

const readers = { webhook: readWebhook, websocket: readWebsocket, pushnotif: readPushNotif };

export function readWebhook(field: Field): Webhook | undefined {
  if (!checkObject(field)) return undefined;
  const name = readText(member(field, 'name'), nameMax);
  const target = readTarget(member(field, 'target'), 'webhook');
  const attributes = attributesOf(field, 'webhook');
  if (name === undefined || target === undefined) return undefined;
  return { name, target, ...given('attributes', attributes) };
}

function readWebsocket(field: Field): Websocket | undefined {
  if (!checkObject(field)) return undefined;
  const target = readTarget(member(field, 'target'), 'websocket');
  const attributes = attributesOf(field, 'websocket');
  return target === undefined ? undefined : { target, ...given('attributes', attributes) };
}

function readPushNotif(field: Field): PushNotif | undefined {
  if (!checkObject(field)) return undefined;
  const devices = readList(member(field, 'devices'), { min: 1, max: devicesMax }, (device) =>
    readText(device, tokenMax),
  );
  const attributes = attributesOf(field, 'pushnotif');
  return devices && { devices: [...new Set(devices)], ...given('attributes', attributes) };
}

/** `attributres` is how some of the contract's examples have it. */
function attributesOf(field: Field, of: (typeof channelNames)[number]) {
  return optional(member(field, 'attributes', 'attributres'), (one) => readAttributes(one, of));
}
