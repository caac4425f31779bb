import { covers } from '../../../auth/scopes.ts';
import { ApiError } from '../errors.ts';
import type { Operation } from '../operation.ts';

/** Refuses with 403 unless the granted scopes are enough for an operation. */
export function requireScopes(
  granted: readonly string[],
  { requires = [], requiresAny }: Pick<Operation, 'requires' | 'requiresAny'>,
): void {
  const missing = requires.find((scope) => !covers(granted, scope));
  if (missing !== undefined) throw new ApiError('noScope', missing);
  // A scope below is enough of one: it opens a part of the body.
  const touches = (scope: string) =>
    covers(granted, scope) || granted.some((one) => one.startsWith(`${scope}:`));
  if (requiresAny && !requiresAny.some(touches)) throw new ApiError('noScope', requiresAny.join(' or '));
}
