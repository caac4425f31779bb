import type { Message } from '../../model/report.ts';

type Settle = (error?: Error) => void;

/** The messages that were taken over and are not settled yet, by number. */
export type UnderWay = {
  /** Gives the message its number. */
  add(message: Message, settle: Settle): number;
  settle(number: number, error?: Error): void;
  /** How full it is: 1 when senders have to wait. */
  fill(): number;
};

export function createUnderWay(bounds: { messages: number; bytes: number }): UnderWay {
  const waiting = new Map<number, { settle: Settle; bytes: number }>();
  let bytes = 0;
  let last = 0;
  return {
    add({ payload }, settle) {
      last += 1;
      waiting.set(last, { settle, bytes: payload.length });
      bytes += payload.length;
      return last;
    },
    settle(number, error) {
      const found = waiting.get(number);
      if (!found) return;
      waiting.delete(number);
      bytes -= found.bytes;
      found.settle(error);
    },
    fill: () => Math.max(waiting.size / bounds.messages, bytes / bounds.bytes),
  };
}
