import {
  checkObject,
  type Field,
  given,
  member,
  optional,
  readInteger,
  readOneOf,
} from '../../../lib/fields/field.ts';
import type { BatchNotify, RetryPolicy } from '../../../model/monitor.ts';

/** Three days: nothing is kept for longer. */
const delayMaxS = 259_200;
const numberMax = 100_000;

/** What does not belong to a policy is left out. */
export function readRetryPolicy(field: Field): RetryPolicy | undefined {
  if (!checkObject(field)) return undefined;
  const policy = readOneOf(member(field, 'policy'), ['None', 'Bounded', 'Always']);
  const retryNumber = optional(member(field, 'retryNumber', 'maxRetryNumber'), (one) =>
    readInteger(one, { min: 1, max: numberMax }),
  );
  const retryDelay = optional(member(field, 'retryDelay'), (one) =>
    readInteger(one, { min: 1, max: delayMaxS }),
  );
  if (policy === undefined || policy === 'None') return policy && { policy };
  const number = policy === 'Bounded' ? given('retryNumber', retryNumber) : {};
  return { policy, ...number, ...given('retryDelay', retryDelay) };
}

const sizeMax = 1000;
const windowMaxS = 86_400;

/** A size of 0 asks for no batching, as does its absence. */
export function readBatchNotify(field: Field): BatchNotify | undefined {
  if (!checkObject(field)) return undefined;
  const size = readInteger(member(field, 'size'), { min: 0, max: sizeMax });
  const timeWindow = optional(member(field, 'timeWindow'), (one) =>
    readInteger(one, { min: size === 0 ? 0 : 5, max: windowMaxS }),
  );
  return size ? { size, ...given('timeWindow', timeWindow) } : undefined;
}
