import type { SignIn } from '../auth/sign-in.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Database } from '../store/database.ts';

/** What the operator can set. */
export type AdminSettings = {
  /** Seconds that a session lasts. */
  adminSessionS: number;
  /** Calls of applications and partners without a quota of their own. */
  callsPerDay: number;
  callsPerSecond: number;
  /** Whether applications may have redirect addresses with http elsewhere than on this machine. */
  plainRedirects: boolean;
};

export type AdminDeps = {
  database: Database;
  clock: Clock;
  log: Log;
  /** Where the world reaches this server; known once it listens. */
  publicUrl(): string;
  /** How much comes in and goes out of this process, and what waits. */
  health(database: Database): Promise<object>;
  /** Opens everything for whoever can read the data folder; known to this process alone. */
  localToken: string;
};

export type AdminContext = AdminDeps & {
  settings: AdminSettings;
  signIn: SignIn<{ administratorId: number; name: string; role: string; passwordHash: string }>;
};

/** Below which everything of the administration is. */
export const adminPath = '/admin/v1';
