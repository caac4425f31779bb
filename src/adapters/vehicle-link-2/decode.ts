import { type Decoded, type Draft, UnreadableError } from '../adapter.ts';
import { bytesOf, isObject, readJson, shown } from '../read-json.ts';
import { groupsFrom } from './groups.ts';

const reportsMax = 1000;

/** Reads a message of generation 2: a report or an array of them (docs/vehicle-link.md, section 3). */
export function decode(payload: Buffer): Decoded {
  const body = readJson(payload);
  const items = Array.isArray(body) ? body : [body];
  if (items.length > reportsMax)
    throw new UnreadableError(`payload: ${items.length} reports, expected at most ${reportsMax}`);
  const decoded: Decoded = { drafts: [], rejects: [], unknown: [] };
  for (const item of items) {
    const draft = readReport(item, decoded.unknown);
    if (typeof draft !== 'string') decoded.drafts.push(draft);
    else if (items.length === 1) throw new UnreadableError(draft);
    else decoded.rejects.push({ reason: draft, payload: bytesOf(item, payload) });
  }
  return decoded;
}

const time = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** The report, or what is wrong with it. */
function readReport(item: unknown, unknown: string[]): Draft | string {
  if (!isObject(item)) return 'report: expected an object';
  const { id, at } = item;
  if (typeof id !== 'string' || id.length < 1 || id.length > 64)
    return `id: ${shown(id)}, expected a string of 1 to 64 characters`;
  const measuredAt = typeof at === 'string' && time.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(measuredAt))
    return `at: ${shown(at)}, expected an RFC 3339 time such as 2026-05-04T07:15:02Z`;
  return { id, at: measuredAt, groups: groupsFrom(item, unknown) };
}
