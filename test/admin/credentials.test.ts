import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminOperations } from '../../src/admin/operations.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { bearer, type Credential, createCredentials, statusOf } from '../support/people/credentials.ts';

/** Every operation of the administration × everything that somebody may come with. */
let cloud: TestCloud;
let world: Awaited<ReturnType<typeof createCredentials>>;
beforeAll(async () => {
  cloud = await startTestCloud();
  world = await createCredentials(cloud);
});
afterAll(() => cloud.stop());

describe('the administration', () => {
  const roles = ['viewer', 'operator', 'admin'] as const;
  const asked = adminOperations.filter(({ role }) => role !== undefined);
  /** Of nobody, with an empty body: those who may ask are told so. */
  const pathOf = (path: string) => `/admin/v1${path.replaceAll(/:(\w+)/g, 'nobody-of-this-name')}`;

  it.each(asked)('$method $path', async ({ method, path, role = 'admin' }) => {
    const ask = (given: Credential) => statusOf({ cloud, ...world }, { path: pathOf(path), method, given });
    const others = {
      nothing: {},
      'a word that is no token': { authorization: bearer('x'.repeat(32)) },
      'the token of a user': world.b2c['the right token'],
      'login and password of a fleet owner': world.b2b['the right login'],
      'the secret of an application': world.b2b['the secret of an application'],
      'the secret of a vehicle': world.b2c['the secret of the vehicle'],
      'a token that has expired': { authorization: bearer(world.admin.expired) },
      'a token that was withdrawn': { authorization: bearer(world.admin.withdrawn) },
    };
    const found: Record<string, number> = {};
    for (const [name, credential] of Object.entries(others)) found[name] = await ask(credential);
    expect(found).toEqual(Object.fromEntries(Object.keys(others).map((name) => [name, 401])));
    for (const one of roles) {
      const status = await ask({ authorization: bearer(world.admin[one]) });
      const may = roles.indexOf(one) >= roles.indexOf(role);
      expect([one, status === 401 || status === 403 ? status : 'may']).toEqual([one, may ? 'may' : 403]);
    }
  });

  it('has nothing that needs no role but what lets people in and out', () => {
    const open = adminOperations.filter(({ role }) => role === undefined);
    expect(open.map(({ operationId }) => operationId)).toEqual(['signIn']);
  });
});
