import type { Message, ReadMessage } from '../model/report.ts';
import type { Arrival } from './arrival.ts';
import type { Prepare } from './batch.ts';

/** Has every message of the batch read by the adapter of its channel. */
export function readMessages(read: (message: Message) => ReadMessage): Prepare {
  return {
    name: 'read messages',
    run({ vehicles }) {
      for (const work of vehicles.values())
        work.messages = work.arrivals.map((arrival) => readOrBury(arrival, read));
    },
  };
}

function readOrBury({ message, refusal }: Arrival, read: (message: Message) => ReadMessage): ReadMessage {
  if (refusal === undefined) return read(message);
  const { vehicleId, channel, receivedAt, payload } = message;
  const letter = { vehicleId, channel, receivedAt, payload, reason: refusal };
  return { message, source: channel, reports: [], deadLetters: [letter] };
}
