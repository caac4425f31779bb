import { describe, expect, it } from 'vitest';
import { subjectFaults } from './subject.ts';

const right = {
  C: 'FR',
  ST: 'Ile-de-France',
  L: 'Paris',
  O: 'Example Fleet',
  OU: 'Programs Partners',
  CN: 'MZP128745',
  E: 'fleet@example.org',
};

const faultsOf = (subject: Record<string, string>) =>
  subjectFaults(Object.entries(subject).map(([name, value]) => ({ [name]: [value] })));

describe('the subject of a request', () => {
  it.each([[{}], [{ OU: 'Programs Partner' }], [{ C: 'de' }], [{ O: 'Société d’exemple, S.A.' }]])(
    'is right with %j',
    (changed) => {
      expect(faultsOf({ ...right, ...changed })).toEqual([]);
    },
  );

  it.each([
    [{ C: 'France' }, 'C: France, expected two letters such as FR'],
    [{ C: '1A' }, 'C: 1A, expected two letters such as FR'],
    [{ ST: '' }, 'S: , expected 1 to 128 characters'],
    [{ L: ' ' }, 'L:  , expected 1 to 128 characters'],
    [{ O: 'a'.repeat(65) }, `O: ${'a'.repeat(65)}, expected 1 to 64 characters`],
    [{ OU: 'programs partners' }, 'OU: programs partners, expected Programs Partners'],
    [{ CN: 'MZP 1' }, 'CN: MZP 1, expected the login, such as MZP128745'],
    [{ CN: 'MZP\u0000' }, 'CN: MZP\u0000, expected the login, such as MZP128745'],
    [{ E: 'fleet' }, 'emailAddress: fleet, expected an e-mail address'],
    [{ DC: 'org' }, 'DC: org, expected only C, S, L, O, OU, CN, emailAddress'],
  ])('with %j is wrong: %s', (changed, fault) => {
    expect(faultsOf({ ...right, ...changed })).toEqual([fault]);
  });

  it('lacks nothing, and has nothing twice, also not in one part', () => {
    const { CN: _, ...rest } = right;
    expect(faultsOf(rest)).toEqual(['CN: missing, expected the login, such as MZP128745']);
    const parts = Object.entries(right).map(([name, value]) => ({ [name]: [value] }));
    for (const twice of [
      [...parts, { CN: ['other'] }],
      [...parts.slice(0, -2), { CN: ['MZP128745', 'other'] }, { E: ['a@b'] }],
    ])
      expect(subjectFaults(twice)).toEqual(['CN: MZP128745, other, expected one value']);
  });

  it('has all its faults named at once', () => {
    expect(faultsOf({ OU: 'x' })).toHaveLength(7);
  });
});
