import {
  checkObject,
  type Field,
  given,
  isObject,
  isThere,
  member,
  optional,
  readInteger,
  wrong,
} from '../../../lib/fields/field.ts';
import type { CallbackAttributes, Face, SubscribeParam } from '../../../model/monitor.ts';
import { readAttributes } from './read-attributes.ts';
import { channelNames, readChannels } from './read-channels.ts';
import { readBatchNotify, readRetryPolicy } from './read-retry.ts';

const refreshMinS = 60;
const refreshMaxS = 31_536_000;

/** How often to remind, and, of a fleet's monitor, where to tell. Optional in B2C. */
export function readSubscribeParam(field: Field, face: Face): SubscribeParam | undefined {
  if (face === 'b2c' && !isThere(field)) return undefined;
  if (!checkObject(field)) return undefined;
  const refreshEvent = optional(member(field, 'refreshEvent'), (one) =>
    readInteger(one, { min: refreshMinS, max: refreshMaxS }),
  );
  return {
    ...given('refreshEvent', refreshEvent),
    ...(face === 'b2c' ? ofUser(field) : ofFleet(field)),
  };
}

function ofUser(field: Field): SubscribeParam {
  const attributes = optional(member(field, 'callbackAttributes'), readCallbackAttributes);
  return given('callbackAttributes', attributes);
}

/** Each kind is a list of attributes; a list within `attributes`, as callbacks have it, is taken, too. */
export function readCallbackAttributes(field: Field): CallbackAttributes | undefined {
  if (!checkObject(field)) return undefined;
  const present = channelNames.filter((name) => isThere(member(field, name)));
  const [name] = present;
  if (name === undefined) return undefined;
  if (present.length > 1) return wrong(field, `at most one of ${channelNames.join(', ')}`);
  const own = member(field, name);
  const list = isObject(own.value) ? member(own, 'attributes', 'attributres') : own;
  const attributes = readAttributes(list, name);
  return attributes && { [name]: attributes };
}

function ofFleet(field: Field): SubscribeParam {
  const channels = readChannels(member(field, 'callback'), ['webhook']);
  const retryPolicy = optional(member(field, 'retryPolicy'), readRetryPolicy);
  const batchNotify = optional(member(field, 'batchNotify'), readBatchNotify);
  const { webhook } = channels ?? {};
  return {
    ...given('callback', webhook && { webhook }),
    ...given('retryPolicy', retryPolicy),
    ...given('batchNotify', batchNotify),
  };
}
