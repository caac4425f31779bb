type Waiting<Answer> = { resolve(answer: Answer): void; reject(error: Error): void };

export type Outcome<Answer> = { value: Answer } | { error: string };

/** Questions to the other side, by number, until they are answered. */
export type Calls<Answer> = {
  /** `ask` says the question, with its number. */
  ask(ask: (call: number) => void): Promise<Answer>;
  answer(call: number, answer: Outcome<Answer>): void;
  /** The other side is gone: this is the answer to all that is asked, and to all that will be. */
  end(answer: Outcome<Answer>): void;
};

export function createCalls<Answer>(): Calls<Answer> {
  const waiting = new Map<number, Waiting<Answer>>();
  let calls = 0;
  let last: Outcome<Answer> | undefined;
  function answer(call: number, outcome: Outcome<Answer>): void {
    const caller = waiting.get(call);
    waiting.delete(call);
    if ('error' in outcome) caller?.reject(new Error(outcome.error));
    else caller?.resolve(outcome.value);
  }
  return {
    ask(ask) {
      calls += 1;
      const call = calls;
      return new Promise((resolve, reject) => {
        waiting.set(call, { resolve, reject });
        if (last) answer(call, last);
        else ask(call);
      });
    },
    answer,
    end(outcome) {
      last = outcome;
      for (const call of [...waiting.keys()]) answer(call, outcome);
    },
  };
}
