/** Places that are taken and given back, at most so many in all, and so many by each. */
export function createSlots({ all, each }: { all: number; each: number }) {
  const taken = new Map<string, number>();
  let total = 0;
  return {
    /** Takes one; the answer gives it back. Undefined where there is none left. */
    take(who: string): (() => void) | undefined {
      const own = taken.get(who) ?? 0;
      if (total >= all || own >= each) return undefined;
      taken.set(who, own + 1);
      total += 1;
      return () => {
        total -= 1;
        const left = (taken.get(who) ?? 1) - 1;
        if (left > 0) taken.set(who, left);
        else taken.delete(who);
      };
    },
  };
}
