import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawFrom } from '../../src/store/access/user-applications.ts';
import { type Body, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { endRemotes, honk, lock, remotesOf, remotesOfFleet } from '../support/remote/remote-requests.ts';
import { subscribersOf } from '../support/subscribers/subscribers.ts';
import { callbackBody, made } from '../support/subscribers/subscriptions.ts';
import { type Send, sendAs, sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
afterAll(() => cloud.stop());

describe('scopes', () => {
  it('are needed one by one, and the missing one is named', async () => {
    const own = await people.someone();
    const send = await people.withScopes(own, 'remote:door:write', 'data:telemetry');
    expect((await send('post', remotesOf(own), lock)).status).toBe(202);
    for (const [body, scope] of [
      [honk, 'remote:horn:write'],
      [{ lights: { on: true } }, 'remote:lights:write'],
      [{ wakeUp: {} }, 'remote:wakeup:write'],
      [{ charging: { immediate: true } }, 'remote:charging:write'],
      [{ preconditioning: { airConditioning: { immediate: true } } }, 'remote:preconditioning:write'],
    ] as const) {
      const answer = await send('post', remotesOf(own), body);
      expect([answer.status, answer.body.code]).toEqual([403, 40301]);
      expect(answer.body.message).toContain(scope);
    }
  });

  it('show the actions that they could ask for, and leave the others out', async () => {
    const own = await people.someone();
    const ids = [await made(own.send, remotesOf(own), lock), await made(own.send, remotesOf(own), honk)];
    const doors = await people.withScopes(own, 'remote:door:write');
    const all = (await own.send('get', remotesOf(own))).body;
    expect(all._embedded.remoteActions.map(({ remoteActionId }: Body) => remoteActionId)).toEqual(ids);
    const some = (await doors('get', remotesOf(own))).body;
    expect([some.total, some._embedded.remoteActions[0].remoteActionId]).toEqual([1, ids[0]]);
    expect((await doors('get', `${remotesOf(own)}/${ids[0]}`)).status).toBe(200);
    const refused = await doors('get', `${remotesOf(own)}/${ids[1]}`);
    expect(refused.body).toMatchObject({
      code: 40301,
      message: expect.stringContaining('remote:horn:write'),
    });
    const none = await people.withScopes(own, 'data:telemetry');
    expect((await none('get', remotesOf(own))).body.code).toBe(40301);
  });
});

describe('the list', () => {
  it('goes page by page, the oldest first, each vehicle and callback by itself', async () => {
    const own = await people.someone();
    const ids: string[] = [];
    for (const body of [lock, honk, { lights: { on: true } }])
      ids.push(await made(own.send, remotesOf(own), body));
    const other = await made(own.send, '/user/callbacks', callbackBody);
    const elsewhere = remotesOf({ ...own, cbid: other });
    expect((await own.send('get', elsewhere)).body).toMatchObject({
      total: 0,
      _embedded: { remoteActions: [] },
    });
    const idsIn = (body: Body) => body._embedded.remoteActions.map((one: Body) => one.remoteActionId);
    const first = (await own.send('get', `${remotesOf(own)}?pageSize=2`)).body;
    expect([first.total, first.totalPage, idsIn(first)]).toEqual([3, 2, ids.slice(0, 2)]);
    const next = await own.send('get', first._links.next.href.split('/connectedcar/v4')[1]);
    expect(idsIn(next.body)).toEqual(ids.slice(2));
    const back = await own.send('get', next.body._links.prev.href.split('/connectedcar/v4')[1]);
    expect(idsIn(back.body)).toEqual(ids.slice(0, 2));
  });
});

describe('what somebody else has', () => {
  it('is not there: for another vehicle, callback, application or user', async () => {
    const own = await people.someone();
    const id = await made(own.send, remotesOf(own), lock);
    const second = await cloud.addVehicle(own.driver);
    const stranger = await people.someone();
    // What a token opens is remembered for a second.
    cloud.clock.advance(1000);
    const cbid = await made(own.send, '/user/callbacks', callbackBody);
    const other = await cloud.addApplication();
    const token = await cloud.addToken({ ...own.driver, ...other }, ['remote:door:write']);
    const otherApplication = sendAs(cloud, { token, clientId: other.clientId });
    const asked: [Send, string, read: number, write: number][] = [
      [own.send, remotesOf({ ...own, vehicle: second }), 40421, 202],
      [own.send, remotesOf({ ...own, cbid }), 40421, 202],
      [otherApplication, remotesOf(own), 40417, 40417],
      [stranger.send, remotesOf(own), 40302, 40302],
      [stranger.send, remotesOf({ ...own, vehicle: stranger.vehicle }), 40417, 40417],
      [own.send, remotesOf({ ...own, cbid: 'f'.repeat(48) }), 40417, 40417],
      [own.send, remotesOf({ ...own, cbid: "a'b" }), 40417, 40417],
    ];
    for (const [send, path, read, write] of asked) {
      expect((await send('get', `${path}/${id}`)).body.code).toBe(read);
      const { status, body } = await send('post', path, lock);
      expect(status === 202 ? status : body.code).toBe(write);
    }
    expect((await own.send('get', `${remotesOf(own)}/nothing`)).body.code).toBe(40421);
  });

  it('is not there for another fleet, nor through the callback of one', async () => {
    const one = await people.someOwner();
    const { cbid, remotes } = await remotesOfFleet(one);
    const id = await made(one.send, remotes, honk);
    const two = await people.someOwner();
    const elsewhere = sendAsOwner(cloud, await cloud.addFleet(one.owner, 'Another'));
    for (const [send, path, code] of [
      [two.send, `vehicles/${two.vid}/callbacks/${cbid}/remotes`, 40417],
      [two.send, remotes, 40302],
      [elsewhere, remotes, 40410],
      [sendAsOwner(cloud, { ...two.owner, fid: one.owner.fid }), remotes, 40303],
    ] as const) {
      expect((await send('get', `${path}/${id}`)).body.code).toBe(code);
      expect((await send('post', path, honk)).body.code).toBe(code);
    }
  });
});

describe('the callback', () => {
  it('has to be for remote actions, and a fleet’s for the type', async () => {
    const own = await people.someone();
    const cbid = await made(own.send, '/user/callbacks', { ...callbackBody, type: ['Monitor'] });
    expect((await own.send('post', remotesOf({ ...own, cbid }), lock)).body).toMatchObject({
      code: 40012,
      message: expect.stringContaining('type: Monitor, expected Remote'),
    });
    const fleet = await people.someOwner();
    const { remotes } = await remotesOfFleet(fleet, ['Doors', 'Horn']);
    expect((await fleet.send('post', remotes, { lights: { on: true } })).body).toMatchObject({
      code: 40012,
      message: expect.stringContaining('remoteTypes: Doors, Horn, expected Lights'),
    });
  });

  it('may rest: the action is taken, and nothing is told', async () => {
    const own = await people.someone();
    await own.send('put', `/user/callbacks/${own.cbid}/status`, { status: 'Paused' });
    const posted = await own.send('post', remotesOf(own), lock);
    expect(posted.status).toBe(202);
    expect((await own.send('get', `${remotesOf(own)}/${posted.body.remoteActionId}`)).status).toBe(200);
    expect((await own.send('get', `/user/callbacks/${own.cbid}/deliveries`)).body.total).toBe(0);
  });

  it('of a fleet stays while an action is under way, and takes its actions with it after', async () => {
    const own = await people.someOwner();
    const { cbid, remotes } = await remotesOfFleet(own);
    await made(own.send, remotes, honk);
    const remove = () => own.send('delete', `remote/callbacks/${cbid}`);
    expect((await remove()).body).toMatchObject({ code: 40013 });
    expect((await own.send('get', `remote/callbacks/${cbid}`)).status).toBe(200);
    await endRemotes(cloud);
    expect((await remove()).status).toBe(204);
    expect((await own.send('get', remotes)).body.code).toBe(40417);
  });

  it('of a fleet goes or stays as a whole where actions come in at the same moment', async () => {
    const own = await people.someOwner();
    const { cbid, remotes } = await remotesOfFleet(own);
    const posts = Array.from({ length: 6 }, () => own.send('post', remotes, honk));
    const removed = await own.send('delete', `remote/callbacks/${cbid}`);
    const statuses = new Set((await Promise.all(posts)).map(({ status }) => status));
    expect([204, 400]).toContain(removed.status);
    expect([...statuses]).toEqual([removed.status === 204 ? 404 : 202]);
  });

  it('of a user goes at any time, and nothing more is told', async () => {
    const own = await people.someone();
    const id = await made(own.send, remotesOf(own), lock);
    expect((await own.send('delete', `/user/callbacks/${own.cbid}`)).status).toBe(204);
    const left = cloud.database.query.selectFrom('remote_actions').select('id').where('public_id', '=', id);
    expect(await left.execute()).toEqual([]);
    expect((await own.send('post', remotesOf(own), lock)).body.code).toBe(40417);
  });

  it('goes with the access of the application, and its actions with it', async () => {
    const own = await people.someone();
    const id = await made(own.send, remotesOf(own), lock);
    await withdrawFrom(cloud.database, own.driver.userId, own.driver.clientId);
    const left = cloud.database.query.selectFrom('remote_actions').select('id').where('public_id', '=', id);
    expect(await left.execute()).toEqual([]);
  });
});
