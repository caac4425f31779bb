import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unify } from '../unify/unify.ts';
import { type Adapter, UnreadableError } from './adapter.ts';
import { vehicleLink1 } from './vehicle-link-1/definition.ts';
import { vehicleLink2 } from './vehicle-link-2/definition.ts';

/** A message taken through its adapter and through unify, as the golden files show it. */
function receive(adapter: Adapter, payload: Buffer): object {
  try {
    const { drafts, rejects, unknown } = adapter.decode(payload);
    const refused: string[] = [];
    const reports = drafts.map(({ at, groups, ...identity }) => ({
      ...identity,
      at: new Date(at).toISOString(),
      groups: unify(groups, (path, reason) => refused.push(`${path}: ${reason}`)),
    }));
    return { reports, rejects: rejects.map(({ reason }) => reason), unknown, refused };
  } catch (error) {
    // What JSON.parse says differs between versions of Node.
    if (error instanceof UnreadableError)
      return { unreadable: error.message.replace(/(expected JSON): .*/, '$1') };
    throw error;
  }
}

describe.each([vehicleLink1, vehicleLink2])('golden messages of $name', (adapter) => {
  const folder = new URL(`./${adapter.name}/fixtures/`, import.meta.url);
  const cases = readdirSync(folder).filter((name) => name.endsWith('.raw'));

  it.each(cases)('%s', (name) => {
    const expected = JSON.parse(readFileSync(new URL(name.replace('.raw', '.json'), folder), 'utf8'));
    expect(receive(adapter, readFileSync(new URL(name, folder)))).toEqual(expected);
  });

  it('are more than a few', () => {
    expect(cases.length).toBeGreaterThan(5);
  });
});
