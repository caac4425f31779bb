import { setTimeout as delay } from 'node:timers/promises';

const boundMs = 10_000;

/**
 * For what nobody acknowledges: asks again until the answer is truthy, and gives it. Throws, saying what it
 * waited for and what it saw last.
 */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | undefined | false> | Value | undefined | false,
): Promise<Value> {
  const until = Date.now() + boundMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > until) throw new Error(`waited ${boundMs} ms in vain for: ${what}`);
    await delay(10);
  }
}
