import { onAbort } from '../../../lib/on-abort.ts';
import { createPlaces } from './places.ts';

/** A place among those who are at work. */
export type Slot = {
  /** Makes room for others who are quicker. */
  demote(): void;
  release(): void;
};

/** `isSlow`: known to be slow or dead. */
export type Wish = { owner: string; isSlow: boolean };

export type Slots = {
  /** Resolves when there is room; undefined when the signal says that there will be none. */
  take(wish: Wish, signal: AbortSignal): Promise<Slot | undefined>;
  /** At work now. */
  taken(): number;
};

/** So many of all quick places one owner may have; of the slow ones; and of the quick ones without slow ones left. */
const share = { quick: 1 / 2, slow: 1 / 4, last: 1 / 16 };

/**
 * Bounds how many targets are talked to at once. Those that are known to be slow or dead have places of their own, so
 * that they keep nobody waiting but each other; who turns out to be slow moves over to them, also where all of them
 * are taken: then none is given until there is room again. Of both an owner has a share at most, so that many slow
 * targets of one keep those of others from nothing.
 */
export function createSlots(max: { quick: number; slow: number }): Slots {
  const each = {
    quick: Math.ceil(max.quick * share.quick),
    slow: Math.ceil(max.slow * share.slow),
    last: Math.ceil(max.quick * share.last),
  };
  const slow = createPlaces({ max: max.slow, eachMax: () => each.slow });
  // Otherwise more and more of one owner could move over.
  const quickOf = (owner: string) => (slow.takenBy(owner) < each.slow ? each.quick : each.last);
  const quick = createPlaces({ max: max.quick, eachMax: quickOf });

  function slotOf({ owner, isSlow }: Wish): Slot {
    let places: typeof quick | undefined = isSlow ? slow : quick;
    const leave = () => {
      const left = places;
      places = undefined;
      left?.free(owner);
      if (left === slow) quick.review(owner);
    };
    return {
      demote() {
        if (places !== quick) return;
        slow.force(owner);
        places = slow;
        quick.free(owner);
      },
      release: leave,
    };
  }

  return {
    take(wish, signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      const { owner, isSlow } = wish;
      const places = isSlow ? slow : quick;
      return new Promise((resolve) => {
        const admit = () => {
          forget();
          resolve(slotOf(wish));
          // Their last slow place is taken: less of the quick ones is theirs.
          if (isSlow) quick.review(owner);
        };
        const forget = onAbort(signal, () => {
          forget();
          places.leave(owner, admit);
          resolve(undefined);
        });
        places.ask(owner, admit);
      });
    },
    taken: () => quick.taken() + slow.taken(),
  };
}
