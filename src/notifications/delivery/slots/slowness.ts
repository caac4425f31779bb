/** Which callbacks were slow or failed a while ago. */
export type Slowness = {
  note(callbackId: number): void;
  /** The callback was changed. */
  forget(callbackId: number): void;
  has(callbackId: number): boolean;
};

const keptMs = 5 * 60_000;
const keptMax = 100_000;

/** Remembers for some minutes; of very many callbacks the newest. `now`: milliseconds, counting up. */
export function createSlowness(now: () => number = () => performance.now()): Slowness {
  const until = new Map<number, number>();
  return {
    note(callbackId) {
      until.delete(callbackId);
      until.set(callbackId, now() + keptMs);
      const [oldest] = until.keys();
      if (until.size > keptMax && oldest !== undefined) until.delete(oldest);
    },
    forget: (callbackId) => until.delete(callbackId),
    has(callbackId) {
      const end = until.get(callbackId);
      if (end === undefined) return false;
      if (end > now()) return true;
      until.delete(callbackId);
      return false;
    },
  };
}
