import type { Command } from 'commander';
import { vi } from 'vitest';

/** What a command prints. Throws what it fails with. */
export async function run(command: Command, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    await command.parseAsync(args, { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return lines.join('').trim();
}
