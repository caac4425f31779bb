/** A connection that can be told to stop reading its socket. */
export type Reader = { pause(): void; resume(): void; closed: boolean };

/** Stops reading every connection while there is no room, so that the sockets push back on the senders. */
export type Gate = {
  /** Closes when there is no room left. */
  check(): void;
  /** Lets connections read again, one after another, for as long as there is room. */
  open(): void;
  /** Closes for good. */
  close(): void;
};

export function createGate(readers: () => Reader[], isFull: () => boolean): Gate {
  let paused: Reader[] = [];
  let isClosed = false;

  function pauseAll(): void {
    paused = readers();
    for (const reader of paused) reader.pause();
  }

  return {
    check() {
      if (paused.length === 0 && isFull()) pauseAll();
    },
    open() {
      while (!isClosed && paused.length > 0 && !isFull()) {
        const reader = paused.pop();
        if (reader && !reader.closed) reader.resume();
      }
    },
    close() {
      isClosed = true;
      pauseAll();
    },
  };
}
