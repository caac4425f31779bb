import { type Answer, vehicleOf, type Work } from './work.ts';

export type Waiting = { work: Work; settle(answer: Answer): void; refuse(error: unknown): void };

/** Work that waits for the next transaction, up to a bound. */
export type Queue = {
  /** Resolves when it has committed; rejects where it could not. Undefined where too much waits already. */
  add(work: Work): Promise<Answer> | undefined;
  /** Like `add`, for what nobody waits for: left out where the same waits already, or too much. */
  hint(work: Work): void;
  take(max: number): Waiting[];
  /** Resolves when there is something to take, or the queue is closed. */
  wait(): Promise<void>;
  close(): void;
  isClosed(): boolean;
};

export function createQueue(max: number): Queue {
  const waiting: Waiting[] = [];
  const hinted = new Set<string>();
  let isClosed = false;
  let wake: (() => void) | undefined;

  function push(entry: Waiting): void {
    waiting.push(entry);
    wake?.();
    wake = undefined;
  }

  return {
    add(work) {
      // However much vehicles answer, there is room for what applications ask.
      const room = work.kind === 'result' ? max / 2 : max;
      if (isClosed || waiting.length >= room) return undefined;
      return new Promise((settle, refuse) => push({ work, settle, refuse }));
    },
    hint(work) {
      const name = nameOf(work);
      if (isClosed || hinted.has(name) || waiting.length >= max) return;
      hinted.add(name);
      push({ work, settle: () => undefined, refuse: () => undefined });
    },
    take(count) {
      const taken = waiting.splice(0, count);
      if (hinted.size > 0) for (const { work } of taken) hinted.delete(nameOf(work));
      return taken;
    },
    wait() {
      if (waiting.length > 0 || isClosed) return Promise.resolve();
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    close() {
      isClosed = true;
      wake?.();
    },
    isClosed: () => isClosed,
  };
}

function nameOf(work: Work): string {
  if (work.kind === 'look') return `${work.kind} ${work.vehicleId} ${work.isBack} ${work.isResumed}`;
  if (work.kind === 'broken') return `${work.kind} ${work.vehicleId} ${work.publicId ?? ''}`;
  return `${work.kind} ${vehicleOf(work)}`;
}
