import type { Answer, Command, Language } from './command.ts';

/** Does a command and says how it went. What it throws or rejects with is answered as `VehicleError`. */
export type Execute = (command: Command) => Answer | Promise<Answer>;

/** What goes back: the last parts of the topic, and the text. */
export type Reply = { channel: string; payload: string };

/** Where commands arrive: each is done once, in time, and always answered. */
export type Desk = {
  /** Undefined for bytes that are no command. */
  take(payload: Uint8Array): Promise<Reply | undefined>;
};

/** Answers that are remembered, for commands that come twice. */
const remembered = 200;

export function createDesk(
  language: Language,
  { execute, clock }: { execute: Execute; clock: () => number },
): Desk {
  const answers = new Map<string, Promise<Answer>>();

  function answerTo(command: Command): Promise<Answer> {
    const known = answers.get(command.id);
    if (known) return known;
    const answer = perform(command, { execute, now: clock() });
    answers.set(command.id, answer);
    const [oldest] = answers.keys();
    if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
    return answer;
  }

  return {
    async take(payload) {
      const command = language.read(payload);
      if (!command) return undefined;
      const answer = await answerTo(command);
      return { channel: `${language.channel}/${command.id}/result`, payload: language.write(answer) };
    },
  };
}

async function perform(
  command: Command,
  { execute, now }: { execute: Execute; now: number },
): Promise<Answer> {
  if (now > command.expiresAt) return { status: 'Failed', failureCause: 'VehicleConnectionTimeout' };
  try {
    return await execute(command);
  } catch {
    return { status: 'Failed', failureCause: 'VehicleError' };
  }
}
