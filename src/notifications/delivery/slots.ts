/** A place among those who are at work. */
export type Slot = {
  /** Makes room for others who are quicker, where there is room among the slow ones. */
  demote(): void;
  release(): void;
};

export type Slots = {
  /** Resolves when there is room; undefined when the signal says that there will be none. */
  take(isSlow: boolean, signal: AbortSignal): Promise<Slot | undefined>;
  /** At work now. */
  taken(): number;
};

type Kind = 'quick' | 'slow';

/**
 * Bounds how many targets are talked to at once. Those that are known to be slow or dead have places of their own, so
 * that they keep nobody waiting but each other; who turns out to be slow moves over to them.
 */
export function createSlots(max: Record<Kind, number>): Slots {
  const taken: Record<Kind, number> = { quick: 0, slow: 0 };
  const waiting: Record<Kind, Set<() => void>> = { quick: new Set(), slow: new Set() };

  function free(kind: Kind): void {
    taken[kind] -= 1;
    const [next] = waiting[kind];
    if (!next) return;
    waiting[kind].delete(next);
    next();
  }

  function slotOf(first: Kind): Slot {
    let kind: Kind | undefined = first;
    return {
      demote() {
        if (kind !== 'quick' || taken.slow >= max.slow) return;
        taken.slow += 1;
        kind = 'slow';
        free('quick');
      },
      release() {
        if (!kind) return;
        const left = kind;
        kind = undefined;
        free(left);
      },
    };
  }

  return {
    take(isSlow, signal) {
      const kind: Kind = isSlow ? 'slow' : 'quick';
      return new Promise((resolve) => {
        const admit = () => {
          signal.removeEventListener('abort', leave);
          taken[kind] += 1;
          resolve(slotOf(kind));
        };
        const leave = () => {
          waiting[kind].delete(admit);
          resolve(undefined);
        };
        if (signal.aborted) return resolve(undefined);
        if (taken[kind] < max[kind]) return admit();
        waiting[kind].add(admit);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
    taken: () => taken.quick + taken.slow,
  };
}
