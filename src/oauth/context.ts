import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Database } from '../store/database.ts';

/** What the operator can set. */
export type OauthSettings = {
  /** Whether people may make accounts for themselves. */
  signUp: boolean;
  /** Whether the operator's own applications may send passwords. */
  passwordGrant: boolean;
  accessTokenS: number;
  /** For how long a refresh token that was used already goes on working. */
  refreshGraceS: number;
};

export type OauthDeps = {
  database: Database;
  clock: Clock;
  log: Log;
  /** Where the world reaches this server; known once it listens. */
  publicUrl(): string;
  /** Notes for the user that an application was told who they are. */
  noteRead(reader: { userId: number; clientId: string }): void;
};

/** Below which everything of the authorization server is. */
export const oauthPath = '/am/oauth2';

/** The path of the authorization server as browsers see it. */
export function rootOf({ publicUrl }: Pick<OauthDeps, 'publicUrl'>): string {
  return new URL(`${publicUrl()}${oauthPath}`).pathname;
}
