/** Says one word to the other side; what is transferred does not stay here. */
export type Say<Word> = (word: Word, transfer?: readonly ArrayBuffer[]) => void;

type Options<Word> = {
  post(words: readonly Word[], transfer: ArrayBuffer[]): void;
  /** Has its argument called soon. */
  later(flush: () => void): void;
};

/** Words cross together, in their order: each crossing wakes the other thread. */
export function createPost<Word>({ post, later }: Options<Word>): Say<Word> {
  let words: Word[] = [];
  let transfers: ArrayBuffer[] = [];
  function flush(): void {
    const [crossing, taken] = [words, transfers];
    words = [];
    transfers = [];
    post(crossing, taken);
  }
  return (word, transfer = []) => {
    words.push(word);
    transfers.push(...transfer);
    if (words.length === 1) later(flush);
  };
}
