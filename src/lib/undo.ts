/** Remembers what was started, and stops it in reverse order. */
export function createUndo() {
  const started: { stop(): Promise<void> }[] = [];
  return {
    later<Part extends { stop(): Promise<void> }>(part: Part): Part {
      started.push(part);
      return part;
    },
    /** Stops everything even when one of them fails; the first failure is thrown at the end. */
    async all(): Promise<void> {
      const failures: unknown[] = [];
      for (let part = started.pop(); part; part = started.pop()) {
        try {
          await part.stop();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
