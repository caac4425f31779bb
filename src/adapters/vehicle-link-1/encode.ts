import type { Command, CommandResult, RemoteBody } from '../../model/remote.ts';
import { isObject, tryJson } from '../read-json.ts';
import { orderCodes, orderResults } from './codes.ts';
import { secondsSince2000 } from './times.ts';

/** An order of generation 1 (docs/vehicle-link.md, section 6); undefined for what such a car cannot do. */
export function encodeCommand({ id, body, expiresAt }: Command): Buffer | undefined {
  const order = orderOf(body);
  return order && Buffer.from(JSON.stringify({ v: 1, no: id, ut: secondsSince2000(expiresAt), ...order }));
}

/** Doors, horn, lights, waking up, and nothing else; of the doors, no forced lock. */
function orderOf(body: RemoteBody): { cd: number; ar?: 0 | 1 } | undefined {
  if ('door' in body) return { cd: orderCodes.door, ar: body.door.state === 'Locked' ? 1 : 0 };
  if ('horn' in body) return { cd: orderCodes.horn, ar: body.horn.state === 'Activated' ? 1 : 0 };
  if ('lights' in body) return { cd: orderCodes.lights, ar: body.lights.on ? 1 : 0 };
  return 'wakeUp' in body ? { cd: orderCodes.wakeUp } : undefined;
}

/** The answer to an order, by its number. */
export function readResult(payload: Buffer): CommandResult | undefined {
  const answer = tryJson(payload);
  if (!isObject(answer) || answer.v !== 1) return undefined;
  return Number.isSafeInteger(answer.re) ? orderResults[answer.re as number] : undefined;
}
