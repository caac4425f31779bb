import { type Decoded, UnreadableError } from '../adapter.ts';
import { isObject, type JsonObject, readJson, shown } from '../read-json.ts';
import { fields } from './fields.ts';
import { millisecondsFrom2000 } from './times.ts';

/** Reads a record of generation 1 (docs/vehicle-link.md, section 4). */
export function decode(payload: Buffer): Decoded {
  const body = readJson(payload);
  if (!isObject(body)) throw new UnreadableError('record: expected an object');
  if (body.v !== 1) throw new UnreadableError(`v: ${shown(body.v)}, expected 1`);
  const { v: _, ts, ...rest } = body;
  if (!Number.isSafeInteger(ts))
    throw new UnreadableError(`ts: ${shown(ts)}, expected whole seconds since 2000-01-01`);
  const { record, unknown } = readFields(rest);
  const groups: JsonObject = {};
  for (const block of fields) Object.assign(groups, block.read(record));
  return { drafts: [{ at: millisecondsFrom2000(ts as number), groups }], rejects: [], unknown };
}

const knownKeys = new Set(fields.flatMap(({ keys }) => keys));

/** The whole numbers among the known keys; every other key is unknown. */
function readFields(rest: JsonObject): { record: Record<string, number>; unknown: string[] } {
  const record: Record<string, number> = {};
  const unknown: string[] = [];
  for (const key in rest) {
    if (knownKeys.has(key) && Number.isSafeInteger(rest[key])) record[key] = rest[key] as number;
    else unknown.push(knownKeys.has(key) ? key : '');
  }
  return { record, unknown };
}
