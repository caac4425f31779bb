import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import type { AccessChanges } from '../store/access/watch-access.ts';

/** What is withdrawn, or taken from its owner, is noticed after at most this time. */
const rememberMs = 1000;
/** Where it is known that nothing has changed, an answer is good for longer. */
const unchangedMs = 60_000;

/** `forget` makes the next call of each key look anew: for what was withdrawn in this process. */
export type Remembering<Value> = {
  (key: string): Promise<Value | undefined>;
  forget(): void;
};

type Entry<Value> = { value: Value | undefined; readAt: number };
type Options = { clock: Clock; max: number; changes?: AccessChanges | undefined };

/**
 * A look-up that remembers its answers, good or bad, for a second, and good ones until something changes; at
 * most `max` of them.
 */
export function remembering<Value>(
  find: (key: string) => Promise<Value | undefined>,
  { clock, max, changes }: Options,
): Remembering<Value> {
  const remembered = new LRUCache<string, Entry<Value>>({ max });
  let forgotten = 0;

  async function isUnchanged({ value, readAt }: Entry<Value>, age: number): Promise<boolean> {
    if (!changes || value === undefined || age < 0 || age >= unchangedMs) return false;
    const before = forgotten;
    const changedAt = await changes.lastAt();
    return changedAt !== undefined && changedAt < readAt && before === forgotten;
  }

  const look = async (key: string) => {
    const known = remembered.get(key);
    const readAt = clock.now();
    if (known) {
      const age = readAt - known.readAt;
      if (age >= 0 && age < rememberMs) return known.value;
      if (await isUnchanged(known, age)) return known.value;
    }
    const before = forgotten;
    const value = await find(key);
    // What was read before it was to be forgotten is old already.
    if (before === forgotten) remembered.set(key, { value, readAt });
    return value;
  };
  const forget = () => {
    forgotten += 1;
    remembered.clear();
  };
  return Object.assign(look, { forget });
}
