/** Places of one kind, shared out fairly among their owners. */
export type Places = {
  /** Calls `admit` when there is a place for the owner: at once, or later. */
  ask(owner: string, admit: () => void): void;
  /** Who waits, waits no more. */
  leave(owner: string, admit: () => void): void;
  /** Takes a place even where none is left. */
  force(owner: string): void;
  free(owner: string): void;
  /** How many places the owner may have has changed. */
  review(owner: string): void;
  taken(): number;
  takenBy(owner: string): number;
};

type Bounds = {
  max: number;
  /** How many of them an owner may have. */
  eachMax(owner: string): number;
};

/**
 * Owners take turns: what one of them wants beyond its own places waits behind its own, and of those who wait for a
 * place each gets one before any gets another.
 */
export function createPlaces({ max, eachMax }: Bounds): Places {
  const owners = new Map<string, { taken: number; waiting: Set<() => void> }>();
  /** Who waits and may have a place, in the order in which it is their turn. */
  const turns = new Set<string>();
  let taken = 0;

  function ownerOf(name: string) {
    const owner = owners.get(name) ?? { taken: 0, waiting: new Set() };
    owners.set(name, owner);
    return owner;
  }

  /** Whether it is among those whose turn will come follows from what it has and wants. */
  function review(name: string): void {
    const { waiting, ...own } = ownerOf(name);
    if (waiting.size === 0 || own.taken >= eachMax(name)) turns.delete(name);
    else turns.add(name);
    if (waiting.size === 0 && own.taken === 0) owners.delete(name);
  }

  function give(): void {
    for (const name of turns) {
      if (taken >= max) return;
      const owner = ownerOf(name);
      const [admit] = owner.waiting;
      turns.delete(name);
      if (!admit) continue;
      owner.waiting.delete(admit);
      owner.taken += 1;
      taken += 1;
      // Behind the others, if there is more: this loop comes to what is added.
      review(name);
      admit();
    }
  }

  return {
    ask(name, admit) {
      ownerOf(name).waiting.add(admit);
      review(name);
      give();
    },
    leave(name, admit) {
      ownerOf(name).waiting.delete(admit);
      review(name);
    },
    force(name) {
      ownerOf(name).taken += 1;
      taken += 1;
      review(name);
    },
    free(name) {
      ownerOf(name).taken -= 1;
      taken -= 1;
      review(name);
      give();
    },
    review(name) {
      review(name);
      give();
    },
    taken: () => taken,
    takenBy: (name) => owners.get(name)?.taken ?? 0,
  };
}
