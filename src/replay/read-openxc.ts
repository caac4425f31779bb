import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Frame, type Recording, recordingError } from './recording.ts';

const channel = 'openxc';

/** Half of what a message may have: a second of a recording is some 20 kB. */
const frameBytesMax = 128 * 1024;

/** Latest second that a JavaScript date can hold. */
const secondsMax = 8.64e12;

/**
 * Reads an OpenXC recording (one JSON signal a line, times in seconds) in frames of one second each.
 * Throws `RecordingError` at the first line that is no signal. Never holds more than a frame in memory.
 */
export async function readOpenXc(file: string): Promise<Recording> {
  let startsAt = Number.POSITIVE_INFINITY;
  let endsAt = Number.NEGATIVE_INFINITY;
  let frameCount = 0;
  for await (const batch of batchesOf(file)) {
    startsAt = Math.min(startsAt, batch.startsAt);
    endsAt = Math.max(endsAt, batch.endsAt);
    frameCount += 1;
  }
  if (frameCount === 0) throw recordingError({ file, expected: 'lines of OpenXC signals' });
  return { format: 'openxc', startsAt, endsAt, frameCount, frames: (shiftMs = 0) => framesOf(file, shiftMs) };
}

/** The same signals at other times: `shiftMs` later, to the microsecond. */
export function retimeOpenXc(frame: Frame, shiftMs: number): Frame {
  const lines = frame.payload.toString('utf8').trimEnd().split('\n');
  const payload = Buffer.from(lines.map((line) => retimeLine(line, shiftMs)).join(''));
  return { channel: frame.channel, at: frame.at + shiftMs, payload };
}

function retimeLine(line: string, shiftMs: number): string {
  const signal = JSON.parse(line) as { timestamp: number };
  const timestamp = Math.round((signal.timestamp + shiftMs / 1000) * 1e6) / 1e6;
  return `${JSON.stringify({ ...signal, timestamp })}\n`;
}

async function* framesOf(file: string, shiftMs: number): AsyncIterable<Frame> {
  for await (const { endsAt, lines } of batchesOf(file)) {
    const frame = { channel, at: endsAt, payload: Buffer.from(`${lines.join('\n')}\n`) };
    yield shiftMs === 0 ? frame : retimeOpenXc(frame, shiftMs);
  }
}

type Batch = { second: number; startsAt: number; endsAt: number; lines: string[]; bytes: number };

async function* batchesOf(file: string): AsyncIterable<Batch> {
  const input = createReadStream(file);
  let batch: Batch | undefined;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const timestamp = timestampOf(line, { file, place: `line ${number}` });
    if (batch && !belongs(batch, { timestamp, line })) {
      yield batch;
      batch = undefined;
    }
    batch = extended(batch, { timestamp, line });
  }
  if (batch) yield batch;
}

type TimedLine = { timestamp: number; line: string };

/** A line that comes a little late stays with those it came with. */
function belongs(batch: Batch, { timestamp, line }: TimedLine): boolean {
  return Math.floor(timestamp) <= batch.second && batch.bytes + Buffer.byteLength(line) < frameBytesMax;
}

/** The batch with one more line; the same object, as a recording has very many lines. */
function extended(batch: Batch | undefined, { timestamp, line }: TimedLine): Batch {
  const at = Math.round(timestamp * 1000);
  const grown = batch ?? { second: Math.floor(timestamp), startsAt: at, endsAt: at, lines: [], bytes: 0 };
  grown.startsAt = Math.min(grown.startsAt, at);
  grown.endsAt = Math.max(grown.endsAt, at);
  grown.lines.push(line);
  grown.bytes += Buffer.byteLength(line) + 1;
  return grown;
}

function timestampOf(line: string, where: { file: string; place: string }): number {
  let signal: { timestamp?: unknown; name?: unknown } | null;
  try {
    signal = JSON.parse(line) as typeof signal;
  } catch {
    throw recordingError({ ...where, expected: 'a signal as JSON', found: line });
  }
  const { timestamp, name } = signal ?? {};
  if (typeof timestamp !== 'number' || !(timestamp >= 0 && timestamp < secondsMax))
    throw recordingError({ ...where, expected: 'a timestamp in seconds since the epoch', found: timestamp });
  if (typeof name !== 'string')
    throw recordingError({ ...where, expected: 'the name of a signal', found: name });
  return timestamp;
}
