import type { Fault } from '../../lib/fields/fault.ts';
import {
  checkObject,
  type Field,
  given,
  member,
  optional,
  readBody,
  readText,
} from '../../lib/fields/field.ts';
import type { Face, MonitorParameter } from '../../model/monitor.ts';
import { readExtensions } from './read-extensions.ts';
import { readAttributes } from './subscribe/read-attributes.ts';
import { readSubscribeParam } from './subscribe/read-subscribe-param.ts';
import { readTriggerParam } from './triggers/read-triggers.ts';

const labelMax = 256;

/**
 * The body that makes or replaces a monitor, in its canonical form, or everything that is wrong with it.
 * Every spelling that the contract's versions and examples have is taken (semantics 9).
 */
export function readMonitorParameter(
  face: Face,
  body: unknown,
): { parameter: MonitorParameter } | { faults: Fault[] } {
  const result = readBody(body, (field) => readFields(field, face));
  return 'faults' in result ? result : { parameter: result.read };
}

function readFields(field: Field, face: Face): MonitorParameter | undefined {
  if (!checkObject(field)) return undefined;
  const label = readText(member(field, 'label'), labelMax);
  const subscribeParam = readSubscribeParam(member(field, 'subscribeParam'), face);
  const attributes = face === 'b2c' ? readOwnAttributes(field) : undefined;
  const extendedEventParam = optional(member(field, 'extendedEventParam'), (one) =>
    readExtensions(one, face),
  );
  const triggerParam = readTriggerParam(member(field, 'triggerParam'), face);
  if (label === undefined || !triggerParam) return undefined;
  return {
    label,
    ...given('subscribeParam', subscribeParam),
    ...given('attributes', attributes),
    ...given('extendedEventParam', extendedEventParam),
    triggerParam,
  };
}

const readOwnAttributes = (field: Field) =>
  optional(member(field, 'attributes', 'attributres'), (one) => readAttributes(one, 'event'));
