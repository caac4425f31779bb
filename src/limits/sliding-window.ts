/**
 * How many calls there were in the last while. Time is divided into buckets, and a bucket counts until all of
 * it is older than the window: a call counts for at least the window, and for at most one bucket longer, so
 * no window of this length ever holds more than what was let through.
 */
export type SlidingWindow = {
  /** Calls that count at a time, epoch milliseconds. A time before the newest is taken for the newest. */
  count(at: number): number;
  add(at: number): void;
  /** Puts back what was counted earlier; what no longer counts is left out. */
  restore(at: number, calls: number): void;
  /** Milliseconds from a time until fewer calls than this count, if there are no more. */
  waitUntilBelow(limit: number, at: number): number;
};

export type WindowSize = { windowMs: number; bucketMs: number };

export function createSlidingWindow({ windowMs, bucketMs }: WindowSize, now: number): SlidingWindow {
  const size = Math.ceil(windowMs / bucketMs) + 1;
  const buckets = new Float64Array(size);
  let newest = Math.floor(now / bucketMs);
  let total = 0;

  /** Empties the buckets that have gone out of the window. */
  function roll(at: number): void {
    const current = Math.floor(at / bucketMs);
    const passed = Math.min(current - newest, size);
    for (let step = 1; step <= passed; step += 1) put(newest + step, 0);
    newest = Math.max(newest, current);
  }

  function put(bucket: number, calls: number): void {
    total += calls - (buckets[bucket % size] ?? 0);
    buckets[bucket % size] = calls;
  }

  return {
    count(at) {
      roll(at);
      return total;
    },
    add(at) {
      roll(at);
      put(newest, (buckets[newest % size] ?? 0) + 1);
    },
    restore(at, calls) {
      const bucket = Math.min(Math.floor(at / bucketMs), newest);
      if (bucket > newest - size) put(bucket, (buckets[bucket % size] ?? 0) + calls);
    },
    waitUntilBelow(limit, at) {
      roll(at);
      let left = total;
      for (let bucket = newest - size + 1; left >= limit && bucket <= newest; bucket += 1) {
        left -= buckets[bucket % size] ?? 0;
        if (left < limit) return (bucket + size) * bucketMs - at;
      }
      return 0;
    },
  };
}
