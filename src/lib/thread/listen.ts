import type { Worker } from 'node:worker_threads';

/** Resolves with the next word that says one of these. */
export type Heard<Word extends { says: string }> = (...words: Word['says'][]) => Promise<Word>;

/** Hands every word of a thread to `take`; the answer waits for one of some words. A thread that breaks ends the process. */
export function listen<Word extends { says: string }>(
  worker: Worker,
  name: string,
  take: (word: Word) => void,
): Heard<Word> {
  const waiting: { words: Word['says'][]; resolve(word: Word): void }[] = [];
  worker.on('message', (words: Word[]) => {
    for (const word of words) {
      take(word);
      const index = waiting.findIndex((one) => one.words.includes(word.says));
      if (index >= 0) waiting.splice(index, 1)[0]?.resolve(word);
    }
  });
  worker.on('error', (cause) => {
    throw new Error(`${name} broke`, { cause });
  });
  return (...words) => new Promise((resolve) => waiting.push({ words, resolve }));
}

/** The first word of a thread; throws, and ends it, where that is an error: it could not be opened. */
export async function untilOpen<Word extends object>(worker: Worker, first: Promise<Word>): Promise<Word> {
  const word = await first;
  if (!('error' in word)) return word;
  await worker.terminate();
  throw new Error(String(word.error));
}
