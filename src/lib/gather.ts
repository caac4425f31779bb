/**
 * Answers many questions at once: what is asked while an answer is on its way is asked together, after it. `max`: at
 * most so many together.
 */
export function gather<Question, Answer>(
  max: number,
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  type Waiting = { question: Question; resolve(answer: Answer): void; reject(error: unknown): void };
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    // Those who are woken together ask together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const taken = waiting.slice(0, max);
      waiting = waiting.slice(max);
      try {
        const answers = await answerAll(taken.map(({ question }) => question));
        for (const [index, { resolve }] of taken.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    isRunning = false;
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      void run();
    });
}
