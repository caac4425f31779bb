import { createHash } from 'node:crypto';
import xxhash from 'xxhash-wasm';
import type { Draft, Message, ReadMessage } from '../model/report.ts';
import type { Refuse } from '../unify/clean.ts';
import { deadLetterOf, refuseTimes, reportsFrom, type TimeBounds } from '../unify/reports.ts';
import { type Adapter, type Decoded, UnreadableError } from './adapter.ts';

export type ReadOptions = { bounds: TimeBounds; refuse: Refuse };

/** Reads a message with its adapter. What cannot be read comes back as a dead letter. */
export function readMessage(adapter: Adapter, message: Message, options: ReadOptions): ReadMessage {
  const read: ReadMessage = { message, reports: [], deadLetters: [], source: adapter.name };
  const decoded = decodeSafely(adapter, message);
  if (typeof decoded === 'string') {
    read.deadLetters.push(deadLetterOf(message, decoded));
    read.key = deadKey(message);
    return read;
  }
  for (const path of decoded.unknown) options.refuse(path, 'unknown');
  for (const { reason, payload } of decoded.rejects)
    read.deadLetters.push(deadLetterOf({ ...message, payload }, reason));
  const timely = refuseTimes(decoded.drafts, { message, ...options });
  read.deadLetters.push(...timely.deadLetters);
  if (timely.drafts.length === 0) read.key = deadKey(message);
  else if (!hasIds(decoded)) read.key = keyFromBytes(message);
  addReports(read, adapter, { drafts: timely.drafts, refuse: options.refuse });
  return read;
}

function addReports(
  read: ReadMessage,
  adapter: Adapter,
  { drafts, refuse }: { drafts: Draft[]; refuse: Refuse },
): void {
  const { message, key = 0n } = read;
  const keyOf = ({ id }: Draft, index: number) =>
    id === undefined ? BigInt.asIntN(64, key + BigInt(index)) : keyFromId(id);
  const context = { message, source: adapter.name, keyOf, refuse };
  const { join } = adapter;
  if (join) {
    read.join = (memory) => {
      const joined = join(memory, drafts);
      return { reports: reportsFrom(joined.drafts, context), memory: joined.memory };
    };
  } else read.reports = reportsFrom(drafts, context);
}

/** What was decoded, or why nothing could be. */
function decodeSafely(adapter: Adapter, message: Message): Decoded | string {
  try {
    return adapter.decode(message.payload);
  } catch (error) {
    if (error instanceof UnreadableError) return error.message;
    throw error;
  }
}

function hasIds({ drafts }: Decoded): boolean {
  return drafts.length > 0 && drafts[0]?.id !== undefined;
}

const { h64 } = await xxhash();

/** Ids are the vehicle's own business: it can only mistake its own reports for each other. */
function keyFromId(id: string): bigint {
  return BigInt.asIntN(64, h64(id));
}

function keyFromBytes({ channel, payload }: Message): bigint {
  return createHash('sha256').update(channel).update('\n').update(payload).digest().readBigInt64BE(0);
}

/** Identity of a message of which nothing could be used: another one than it has once it can be read. */
function deadKey(message: Message): bigint {
  return ~keyFromBytes(message);
}
