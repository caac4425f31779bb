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

/** A value as an error message shows it: short, and safe however deep it is nested. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  return String(JSON.stringify(value)).slice(0, 80);
}

/** A part of a message as bytes of its own, or the whole where it is nested too deeply to be written. */
export function bytesOf(part: unknown, whole: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(part));
  } catch (error) {
    if (error instanceof RangeError) return whole;
    throw error;
  }
}

/** What JSON the bytes are; undefined where they are none. */
export function tryJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
