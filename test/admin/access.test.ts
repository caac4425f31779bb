import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAdministrator } from '../../src/store/people/administrators.ts';
import { dayMs, hourMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Admin, addAdmin, adminWith } from '../support/people/admin.ts';

let cloud: TestCloud;
let root: Admin;
beforeAll(async () => {
  cloud = await startTestCloud();
  root = await addAdmin(cloud);
});
afterAll(() => cloud.stop());

const password = 'correct horse battery';

async function addPerson(name: string, role: 'admin' | 'operator' | 'viewer' = 'operator') {
  await addAdministrator(cloud.database, { name, password, role });
}

const signIn = (name: string, given = password) =>
  adminWith(cloud, 'none').send('POST', '/sessions', { name, password: given });

describe('an administrator', () => {
  it('signs in with name and password, whose token opens what the role allows', async () => {
    await addPerson('Ada');
    const { status, body, headers } = await signIn('ada');
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    const ada = adminWith(cloud, body.token);
    const me = await ada.get('/sessions/current');
    expect(me.body).toMatchObject({ kind: 'administrator', name: 'Ada', role: 'operator' });
    expect(me.body.session.id).toBe(body.id);
    expect((await ada.get('/vehicles')).status).toBe(200);
    expect((await ada.get('/administrators')).body).toMatchObject({ code: 40310 });
  });

  it('whose session is over, ended by themselves or by another, comes in no more', async () => {
    await addPerson('Bob');
    const [first, second, third] = [await signIn('Bob'), await signIn('Bob'), await signIn('Bob')];
    const [one, two, three] = [first, second, third].map(({ body }) => adminWith(cloud, body.token));
    expect((await one?.send('DELETE', '/sessions/current'))?.status).toBe(204);
    expect((await root.send('DELETE', `/sessions/${second.body.id}`)).status).toBe(204);
    expect((await one?.get('/vehicles'))?.body).toMatchObject({ code: 40101 });
    expect((await two?.get('/vehicles'))?.status).toBe(401);
    expect((await three?.get('/vehicles'))?.status).toBe(200);
    cloud.clock.advance(13 * hourMs);
    expect((await three?.get('/vehicles'))?.status).toBe(401);
  });

  it('who is removed, or has another password or role, notices it at once', async () => {
    for (const name of ['Cid', 'Dee', 'Eve']) await addPerson(name, 'admin');
    const sessions = await Promise.all(['Cid', 'Dee', 'Eve'].map((name) => signIn(name)));
    const [cid, dee, eve] = sessions.map(({ body }) => adminWith(cloud, body.token));
    await root.send('DELETE', '/administrators/Cid');
    await root.send('PATCH', '/administrators/Dee', { password: 'another horse battery' });
    await root.send('PATCH', '/administrators/Eve', { role: 'viewer' });
    expect((await cid?.get('/vehicles'))?.status).toBe(401);
    expect((await dee?.get('/vehicles'))?.status).toBe(401);
    expect((await eve?.get('/tokens'))?.status).toBe(403);
    expect((await signIn('Dee')).status).toBe(401);
    expect((await signIn('Dee', 'another horse battery')).status).toBe(201);
  });

  it('changes their own password with the old one', async () => {
    await addPerson('Fay', 'viewer');
    const fay = adminWith(cloud, (await signIn('Fay')).body.token);
    const wrong = await fay.send('PUT', '/sessions/current/password', { old: 'wrong', new: 'x'.repeat(20) });
    expect(wrong.body).toMatchObject({ code: 40110 });
    const right = { old: password, new: 'quite another battery' };
    expect((await fay.send('PUT', '/sessions/current/password', right)).status).toBe(204);
    expect((await fay.get('/vehicles')).status).toBe(401);
    expect((await signIn('Fay', right.new)).status).toBe(201);
  });

  it('is told the same whether the name or the password is wrong', async () => {
    await addPerson('Gus');
    const told = async (name: string) => {
      const { status, body } = await signIn(name, 'wrong');
      return { status, code: body.code, message: body.message };
    };
    expect(await told('Gus')).toEqual(await told('nobody'));
    expect((await told('Gus')).code).toBe(40110);
  });

  it.each(['nobody at all', 'Hal'])('of the name %s has to wait after ten attempts', async (name) => {
    await addPerson('Hal').catch(() => undefined);
    const statuses = [];
    for (let attempt = 0; attempt < 11; attempt += 1) statuses.push((await signIn(name, 'wrong')).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    const refused = await signIn(name);
    expect(refused.body.code).toBe(42910);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    cloud.clock.advance(hourMs);
    expect((await signIn(name, 'wrong')).status).toBe(401);
  });

  it('with the role operator changes the names of a user, but neither password nor address', async () => {
    const operator = await addAdmin(cloud, 'operator');
    const path = '/users/own.password@test.example';
    const user = { email: 'own.password@test.example', password };
    expect((await operator.send('POST', '/users', user)).status).toBe(201);
    for (const body of [{ password: 'mine from now on' }, { email: 'mine@test.example', firstName: 'x' }])
      expect((await operator.send('PATCH', path, body)).body.code).toBe(40310);
    expect((await operator.send('PATCH', path, { firstName: 'Kay' })).body).toMatchObject({
      firstName: 'Kay',
      email: user.email,
    });
    expect((await root.send('PATCH', path, { password: 'by an administrator' })).status).toBe(200);
  });

  it('enters no partner whose login is the client id of an application', async () => {
    const { clientId } = (await root.send('POST', '/applications', { name: 'First' })).body;
    const refused = await root.send('POST', '/partners', { login: clientId });
    expect(refused).toMatchObject({ status: 409, body: { code: 40900 } });
  });

  it('is kept where nobody else could change everything', async () => {
    await addPerson('Ida', 'admin');
    const { body } = await root.get('/administrators');
    const admins = body.administrators.filter(({ role }: { role: string }) => role === 'admin');
    for (const { name } of admins) if (name !== 'Ida') await root.send('DELETE', `/administrators/${name}`);
    expect((await root.send('DELETE', '/administrators/Ida')).body.code).toBe(40900);
    expect((await root.send('PATCH', '/administrators/Ida', { role: 'viewer' })).body.code).toBe(40900);
  });
});

describe('a long-lived token', () => {
  it('is shown once, opens what its role allows, and ends', async () => {
    const { body } = await root.send('POST', '/tokens', { name: 'backup', role: 'viewer', days: 2 });
    const backup = adminWith(cloud, body.token);
    expect((await backup.get('/vehicles')).status).toBe(200);
    expect((await backup.send('POST', '/users', {})).status).toBe(403);
    expect(JSON.stringify((await root.get('/tokens')).body)).not.toContain(body.token);
    cloud.clock.advance(3 * dayMs);
    expect((await backup.get('/vehicles')).status).toBe(401);
  });

  it('that is removed opens nothing from then on', async () => {
    const { body } = await root.send('POST', '/tokens', { name: 'short', role: 'admin' });
    const short = adminWith(cloud, body.token);
    expect((await short.get('/audit')).status).toBe(200);
    expect((await short.send('DELETE', '/tokens/short')).status).toBe(204);
    expect((await short.get('/audit')).status).toBe(401);
    expect((await root.send('DELETE', '/tokens/short')).body.code).toBe(40420);
  });

  it('is kept as a hash, as sessions are', async () => {
    await addPerson('Jon');
    const { body: session } = await signIn('Jon');
    const { body: token } = await root.send('POST', '/tokens', { name: 'hashed', role: 'viewer' });
    const { rows } = await cloud.database.pool.query(
      `select (select json_agg(s) from admin_sessions s)::text || (select json_agg(t) from admin_tokens t)::text
        || (select json_agg(a) from administrators a)::text || (select json_agg(l) from audit_log l)::text as all`,
    );
    for (const secret of [session.token, token.token, password]) expect(rows[0].all).not.toContain(secret);
  });
});

describe('tokens of one side', () => {
  it('open nothing on the other', async () => {
    const driver = await cloud.addDriver();
    expect((await adminWith(cloud, driver.token).get('/vehicles')).status).toBe(401);
    expect((await cloud.get('/user', { token: root.token })).body.code).toBe(40101);
  });
});
