import { Command, InvalidArgumentError } from 'commander';
import { readSettings, type Settings } from '../config/settings.ts';
import { createLog, type Log } from '../lib/log.ts';

/** What every command works with. */
export type CommandContext = { settings: Settings; log: Log; print(line: string): void };

type ContextOptions = {
  isQuiet: boolean;
  /** What else is wrong with the settings. */
  faultsOf?: (settings: Settings) => string[];
};

/** The settings of this process. Commands that only look or enter something log nothing below a warning. */
export function commandContext(options: ContextOptions): CommandContext {
  const settings = readSettings(process.env, options.faultsOf);
  const logLevel = options.isQuiet && settings.logLevel === 'info' ? 'warn' : settings.logLevel;
  const log = createLog({ ...settings, logLevel });
  return { settings, log, print: (line) => void process.stdout.write(`${line}\n`) };
}

/** A command with an example under its help. */
export function command(name: string, description: string, example: string): Command {
  return new Command(name)
    .description(description)
    .addHelpText('after', `\nExample:\n  $ npx roadwire ${example}`)
    .showHelpAfterError('(--help shows how)');
}

/** A whole number of an option; commander shows the message and exits. */
export function wholeNumber(minimum: number, maximum: number) {
  return (given: string): number => {
    const value = Number(given);
    if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`);
  };
}

export function positiveNumber(given: string): number {
  const value = Number(given);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number above 0.');
}
