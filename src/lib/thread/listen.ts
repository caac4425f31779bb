import type { Worker } from 'node:worker_threads';

type Waiting<Word extends { says: string }> = {
  words: Word['says'][];
  resolve(word: Word): void;
  reject(error: Error): void;
};

/** Resolves with the next word that says one of these; rejects where the thread breaks, or broke, before. */
export type Heard<Word extends { says: string }> = (...words: Word['says'][]) => Promise<Word>;

/** A thread ended by an exception. */
export class BrokenThreadError extends Error {
  override name = 'BrokenThreadError';
}

/**
 * Hands every word of a thread to `take`; the answer waits for one of some words. A thread that breaks is an exception of the
 * process, which nothing here catches; `onBroken` is called before it.
 */
export function listen<Word extends { says: string }>(
  worker: Worker,
  { name, take, onBroken }: { name: string; take(word: Word): void; onBroken(error: Error): void },
): Heard<Word> {
  let waiting: Waiting<Word>[] = [];
  let broken: Error | undefined;
  worker.on('message', (words: Word[]) => {
    for (const word of words) {
      take(word);
      const index = waiting.findIndex((one) => one.words.includes(word.says));
      if (index >= 0) waiting.splice(index, 1)[0]?.resolve(word);
    }
  });
  worker.on('error', (cause: Error) => {
    broken = new BrokenThreadError(`${name} broke: ${cause.message}`, { cause });
    const left = waiting;
    waiting = [];
    for (const { reject } of left) reject(broken);
    onBroken(broken);
    throw broken;
  });
  return (...words) =>
    new Promise((resolve, reject) => {
      if (broken) reject(broken);
      else waiting.push({ words, resolve, reject });
    });
}

/** The first word of a thread; throws, and ends it, where that is an error: it could not be opened. */
export async function untilOpen<Word extends object>(worker: Worker, first: Promise<Word>): Promise<Word> {
  const word = await first;
  if (!('error' in word)) return word;
  await worker.terminate();
  throw new Error(String(word.error));
}
