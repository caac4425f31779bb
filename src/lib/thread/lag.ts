import { monitorEventLoopDelay } from 'node:perf_hooks';

/** So often the other side is told. */
export const lagEveryMs = 5_000;

/**
 * Tells again and again how long what is due in this thread waits for its turn: seconds, exceeded by one in a hundred since the
 * last time. It keeps no thread alive.
 */
export function tellLag(tell: (lagS: number) => void): void {
  const delay = monitorEventLoopDelay();
  delay.enable();
  setInterval(() => {
    tell(delay.percentile(99) / 1e9);
    delay.reset();
  }, lagEveryMs).unref();
}

/** What a thread told last; where it tells nothing any more, for how long. Milliseconds of one clock. */
export function createLag(now: () => number) {
  let toldS = 0;
  let toldAt = now();
  return {
    tell(lagS: number): void {
      toldS = lagS;
      toldAt = now();
    },
    /** Seconds. */
    read(): number {
      const silentMs = now() - toldAt;
      // It may be this thread that was late.
      return silentMs > 2 * lagEveryMs ? (silentMs - lagEveryMs) / 1000 : toldS;
    },
  };
}
