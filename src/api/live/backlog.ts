/** What waits for a reader; of what has the same key only the newest counts in the end. */
export type Waiting = { key: string };

export type Backlog<Item extends Waiting> = {
  push(item: Item): void;
  shift(): Item | undefined;
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

/**
 * Holds what a reader has not taken yet. A reader that keeps up gets everything in order; for one that does
 * not, items of one key are merged into the newest, which keeps its own place in the order, so that nothing is
 * ever given out before something that is older than it and still counts.
 */
export function createBacklog<Item extends Waiting>({ free, keysMax, merge }: Bounds<Item>): Backlog<Item> {
  let items: Item[] = [];
  let taken = 0;
  let compactAt = free;
  let hasOverflown = false;

  function compact(): void {
    const newest = new Map<string, Item>();
    for (const item of items.slice(taken)) {
      const older = newest.get(item.key);
      // Deleted first, so that it stands where the newest stood.
      newest.delete(item.key);
      newest.set(item.key, older ? merge(older, item) : item);
    }
    items = [...newest.values()];
    taken = 0;
    compactAt = Math.max(free, items.length * 2);
    if (items.length > keysMax) overflow();
  }

  function overflow(): void {
    clear();
    hasOverflown = true;
  }

  function clear(): void {
    items = [];
    taken = 0;
    compactAt = free;
  }

  return {
    push(item) {
      items.push(item);
      if (items.length - taken > compactAt) compact();
    },
    shift() {
      const item = items[taken];
      if (item === undefined) return undefined;
      taken += 1;
      if (taken === items.length) clear();
      return item;
    },
    isEmpty: () => items.length === taken,
    clear,
    takeOverflow() {
      const had = hasOverflown;
      hasOverflown = false;
      return had;
    },
  };
}
