import type { ApiContext } from '../api/context.ts';
import type { SignIn } from '../auth/sign-in.ts';
import type { ProveVehicle } from '../oauth/prove-vehicle.ts';
import type { Account } from '../store/people/users.ts';
import type { AccessLog } from './access-log.ts';

/** What the account pages are given beside what every endpoint is. */
export type AccountDeps = {
  /** Where the world reaches this server; known once it listens. */
  publicUrl(): string;
  signIn: SignIn<Account>;
  proveVehicle: ProveVehicle;
  accessLog: AccessLog;
  /** Begins at once to delete what was noted for it. */
  wakeErasures(): Promise<void>;
};

export type AccountContext = AccountDeps & { api: ApiContext };

/** Below which the pages are. */
export const accountPath = '/account';

/** The path of the pages as browsers see it. */
export function rootOf({ publicUrl }: Pick<AccountDeps, 'publicUrl'>): string {
  return new URL(`${publicUrl()}${accountPath}`).pathname;
}

export function isHttps({ publicUrl }: Pick<AccountDeps, 'publicUrl'>): boolean {
  return publicUrl().startsWith('https:');
}
