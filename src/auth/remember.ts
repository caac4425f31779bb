import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';

/** What is withdrawn, or taken from its owner, is noticed after at most this time. */
const rememberMs = 1000;

/** A look-up that remembers its answers, good or bad, for a second; at most `max` of them. */
export function remembering<Value>(
  find: (key: string) => Promise<Value | undefined>,
  { clock, max }: { clock: Clock; max: number },
): (key: string) => Promise<Value | undefined> {
  const remembered = new LRUCache<string, { value: Value | undefined; until: number }>({ max });
  return async (key) => {
    const now = clock.now();
    const known = remembered.get(key);
    if (known && known.until > now) return known.value;
    const value = await find(key);
    remembered.set(key, { value, until: now + rememberMs });
    return value;
  };
}
