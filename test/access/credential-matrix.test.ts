import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { b2bOperations } from '../../src/api/b2b/operations.ts';
import { b2cOperations } from '../../src/api/b2c/operations.ts';
import { exportFormats } from '../../src/api/exports/exports.ts';
import type { Operation } from '../../src/api/shared/operation.ts';
import { minuteMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Credential, createCredentials, type Ids, statusOf } from '../support/people/credentials.ts';
import { named } from '../support/subscribers/subscriptions.ts';

/**
 * Every operation × everything that somebody may come with × whose it is. The operations are those of the code, so that
 * a new one is in here by itself; what is expected is said once for all of them, in the tables below.
 */

/** `scoped`: 403 where the operation needs a scope, else 200. */
type Expected = 200 | 401 | 403 | 404 | 'scoped';
/** One word stands for all. */
type Row<Whose extends string> = Expected | Record<Whose, Expected>;

const b2cTable = {
  nothing: 401,
  'a word that is no token': 401,
  'another scheme': 401,
  'a token that has expired': 401,
  'a token that was withdrawn': 401,
  'a token for another application': 401,
  'the right token with another client_id': 401,
  'the right token without client_id': 401,
  'the right token with two client_ids': 401,
  'the secret of an application': 401,
  'login and password of the fleet owner': 401,
  'the secret of the vehicle': 401,
  'a token of the administration': 401,
  'a token without scopes': { own: 'scoped', foreign: 403, nobody: 404 },
  'a token for remote actions only': { own: 'scoped', foreign: 403, nobody: 404 },
  'the token of another user': { own: 403, foreign: 200, nobody: 404 },
  'the right token': { own: 200, foreign: 403, nobody: 404 },
} satisfies Record<string, Row<'own' | 'foreign' | 'nobody'>>;

const b2bTable = {
  nothing: 401,
  'a word that is no login': 401,
  'the token of the user': 401,
  'a wrong password': 401,
  'an empty password': 401,
  'a login that nobody has': 401,
  'the right login with another client_id': 401,
  'the right login without client_id': 401,
  'the secret of the vehicle': 401,
  'a wrong secret of the application': 401,
  'a token of the administration': 401,
  'the secret of an application': 403,
  'the login of another fleet owner': { own: 403, foreign: 200, mixed: 403, elsewhere: 403, nobody: 404 },
  'the right login': { own: 200, foreign: 403, mixed: 403, elsewhere: 404, nobody: 404 },
} satisfies Record<string, Row<'own' | 'foreign' | 'mixed' | 'elsewhere' | 'nobody'>>;

let cloud: TestCloud;
let world: Awaited<ReturnType<typeof createCredentials>>;
beforeAll(async () => {
  cloud = await startTestCloud();
  world = await createCredentials(cloud);
});
afterAll(() => cloud.stop());

function filled(path: string, names: Ids): string {
  return named(path)
    .replace('/alarms/:aid', '/alarms/:alarm')
    .replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? 'missing');
}

/** An operation at each of its paths and in each form that it can be had as. */
function formsOf({ path, aliases = [], exports }: Operation): string[] {
  const files = exports ? exportFormats.map((format) => `${path}?format=${format}`) : [];
  return [path, ...aliases, ...files];
}

function cellsOf(operations: readonly Operation[]) {
  return operations.flatMap((operation) => formsOf(operation).map((path) => ({ path, operation })));
}

type Whose = 'own' | 'foreign' | 'mixed' | 'elsewhere' | 'nobody';
type Table = Record<string, Row<Whose> | Row<'own' | 'foreign' | 'nobody'>>;

/** Whose it is makes no difference where one word stands for all: then it is asked once. */
const askedOf = (row: Table[string], whose: readonly Whose[]) =>
  typeof row === 'object' ? whose : whose.slice(0, 1);

/** The statuses of each credential, for each of those whose it may be. */
async function seen(
  path: string,
  {
    table,
    whose,
    credentials,
  }: { table: Table; whose: readonly Whose[]; credentials: Record<string, Credential> },
) {
  // Wrong passwords are counted by the quarter of an hour, and there are many here.
  cloud.clock.advance(minuteMs);
  const rows = Object.entries(table).map(async ([name, row]) => {
    const asked = askedOf(row, whose).map((one) =>
      statusOf({ cloud, ...world }, { path: filled(path, world.ids[one]), given: credentials[name] ?? {} }),
    );
    return [name, await Promise.all(asked)] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

function expectedOf(
  table: Table,
  whose: readonly Whose[],
  meant: (expected: Expected, name: string) => Expected,
): Record<string, Expected[]> {
  const wordOf = (row: Table[string], one: Whose) =>
    typeof row === 'object' ? (row as Record<Whose, Expected>)[one] : row;
  return Object.fromEntries(
    Object.entries(table).map(([name, row]) => [
      name,
      askedOf(row, whose).map((one) => meant(wordOf(row, one), name)),
    ]),
  );
}

const without = (table: Table, ...names: string[]): Table =>
  Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)));

