import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonScopes, covers, grantableScopes, groupScopes } from './scopes.ts';

const all = [
  ...new Set(['data', 'remote', 'data:telemetry:vehicle', ...grantableScopes, ...Object.values(groupScopes)]),
];
const some = fc.subarray(all);

describe('what two lists of scopes have in common', () => {
  it('covers exactly what both of them cover', () => {
    fc.assert(
      fc.property(some, some, fc.constantFrom(...all), (granted, registered, needed) => {
        const both = covers(granted, needed) && covers(registered, needed);
        expect(covers(commonScopes(granted, registered), needed)).toBe(both);
      }),
    );
  });
});
