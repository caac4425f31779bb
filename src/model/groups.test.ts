import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupScopes } from '../auth/scopes.ts';
import { type GroupName, type Groups, groupNames, kindsOf, maskOf } from './groups.ts';

const anyNames = fc.subarray<GroupName>(groupNames);
const groupsOf = (names: readonly GroupName[]) =>
  Object.fromEntries(names.map((name) => [name, {}])) as Groups;

describe('kinds', () => {
  it('has one bit for each group that is there', () => {
    fc.assert(
      fc.property(anyNames, (names) => {
        expect(kindsOf(groupsOf(names))).toBe(maskOf(names));
      }),
    );
  });

  it('meets a mask exactly when they have a group in common', () => {
    fc.assert(
      fc.property(anyNames, anyNames, (present, wanted) => {
        const meets = (BigInt(kindsOf(groupsOf(present))) & BigInt(maskOf(wanted))) !== 0n;
        expect(meets).toBe(present.some((name) => wanted.includes(name)));
      }),
    );
  });

  it('stays a whole number that JavaScript and PostgreSQL both hold exactly', () => {
    expect(Number.isSafeInteger(maskOf(groupNames))).toBe(true);
  });

  it('means the same as in the databases that are there: the order of the groups only grows', () => {
    expect(groupNames.slice(0, 30)).toEqual([
      'ignition',
      'position',
      'energies.Fuel',
      'energies.Electric',
      'energies.Electric.load',
      'energies.Electric.health',
      'engines.Thermic',
      'engines.Electric',
      'powertrain',
      'doorsState',
      'privacy',
      'battery',
      'service',
      'safety',
      'odometer',
      'kinetic',
      'environment.air',
      'environment.luminosity',
      'drivingBehavior',
      'lightingSystem',
      'alarm.status',
      'alarm.trigger',
      'preconditioning',
      'transmission',
      'adas',
      'wipingBlades',
      'maintenance',
      'alerts',
      'collision',
      'stolen',
    ]);
  });
});

describe('scopes', () => {
  it('stand over every group, and only the position under its own', () => {
    for (const name of groupNames)
      expect(groupScopes[name]).toMatch(/^data:(telemetry(:|$)|position$|alert$|collision$|stolen$)/);
    const located = groupNames.filter((name) => groupScopes[name] === 'data:position');
    expect(located).toEqual(['position']);
  });
});
