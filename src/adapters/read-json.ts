import { isUtf8 } from 'node:buffer';
import { UnreadableError } from './adapter.ts';

/** Text of a payload. Throws `UnreadableError` where the bytes are not UTF-8. */
export function readText(payload: Buffer): string {
  if (!isUtf8(payload)) throw new UnreadableError('payload: expected UTF-8');
  return payload.toString('utf8');
}

/** JSON of a payload. Throws `UnreadableError` where it is not. */
export function readJson(payload: Buffer): unknown {
  const text = readText(payload);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableError(`payload: expected JSON: ${(cause as Error).message}`, { cause });
  }
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
