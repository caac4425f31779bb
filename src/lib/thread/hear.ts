/** What is done with each word; `hear` chooses by what it says. */
export type Hearing<Word extends { says: string }> = {
  [Says in Word['says']]: (word: Word & { says: Says }) => void;
};

export function hear<Word extends { says: string }>(hearing: Hearing<Word>, word: Word): void {
  hearing[word.says as Word['says']](word as never);
}
