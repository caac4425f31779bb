import type pg from 'pg';
import { gather } from '../../lib/gather.ts';
import {
  countWaiting,
  type DeliveryTarget,
  type LineKey,
  readTargets,
  readWaiting,
  type WaitingMessage,
} from '../../store/notifications/deliveries.ts';

/** What is in a line: its callback, unless that is gone, and the oldest that wait. */
export type ReadLine = { target: DeliveryTarget | undefined; messages: WaitingMessage[]; isFull: boolean };

/** A line, and how many messages of it are asked for at most. */
export type LineQuestion = LineKey & { limit: number };

export type Reader = {
  read(line: LineQuestion): Promise<ReadLine>;
  /** How many wait, up to the limit. */
  count(line: LineQuestion): Promise<number>;
};

const atOnce = 64;

/** Reads lines for those who deliver, many in one query. */
export function createReader(pool: pg.Pool): Reader {
  return {
    read: gather<LineQuestion, ReadLine>(atOnce, async (lines) => {
      const [targets, waiting] = await Promise.all([
        readTargets(
          pool,
          lines.map(({ callbackId }) => callbackId),
        ),
        readWaiting(pool, lines),
      ]);
      return lines.map(({ callbackId, limit }, index) => {
        const messages = waiting[index] ?? [];
        return { target: targets.get(callbackId), messages, isFull: messages.length === limit };
      });
    }),
    count: gather<LineQuestion, number>(atOnce, (lines) => countWaiting(pool, lines)),
  };
}
