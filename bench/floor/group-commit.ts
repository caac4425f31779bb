/** Writes one batch; resolves when it has committed. */
type WriteBatch<Item> = (items: Item[]) => Promise<void>;

/**
 * Group commit: what arrives while a batch commits becomes the next one. `settle` is called for each item
 * after the commit of its batch, or with the error that undid it.
 */
export function createGroupCommit<Item>(
  write: WriteBatch<Item>,
  settle: (item: Item, error?: Error) => void,
  batchMax: number,
): { add(item: Item): void } {
  let queue: Item[] = [];
  let isWriting = false;

  const writeAll = async () => {
    while (queue.length > 0) {
      const batch = queue.length > batchMax ? queue.splice(0, batchMax) : queue;
      if (batch === queue) queue = [];
      const error = await write(batch).then(() => undefined, asError);
      for (const item of batch) settle(item, error);
    }
    isWriting = false;
  };

  return {
    add(item) {
      queue.push(item);
      if (isWriting) return;
      isWriting = true;
      setImmediate(() => void writeAll());
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
