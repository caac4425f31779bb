import type { Fault } from '../../lib/fields/fault.ts';
import {
  checkObject,
  type Field,
  given,
  member,
  optional,
  readBody,
  readList,
  readOneOf,
  readText,
} from '../../lib/fields/field.ts';
import type { Channels, Face, Subscribe } from '../../model/monitor.ts';
import { channelNames, readChannels } from './subscribe/read-channels.ts';
import { readBatchNotify, readRetryPolicy } from './subscribe/read-retry.ts';

const labelMax = 256;

/** Of remote actions that a fleet's callback hears of. */
export const remoteTypes = [
  'ThermalPreconditioning',
  'ElectricBatteryChargingRequest',
  'Horn',
  'Doors',
  'Lights',
  'Immobilization',
  'Stolen',
  'WakeUp',
  'Navigation',
] as const;

/** The body that makes or replaces a callback, in its canonical form, or everything that is wrong with it. */
export function readSubscribe(face: Face, body: unknown): { subscribe: Subscribe } | { faults: Fault[] } {
  const result = readBody(body, (field) => readFields(field, face));
  return 'faults' in result ? result : { subscribe: result.read };
}

function readFields(field: Field, face: Face): Subscribe | undefined {
  if (!checkObject(field)) return undefined;
  const label = optional(member(field, 'label'), (one) => readText(one, labelMax));
  const names = face === 'b2c' ? channelNames : (['webhook'] as const);
  const callback = readChannels(member(field, 'callback'), names);
  const rest = face === 'b2c' ? ofUser(field) : ofFleet(field);
  return callback && { label: label ?? nameOf(callback), callback, ...rest };
}

/** The label may be missing; lists show something all the same. */
function nameOf({ webhook, websocket }: Channels): string {
  return webhook?.name ?? (websocket ? 'websocket' : 'pushnotif');
}

function ofUser(field: Field): Partial<Subscribe> {
  const type = optional(member(field, 'type'), (one) =>
    readWords(typeof one.value === 'string' ? { ...one, value: [one.value] } : one, ['Monitor', 'Remote']),
  );
  return given('type', type);
}

function ofFleet(field: Field): Partial<Subscribe> {
  const types = readWords(member(field, 'remoteTypes', 'notificationTypes'), remoteTypes);
  const retryPolicy = optional(member(field, 'retryPolicy'), readRetryPolicy);
  const batchNotify = optional(member(field, 'batchNotify'), readBatchNotify);
  return {
    ...given('remoteTypes', types),
    ...given('retryPolicy', retryPolicy),
    ...given('batchNotify', batchNotify),
  };
}

/** Some words of a list, each once. */
function readWords<const Word extends string>(field: Field, words: readonly Word[]): Word[] | undefined {
  const bounds = { min: 1, max: words.length * 2 };
  const read = readList(field, bounds, (item) => readOneOf(item, words));
  return read && [...new Set(read)];
}
