/** What waits for a reader; of what has the same key only the newest counts in the end. */
export type Waiting = { key: string };

/** `isWhole` says that nothing that came before the item still waits, not even as a part of a newer one. */
export type Taken<Item> = { item: Item; isWhole: boolean };

export type Backlog<Item extends Waiting> = {
  push(item: Item): void;
  shift(): Taken<Item> | undefined;
  isEmpty(): boolean;
  /** Empties it. */
  clear(): void;
  /** Whether there was more than it holds: then it is empty, and what it held is lost. Asking takes it back. */
  takeOverflow(): boolean;
};

type Bounds<Item> = {
  /** Waits as it came; beyond it what is newer takes the place of what is older. */
  free: number;
  /** Different keys that may wait. */
  keysMax: number;
  merge(older: Item, newer: Item): Item;
};

/** An item with its number in the order in which they came, and that of the oldest that was merged into it. */
type Entry<Item> = Taken<Item> & { number: number; oldest: number };

/**
 * Holds what a reader has not taken yet. A reader that keeps up gets everything in order; for one that does
 * not, items of one key are merged into the newest, which keeps its own place in the order, so that nothing is
 * ever given out before something that is older than it and still counts.
 */
export function createBacklog<Item extends Waiting>({ free, keysMax, merge }: Bounds<Item>): Backlog<Item> {
  let entries: Entry<Item>[] = [];
  let pushed = 0;
  let taken = 0;
  let compactAt = free;
  let hasOverflown = false;

  function compact(): void {
    const newest = new Map<string, Entry<Item>>();
    for (const entry of entries.slice(taken)) {
      const { key } = entry.item;
      const older = newest.get(key);
      // Deleted first, so that it stands where the newest stood.
      newest.delete(key);
      newest.set(key, older ? joined(older, entry) : entry);
    }
    entries = [...newest.values()];
    taken = 0;
    compactAt = Math.max(free, entries.length * 2);
    markWhole(entries);
    if (entries.length > keysMax) overflow();
  }

  function joined(older: Entry<Item>, newer: Entry<Item>): Entry<Item> {
    return { ...newer, oldest: older.oldest, item: merge(older.item, newer.item) };
  }

  function overflow(): void {
    clear();
    hasOverflown = true;
  }

  function clear(): void {
    entries = [];
    taken = 0;
    compactAt = free;
  }

  return {
    push(item) {
      entries.push({ item, isWhole: true, number: pushed, oldest: pushed });
      pushed += 1;
      if (entries.length - taken > compactAt) compact();
    },
    shift() {
      const entry = entries[taken];
      if (entry === undefined) return undefined;
      taken += 1;
      if (taken === entries.length) clear();
      return entry;
    },
    isEmpty: () => entries.length === taken,
    clear,
    takeOverflow() {
      const had = hasOverflown;
      hasOverflown = false;
      return had;
    },
  };
}

function markWhole(entries: readonly Entry<unknown>[]): void {
  let oldest = Number.POSITIVE_INFINITY;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index] as Entry<unknown>;
    entry.isWhole = oldest > entry.number;
    oldest = Math.min(oldest, entry.oldest);
  }
}
