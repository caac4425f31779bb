import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isChanging, type Operation } from '../../src/admin/operation.ts';
import { adminOperations } from '../../src/admin/operations.ts';
import { startUpkeep } from '../../src/upkeep/upkeep.ts';
import { dayMs, iso } from '../support/clock.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { enterAccount, passwordFor } from '../support/people/account.ts';
import { type Admin, addAdmin, adminWith } from '../support/people/admin.ts';
import { type Sample, type SignedIn, samples } from '../support/people/admin-samples.ts';

let cloud: TestCloud;
let root: Admin;
beforeAll(async () => {
  cloud = await startTestCloud();
  root = await addAdmin(cloud);
});
afterAll(() => cloud.stop());

const signIn: SignedIn = async (name) => {
  const { body } = await root.send('POST', '/sessions', { name, password: 'correct horse battery' });
  return body;
};

async function changesSince(id: number): Promise<Body[]> {
  const { body } = await root.get('/audit?pageSize=10');
  return body._embedded.changes.filter((change: Body) => change.id > id);
}

async function newestId(): Promise<number> {
  const { body } = await root.get('/audit?pageSize=1');
  return body._embedded.changes[0]?.id ?? 0;
}

/** Secrets are only said in the answer: they have at least 8 random characters. */
const secretsOf = (body: Body) =>
  ['secret', 'token', 'password', 'clientSecret', 'accessToken', 'code'].flatMap(
    (name) => body?.[name] ?? [],
  );

function call({ method }: Operation, { path, body, type, as }: Sample & { as?: string }) {
  const asker = as === undefined ? root : adminWith(cloud, as);
  return type === undefined ? asker.send(method, path, body) : asker.post(path, body, type);
}

const changing = adminOperations.filter(isChanging);