describe('the end user’s face', () => {
  it.each(cellsOf(b2cOperations))('$path', async ({ path, operation }) => {
    const isOfVehicle = operation.of === 'vehicle';
    const whose = isOfVehicle ? (['own', 'foreign', 'nobody'] as const) : (['own'] as const);
    const scoped = scopedOf(operation);
    const meant = (expected: Expected, name: string) => {
      if (expected === 'scoped') return scoped[name] ?? 200;
      return isOfVehicle || expected === 401 ? expected : ofUser(path, name);
    };
    const found = await seen(`/connectedcar/v4${path}`, { table: b2cTable, whose, credentials: world.b2c });
    expect(found).toEqual(expectedOf(b2cTable, whose, meant));
  });
});

/** What lacks a scope, where the operation needs one. */
function scopedOf({ requires, requiresAny }: Operation): Record<string, Expected> {
  if (!requires && !requiresAny) return {};
  const isForRemotes = requiresAny?.includes('remote:door:write');
  return { 'a token without scopes': 403, 'a token for remote actions only': isForRemotes ? 200 : 403 };
}

/** Everybody has an account and lists; what an application has with one user is not there for another. */
function ofUser(path: string, name: string): Expected {
  return path.includes(':cbid') && name === 'the token of another user' ? 404 : 200;
}

describe('the fleet owner’s face', () => {
  const asked = {
    client: ['own'],
    partner: ['own'],
    fleet: ['own', 'foreign', 'nobody'],
    vehicle: ['own', 'foreign', 'mixed', 'elsewhere', 'nobody'],
    user: [],
  } as const;

  /** What is meant where it is about no fleet: everybody has a list of fleets; what a vehicle can do, all logins see. */
  const meantBy = {
    client: (): Expected => 200,
    partner: (name: string): Expected => (name === 'the secret of an application' ? 403 : 200),
  } as const;

  it.each(cellsOf(b2bOperations))('$path', async ({ path, operation: { of } }) => {
    const whose = asked[of];
    const meant = (expected: Expected, name: string) =>
      expected !== 401 && (of === 'client' || of === 'partner') ? meantBy[of](name) : expected;
    const found = await seen(`/connectedcar/v3${path}`, { table: b2bTable, whose, credentials: world.b2b });
    expect(found).toEqual(expectedOf(b2bTable, whose, meant));
  });
});

describe('the live stream', () => {
  const whose = ['own', 'foreign', 'nobody'] as const;
  const byVehicle = '/live/v1/events?vehicles=';

  it('of a user’s vehicles', async () => {
    // Both faces come in here; scopes are looked at before vehicles.
    const logins = ['login and password of the fleet owner', 'the secret of an application'];
    const scopes = { 'a token without scopes': 403, 'a token for remote actions only': 403 } as const;
    const table = { ...without(b2cTable, ...logins), ...scopes };
    const found = await seen(`${byVehicle}:id`, { table, whose, credentials: world.b2c });
    expect(found).toEqual(expectedOf(table, whose, (expected) => expected));
  });

  it.each(['/live/v1/events?fleet=:fid', `${byVehicle}:vid`])('of a fleet: %s', async (path) => {
    const table = without(b2bTable, 'the token of the user');
    const found = await seen(path, { table, whose, credentials: world.b2b });
    expect(found).toEqual(expectedOf(table, whose, (expected) => expected));
  });
});

describe('whatever the method', () => {
  it('nothing is told to somebody who comes with nothing', async () => {
    const faces = [
      { root: '/connectedcar/v4', operations: b2cOperations },
      { root: '/connectedcar/v3', operations: b2bOperations },
    ];
    for (const { root, operations } of faces)
      for (const { path } of operations) {
        const address = `${root}${filled(path, world.ids.own)}`;
        const ask = (method: string) => statusOf({ cloud, ...world }, { path: address, method, given: {} });
        expect([address, await ask('HEAD')]).toEqual([address, 401]);
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
          expect([404, 401]).toContain(await ask(method));
      }
  });
});
