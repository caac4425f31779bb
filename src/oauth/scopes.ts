import { covers, grantableScopes, groupScopes } from '../auth/scopes.ts';

/** Scopes that tell who the user is; every application may ask for them. */
export const identityScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Every scope that can be asked for. */
export const knownScopes: readonly string[] = [
  ...new Set([
    ...identityScopes,
    ...grantableScopes,
    'data:telemetry:vehicle',
    ...Object.values(groupScopes).filter((scope) => covers(grantableScopes, scope)),
  ]),
];

/** Scopes as clients write them: separated by spaces, commas or pluses. Each once. */
export function splitScopes(given: string): string[] {
  return [...new Set(given.split(/[\s,+]+/).filter((scope) => scope !== ''))];
}

/** Those of the asked scopes that do not exist or that the application was not registered for. */
export function refusedScopes(asked: readonly string[], registered: readonly string[]): string[] {
  const isIdentity = (scope: string) => identityScopes.some((one) => one === scope);
  return asked.filter(
    (scope) => !knownScopes.includes(scope) || !(isIdentity(scope) || covers(registered, scope)),
  );
}
