import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';

/** How many attempts within which time. */
export type Limit = { attempts: number; withinMs: number };

/** Counts attempts by key, such as an account or an address. Bounded: the keys unused for longest are forgotten. */
export type Throttle = {
  /** Counts an attempt; the milliseconds to wait where there were too many, in which case it does not count. */
  take(key: string): number;
  /** The attempts under a key came to a good end. */
  forget(key: string): void;
  /** One of the attempts under a key came to a good end, which says nothing of the others. */
  giveBack(key: string): void;
};

/** Takes an attempt of each throttle in turn, as long as none of them says to wait; else its milliseconds. */
export function takeEach(...attempts: readonly [throttle: Throttle, key: string][]): number {
  for (const [throttle, key] of attempts) {
    const waitMs = throttle.take(key);
    if (waitMs > 0) return waitMs;
  }
  return 0;
}

const keysMax = 50_000;

export function createThrottle({ attempts, withinMs }: Limit, clock: Clock): Throttle {
  const counts = new LRUCache<string, { made: number; until: number }>({ max: keysMax });
  return {
    take(key) {
      const now = clock.now();
      const known = counts.get(key);
      if (!known || known.until <= now) {
        counts.set(key, { made: 1, until: now + withinMs });
        return 0;
      }
      if (known.made >= attempts) return known.until - now;
      known.made += 1;
      return 0;
    },
    forget: (key) => void counts.delete(key),
    giveBack(key) {
      const known = counts.get(key);
      if (known && known.made > 0) known.made -= 1;
    },
  };
}

/** Whom an address stands for: of IPv6 the network, which one household has of its own. */
export function addressKey(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
