import { createInterface } from 'node:readline';

/** The first line of standard input; asked for when a person is there. */
export async function readPassword(): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) process.stderr.write('password: ');
  const lines = createInterface({ input: stdin, terminal: false });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new Error('password: expected a line on standard input');
}