describe('the audit log', () => {
  it.each(changing)('has who did $operationId, to what, from where, before and after', async (one) => {
    const make = samples[one.operationId];
    expect(make, 'a sample is still to be written').toBeDefined();
    const sample = (await make?.(root, signIn)) ?? { path: '' };
    const before = await newestId();
    const answer = await call(one, sample);
    expect(answer.status).toBeLessThan(300);
    const changes = await changesSince(before);
    expect(changes.map(({ operation }) => operation)).toEqual([one.operationId]);
    const [change] = changes;
    expect(change).toMatchObject({
      address: '127.0.0.1',
      whoKind: sample.as || one.operationId === 'signIn' ? 'administrator' : 'token',
      subject: sample.subject ?? expect.any(String),
    });
    expect(Object.keys(change).filter((name) => ['before', 'after'].includes(name))).not.toEqual([]);
    for (const secret of secretsOf(answer.body)) expect(JSON.stringify(change)).not.toContain(secret);
    expect(JSON.stringify(change)).not.toMatch(/correct horse|scrypt|_hash/);
  });

  it('has the values before and after a change', async () => {
    const vin = 'VR1BEFORE1';
    await root.send('POST', '/vehicles', { vin, motorization: 'Thermic', label: 'Old' });
    await root.send('PATCH', `/vehicles/${vin}`, { label: 'New' });
    const { body } = await root.get(`/audit?subject=${vin}&operation=changeVehicle`);
    const [change] = body._embedded.changes;
    expect(change.before).toMatchObject({ label: 'Old', motorization: 'Thermic' });
    expect(change.after).toMatchObject({ label: 'New', motorization: 'Thermic' });
  });

  it('has nothing of a change that was refused', async () => {
    const before = await newestId();
    await root.send('POST', '/vehicles', { vin: 'x', motorization: 'Thermic' });
    await root.send('POST', '/fleets', { partner: 'nobody', name: 'x' });
    await root.send('DELETE', '/users/nobody@test.example');
    expect(await changesSince(before)).toEqual([]);
  });

  it('is found by who, operation, subject and time, page by page', async () => {
    const asker = await addAdmin(cloud);
    const { name } = (await asker.get('/sessions/current')).body;
    const since = iso(cloud.clock.now());
    for (const label of ['a', 'b', 'c']) {
      await root.send('PATCH', '/vehicles/VR1BEFORE1', { label });
      await asker.send('PATCH', '/vehicles/VR1BEFORE1', { label: `${label}${label}` });
    }
    const labels = async (query: string) => {
      const { body } = await root.get(`/audit?${query}`);
      return { body, labels: body._embedded.changes.map((change: Body) => change.after?.label) };
    };
    const query = `who=${encodeURIComponent(name)}&since=${encodeURIComponent(since)}&subject=VR1BEFORE1&pageSize=2`;
    const first = await labels(query);
    expect([first.body.total, first.labels]).toEqual([3, ['cc', 'bb']]);
    const next = new URL(first.body._links.next.href);
    expect((await labels(next.searchParams.toString())).labels).toEqual(['aa']);
    expect(
      (await labels(`until=${encodeURIComponent(since)}&who=${encodeURIComponent(name)}`)).labels,
    ).toEqual([]);
    expect((await root.get('/audit?since=yesterday')).body.code).toBe(40001);
  });

  it('is for the role admin alone', async () => {
    expect((await (await addAdmin(cloud, 'operator')).get('/audit')).status).toBe(403);
  });

  it('has for whom a token was made, with which scopes and until when, but not the token', async () => {
    const { body: user } = await root.send('POST', '/users', {
      email: 'tokens@test.example',
      password: 'correct horse battery',
    });
    const { clientId } = (await root.send('POST', '/applications', { name: 'Trying' })).body;
    const { body: minted } = await root.send('POST', `/applications/${clientId}/tokens`, {
      user: 'tokens@test.example',
      scopes: ['data:trip data:position'],
      days: 3,
    });
    const { body } = await root.get(`/audit?subject=${clientId}&operation=mintToken`);
    expect(body._embedded.changes[0].after).toMatchObject({
      clientId,
      accessToken: 'changed',
      token: { user: user.id, scopes: ['data:trip', 'data:position'], expiresAt: minted.expiresAt },
    });
    expect(JSON.stringify(body)).not.toContain(minted.accessToken);
  });

  it('forgets everything that it said of a user who deletes the account, and the label of their vehicle', async () => {
    const { userId, clientId } = await cloud.addDriver();
    const person = await passwordFor(cloud, userId);
    const { id } = (await root.get(`/users/${person.email}`)).body;
    const vin = 'VR1FORGET1';
    const row = (label: string) => `vin,motorization,label,owner\n${vin},Electric,${label},${person.email}`;
    await root.post('/vehicles/import', row('Graces car'), 'text/csv');
    await root.post('/vehicles/import', row('Graces old car'), 'text/csv');
    const token = { user: person.email, scopes: ['data:trip'] };
    await root.send('POST', `/applications/${clientId}/tokens`, token);
    await root.send('DELETE', `/users/${id}/applications/${clientId}`);
    const mentions = async () => {
      const { rows } = await cloud.database.pool.query(
        `select operation, subject from audit_log
          where before like '%' || $1 || '%' or after like '%' || $1 || '%' or subject like $1 || ' %' order by 1`,
        [id],
      );
      return rows.map(({ operation }) => operation);
    };
    expect(await mentions()).toEqual(
      expect.arrayContaining(['importVehicles', 'mintToken', 'withdrawConsent']),
    );
    const account = await enterAccount(cloud, person);
    await account.browser.submit(await account.open('/delete'), '/delete', { password: person.password });
    expect(await mentions()).toEqual([]);
    const { body } = await root.get(`/audit?subject=${vin}`);
    expect(body._embedded.changes.map((change: Body) => change.operation)).toEqual([
      'importVehicles',
      'importVehicles',
    ]);
    expect(JSON.stringify(body)).not.toContain('Graces');
    const withdrawn = (await root.get(`/audit?subject=${id}&operation=withdrawConsent`)).body;
    expect(JSON.stringify(withdrawn)).not.toContain(clientId);
    expect(withdrawn.total).toBe(1);
    expect((await root.get(`/vehicles/${vin}`)).body).not.toHaveProperty('label');
  });

  it('forgets the label of a vehicle whose data its user deletes, and nothing else of it', async () => {
    const { userId } = await cloud.addDriver();
    const person = await passwordFor(cloud, userId);
    const vin = 'VR1LABEL01';
    await root.send('POST', '/vehicles', { vin, motorization: 'Electric', label: 'Lindas car' });
    await root.send('PATCH', `/vehicles/${vin}`, { label: 'Lindas "old" car', brand: 'DS' });
    await root.send('POST', `/users/${person.email}/vehicles`, { vin });
    await root.send('POST', '/vehicles', {
      vin: 'VR1LABEL02',
      motorization: 'Electric',
      label: 'Lindas other',
    });
    const account = await enterAccount(cloud, person);
    const [vehicle = ''] = account.page.links.filter((link) => link.includes('/vehicles/'));
    const page = await account.browser.open(new URL(vehicle, account.page.url).href);
    await account.browser.submit(page, '/unlink', { erase: 'yes' });
    const { body } = await root.get(`/audit?subject=${vin}`);
    expect(JSON.stringify(body)).not.toContain('Lindas');
    const [changed, added] = body._embedded.changes;
    expect(changed).toMatchObject({ operation: 'changeVehicle', before: { vin }, after: { brand: 'DS' } });
    expect(added).toMatchObject({ operation: 'addVehicle', after: { vin, motorization: 'Electric' } });
    expect(JSON.stringify((await root.get('/audit?subject=VR1LABEL02')).body)).toContain('Lindas other');
  });

  it('forgets what it said of a user who is removed', async () => {
    const { body: user } = await root.send('POST', '/users', {
      email: 'Forget.Me@test.example',
      password: 'correct horse battery',
      firstName: 'Forgettable',
    });
    await root.send('PATCH', `/users/${user.id}`, { lastName: 'Person' });
    await root.send('DELETE', `/users/${user.id}`);
    const { body } = await root.get(`/audit?subject=${user.id}`);
    expect(body._embedded.changes.map((change: Body) => change.operation)).toEqual([
      'removeUser',
      'changeUser',
      'addUser',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Forget/i);
  });

  it('goes after the days that the operator set, and not before', async () => {
    const other = await startTestCloud();
    const { database, clock } = other;
    const asker = await addAdmin(other);
    const upkeep = async () => {
      const options = { retentionDays: 5, auditDays: 400, deadLettersMax: 10, liveKeepS: 900, everyMs: 1e6 };
      await (await startUpkeep(options, { database, clock, log: pino({ level: 'silent' }) })).stop();
    };
    const noted = async () => (await asker.get('/audit?operation=addVehicle')).body.total;
    await asker.send('POST', '/vehicles', { vin: 'VR1KEPT01', motorization: 'Electric' });
    clock.advance(399 * dayMs);
    await upkeep();
    expect(await noted()).toBe(1);
    clock.advance(2 * dayMs);
    await upkeep();
    expect(await noted()).toBe(0);
    await other.stop();
  });

  it('goes also where another table cannot be trimmed, which keeps no start from it', async () => {
    const other = await startTestCloud();
    const { database, clock } = other;
    const asker = await addAdmin(other);
    await asker.send('POST', '/vehicles', { vin: 'VR1KEPT02', motorization: 'Electric' });
    clock.advance(401 * dayMs);
    await database.pool.query('alter table dead_letters rename to away');
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const options = { retentionDays: 5, auditDays: 400, deadLettersMax: 10, liveKeepS: 900, everyMs: 1e6 };
    await (await startUpkeep(options, { database, clock, log })).stop();
    await database.pool.query('alter table away rename to dead_letters');
    expect((await asker.get('/audit?operation=addVehicle')).body.total).toBe(0);
    expect(lines.join('')).toContain('dead_letters');
    await other.stop();
  });
});
