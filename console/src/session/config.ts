import { errorOf } from '../api/ask.ts';
import { ProblemError } from '../api/problem.ts';
import { reach } from '../api/reach.ts';
import { consoleRoot } from '../api/server-root.ts';

/** What the server tells the console before anybody is signed in. */
export type ConsoleConfig = {
  /** Of the console's own application; without it drivers cannot sign in. */
  clientId?: string;
  /** A style for the map in the place of the built-in one. */
  mapStyleUrl?: string;
  /** Whether this is the demo: then there are doors that are open, and things can be made to happen. */
  isDemo: boolean;
};

export async function readConfig(): Promise<ConsoleConfig> {
  const response = await reach(`${consoleRoot}/config.json`);
  if (!response.ok) throw new ProblemError(response.status, await errorOf(response));
  return (await response.json()) as ConsoleConfig;
}
