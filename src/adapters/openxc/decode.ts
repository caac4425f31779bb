import { type Decoded, type Draft, type Reject, UnreadableError } from '../adapter.ts';
import { isObject, readText } from '../read-json.ts';
import { type Line, signalOf } from './signals.ts';

/** A message may be nothing but broken lines: beyond this many they are rejected together. */
export const rejectsMax = 20;

/** Latest second that a JavaScript date can hold. */
const secondsMax = 8.64e12;

/**
 * Reads a batch of an OpenXC recording: newline-separated JSON, one signal a line, times in seconds.
 * Gives a draft for each second of the recording whose `groups` are raw signals by name, not yet groups:
 * `join` makes groups of them. Throws `UnreadableError` when not one line can be read.
 */
export function decode(payload: Buffer): Decoded {
  const bad: BadLine[] = [];
  const unknown = new Set<string>();
  const seconds = new Map<number, Draft>();
  let readable = 0;
  for (const [index, text] of readText(payload).split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = readLine(text);
    if (typeof line === 'string') {
      bad.push({ number: index + 1, reason: line, text });
      continue;
    }
    readable += 1;
    const { key, value, refused } = signalOf(line);
    if (refused !== undefined) unknown.add(refused);
    if (key !== undefined) draftOf(seconds, line.timestamp).groups[key] = value;
  }
  if (readable === 0) throw new UnreadableError(unreadable(bad[0]));
  const drafts = [...seconds.values()].sort((a, b) => a.at - b.at);
  return { drafts, rejects: rejectsOf(bad), unknown: [...unknown] };
}

type BadLine = { number: number; reason: string; text: string };

/** The line, or what was expected of it. */
function readLine(text: string): Line | string {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return 'expected JSON';
  }
  if (!isObject(line)) return 'expected a JSON object';
  const { timestamp, name, value, event } = line;
  if (typeof timestamp !== 'number' || !(timestamp >= 0 && timestamp < secondsMax))
    return 'timestamp: expected seconds since the epoch';
  if (typeof name !== 'string') return 'name: expected the name of a signal';
  return { timestamp, name, value, event };
}

/** The draft of the second that `timestamp` falls in, its time moved on to `timestamp`. */
function draftOf(seconds: Map<number, Draft>, timestamp: number): Draft {
  const second = Math.floor(timestamp);
  // Rounding must not carry a signal into the next second.
  const at = Math.min(Math.round(timestamp * 1000), second * 1000 + 999);
  const draft = seconds.get(second) ?? { at, groups: {} };
  draft.at = Math.max(draft.at, at);
  seconds.set(second, draft);
  return draft;
}

function rejectsOf(bad: BadLine[]): Reject[] {
  const alone = bad.length > rejectsMax ? bad.slice(0, rejectsMax - 1) : bad;
  const rejects = alone.map(({ number, reason, text }) => ({
    reason: `line ${number}: ${reason}`,
    payload: Buffer.from(text),
  }));
  const rest = bad.slice(alone.length);
  if (rest.length > 0)
    rejects.push({
      reason: `${rest.length} more lines from line ${rest[0]?.number} on: not OpenXC signals`,
      payload: Buffer.from(rest.map(({ text }) => text).join('\n')),
    });
  return rejects;
}

function unreadable(first: BadLine | undefined): string {
  const expected = 'payload: expected lines such as {"timestamp":1.5,"name":"vehicle_speed","value":32.5}';
  return first ? `${expected}; line ${first.number}: ${first.reason}` : `${expected}; it is empty`;
}
