import type { Message } from '../../model/report.ts';

/** Messages that cross between threads together: their bytes are handed over, not copied. */
export type Parcel = {
  /** Number of the first message; the others follow on. */
  first: number;
  /** Of each message in turn: vehicle, place of its channel in the list of channels, length. */
  heads: Float64Array;
  bytes: ArrayBuffer;
};

type Unaddressed = Omit<Message, 'receivedAt'>;

/** Puts messages into a parcel. */
export function pack(first: number, messages: readonly Unaddressed[], channels: readonly string[]): Parcel {
  let size = 0;
  for (const { payload } of messages) size += payload.length;
  const heads = new Float64Array(messages.length * 3);
  const bytes = new Uint8Array(size);
  let head = 0;
  let at = 0;
  for (const { vehicleId, channel, payload } of messages) {
    heads[head++] = vehicleId;
    heads[head++] = channels.indexOf(channel);
    heads[head++] = payload.length;
    bytes.set(payload, at);
    at += payload.length;
  }
  return { first, heads, bytes: bytes.buffer };
}

/** Takes the messages out again, each with its number. */
export function unpack(
  { first, heads, bytes }: Parcel,
  channels: readonly string[],
  take: (message: Unaddressed, number: number) => void,
): void {
  let at = 0;
  for (let head = 0; head < heads.length; head += 3) {
    const length = heads[head + 2] as number;
    const payload = Buffer.from(bytes, at, length);
    const channel = channels[heads[head + 1] as number] as string;
    take({ vehicleId: heads[head] as number, channel, payload }, first + head / 3);
    at += length;
  }
}
