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
  const response = await fetch(`${consoleRoot}/config.json`);
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  return (await response.json()) as ConsoleConfig;
}
