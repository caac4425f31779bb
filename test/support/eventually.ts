import { setTimeout as delay } from 'node:timers/promises';

const lookEveryMs = 10;

/**
 * For what nobody acknowledges: asks again until the answer is truthy, and gives it. Throws, saying what it
 * waited for and what it saw last.
 */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value> | Value,
  withinMs = 10_000,
): Promise<Exclude<NonNullable<Value>, false>> {
  const until = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<NonNullable<Value>, false>;
    if (Date.now() > until) throw new Error(`waited ${withinMs} ms in vain for: ${what}`);
    await delay(lookEveryMs);
  }
}
