import {
  checkObject,
  type Field,
  isThere,
  member,
  readList,
  readOneOf,
  readText,
  wrong,
} from '../../../lib/fields/field.ts';
import { type Attribute, attributeTypes } from '../../../model/monitor.ts';
import { checkPush } from './push-keys.ts';

/** What the attributes belong to: a channel, or, of a monitor or remote action, none in particular. */
export type AttributesOf = 'webhook' | 'websocket' | 'pushnotif' | 'event';

const types: Record<AttributesOf, readonly Attribute['type'][]> = {
  webhook: attributeTypes,
  websocket: ['Body'],
  pushnotif: ['Header', 'Body'],
  event: ['Header', 'Body'],
};

/** What the type is where it is not told; of the others it has to be told. */
const defaults: { [Of in AttributesOf]?: Attribute['type'] } = { websocket: 'Body', pushnotif: 'Header' };

const attributesMax = 20;
const keyMax = 256;
const valueMax = 2048;

export function readAttributes(field: Field, of: AttributesOf): Attribute[] | undefined {
  return readList(field, { min: 0, max: attributesMax }, (item) => readAttribute(item, of));
}

function readAttribute(field: Field, of: AttributesOf): Attribute | undefined {
  if (!checkObject(field)) return undefined;
  const typeField = member(field, 'type');
  const type = isThere(typeField) || !defaults[of] ? readOneOf(typeField, types[of]) : defaults[of];
  const keyField = member(field, 'key');
  const key = readText(keyField, keyMax);
  const valueField = member(field, 'value');
  const value = readValue(valueField);
  if (type === undefined || key === undefined || value === undefined) return undefined;
  const attribute: Attribute = { type, key, value };
  if (of === 'pushnotif') checkPush(attribute, keyField, valueField);
  else if (type === 'Header') checkHeader(attribute, keyField, valueField);
  return attribute;
}

/** Numbers and booleans are taken as text. */
function readValue(field: Field): string | undefined {
  const { value } = field;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === '') return value;
  return readText(field, valueMax);
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const latin = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that say how the message itself is sent, and those of its signature. */
const reserved = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
]);

function checkHeader({ key, value }: Attribute, keyField: Field, valueField: Field): void {
  if (!token.test(key)) wrong(keyField, 'the name of an HTTP header');
  else if (reserved.has(key.toLowerCase())) wrong(keyField, 'a header that the message does not need itself');
  if (!latin.test(value)) wrong(valueField, 'the value of an HTTP header: printable Latin characters');
}
