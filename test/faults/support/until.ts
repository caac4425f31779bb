import { setTimeout as delay } from 'node:timers/promises';

const lookEveryMs = 25;

/** Looks again and again until `look` gives something truthy, and gives that. Throws when it takes too long. */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
  withinMs = 30_000,
): Promise<NonNullable<Found>> {
  const lastAt = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > lastAt) throw new Error(`waited ${withinMs} ms in vain until ${what}`);
    await delay(lookEveryMs);
  }
}
