import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbacksMax } from '../../src/api/writes/callbacks.ts';
import { dayMs } from '../support/clock.ts';
import {
  type Body,
  type Driver,
  type EnrolledVehicle,
  type FleetOwner,
  startTestCloud,
  type TestCloud,
} from '../support/cloud.ts';
import { callbackBody, made, monitorBody, remoteCallbackBody } from '../support/subscribers/subscriptions.ts';
import { type Send, sendAs, sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let driver: Driver;
let car: EnrolledVehicle;
let owner: FleetOwner;
let user: Send;
let fleet: Send;
beforeAll(async () => {
  cloud = await startTestCloud();
  driver = await cloud.addDriver();
  car = await cloud.addVehicle(driver);
  owner = await cloud.addPartner();
  user = sendAs(cloud, driver);
  fleet = sendAsOwner(cloud, owner);
});
afterAll(() => cloud.stop());

const websocket = { target: 'wss://sink.example/live' };
const pushnotif = { devices: ['device-1', 'device-2'] };

/** A user of their own for a test that counts. */
async function someone() {
  const own = await cloud.addDriver();
  const vehicle = await cloud.addVehicle(own);
  return { driver: own, vehicle, send: sendAs(cloud, own) };
}

async function secretsOf(publicId: string) {
  return cloud.database.query
    .selectFrom('callbacks')
    .select(['secret', 'previous_secret', 'previous_secret_until'])
    .where('public_id', '=', publicId)
    .executeTakeFirstOrThrow();
}

describe('a callback of a user', () => {
  it('is made with 200 and its secret, which nothing tells again', async () => {
    const { status, body } = await user('post', '/user/callbacks', callbackBody);
    expect(status).toBe(200);
    expect(body).toMatchObject({ callbackId: expect.stringMatching(/^[\da-f]+$/), status: 'Running' });
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const href = `${cloud.baseUrl}/connectedcar/v4/user/callbacks/${body.callbackId}`;
    expect(body._links.callback.href).toBe(href);
    const one = await user('get', `/user/callbacks/${body.callbackId}`);
    expect(one.body).toMatchObject({
      _links: { self: { href } },
      id: body.callbackId,
      label: 'My sink',
      subscribe: callbackBody,
      status: 'Running',
    });
    const list = await user('get', '/user/callbacks');
    expect(one.text + list.text).not.toContain(body.secret.slice(6));
    expect((await secretsOf(body.callbackId)).secret).toBe(body.secret);
  });

  it.each([
    ['a webhook', { webhook: callbackBody.callback.webhook }],
    ['a websocket', { websocket }],
    ['push notifications', { pushnotif }],
  ])('can be %s', async (_name, callback) => {
    const id = await made(user, '/user/callbacks', { label: 'x', callback });
    expect((await user('get', `/user/callbacks/${id}`)).body.subscribe).toEqual({ label: 'x', callback });
  });

  it('is taken in every spelling, and given back in one', async () => {
    const { webhook } = callbackBody.callback;
    const attributes = [{ type: 'Body', key: 'car', value: '$vin' }];
    const body = { label: 'x', callback: { ...webhook, attributres: attributes, attributes: undefined } };
    const id = await made(user, '/user/callbacks', body);
    expect((await user('get', `/user/callbacks/${id}`)).body.subscribe).toEqual({
      label: 'x',
      callback: { webhook: { ...webhook, attributes } },
    });
  });

  it('is listed by what it is for, page by page', async () => {
    const { send } = await someone();
    const ids: string[] = [];
    for (const type of [['Monitor'], ['Remote'], undefined])
      ids.push(await made(send, '/user/callbacks', { ...callbackBody, type }));
    const idsOf = async (query: string): Promise<[number, string[]]> => {
      const { body } = await send('get', `/user/callbacks?${query}`);
      return [body.total, body._embedded.callbacks.map(({ id }: Body) => id)];
    };
    expect(await idsOf('')).toEqual([3, ids]);
    expect(await idsOf('types=Monitor')).toEqual([2, [ids[0], ids[2]]]);
    expect(await idsOf('types=Remote&pageSize=1')).toEqual([2, [ids[1]]]);
    expect(await idsOf('types=Remote,Monitor')).toEqual([3, ids]);
    const { body } = await send('get', '/user/callbacks?types=Remote&pageSize=1');
    const next = await send('get', body._links.next.href.split('/connectedcar/v4')[1]);
    expect(next.body._embedded.callbacks[0].id).toBe(ids[2]);
  });

  it('is replaced as a whole with 202', async () => {
    const id = await made(user, '/user/callbacks', callbackBody);
    const { status, body } = await user('put', `/user/callbacks/${id}`, { callback: { websocket } });
    expect([status, body.callbackId, body.secret]).toEqual([202, id, undefined]);
    const { subscribe } = (await user('get', `/user/callbacks/${id}`)).body;
    expect(subscribe.callback).toEqual({ websocket });
    expect(subscribe.type).toBeUndefined();
  });

  it('stays what its monitors need', async () => {
    const id = await made(user, '/user/callbacks', callbackBody);
    const callbackAttributes = { webhook: [{ type: 'Body', key: 'a', value: 'b' }] };
    const monitor = { ...monitorBody, subscribeParam: { callbackAttributes } };
    await made(user, `/user/vehicles/${car.id}/callbacks/${id}/monitors`, monitor);
    const put = (body: object) => user('put', `/user/callbacks/${id}`, body);
    for (const wrong of [{ ...callbackBody, type: ['Remote'] }, { callback: { websocket } }])
      expect((await put(wrong)).body.code).toBe(40012);
    expect((await user('get', `/user/callbacks/${id}`)).body.subscribe).toEqual(callbackBody);
    expect((await put({ ...callbackBody, type: ['Monitor'] })).status).toBe(202);
    await user('delete', `/user/callbacks/${id}`);
  });

  it('rests and goes on; nobody but Roadwire says that it has failed', async () => {
    const id = await made(user, '/user/callbacks', callbackBody);
    const set = (body: object) => user('put', `/user/callbacks/${id}/status`, body);
    expect(await set({ status: 'Paused' })).toMatchObject({ status: 202, body: { status: 'Paused' } });
    await cloud.database.query
      .updateTable('callbacks')
      .set({ status: 'Failed', failing_since: new Date() })
      .where('public_id', '=', id)
      .execute();
    expect((await user('get', `/user/callbacks/${id}`)).body.status).toBe('Failed');
    expect(await set({ status: 'Running' })).toMatchObject({ status: 202, body: { status: 'Running' } });
    for (const status of ['Failed', 'running', null, undefined, 1]) {
      const { body } = await set({ status });
      expect(body).toMatchObject({ code: 40003, message: expect.stringContaining('status: ') });
    }
  });

  it('goes with its monitors', async () => {
    const { send, vehicle } = await someone();
    const id = await made(send, '/user/callbacks', callbackBody);
    const monitors = `/user/vehicles/${vehicle.id}/callbacks/${id}/monitors`;
    await made(send, monitors, monitorBody);
    const { status, text } = await send('delete', `/user/callbacks/${id}`);
    expect([status, text]).toEqual([204, '']);
    expect((await send('delete', `/user/callbacks/${id}`)).body.code).toBe(40417);
    expect((await send('get', monitors)).body.code).toBe(40417);
    const left = await cloud.database.query
      .selectFrom('monitors')
      .select('id')
      .where('vehicle_id', '=', vehicle.vehicleId)
      .execute();
    expect(left).toEqual([]);
  });

  it('is one of 50 at most, however many ask at once', async () => {
    const { send } = await someone();
    const answers = await Promise.all(
      Array.from({ length: callbacksMax + 5 }, () => send('post', '/user/callbacks', callbackBody)),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(5).fill(40011));
    expect((await send('get', '/user/callbacks?pageSize=1')).body.total).toBe(callbacksMax);
  });
});

describe('a body', () => {
  it.each<[string, unknown, string]>([
    ['that is empty', '', 'expected a JSON object'],
    ['that is no JSON', '{ "label": ', 'it is no JSON'],
    ['that is a list', '[]', 'a list'],
    ['that is null', 'null', 'null'],
    ['that is a text', '"x"', 'a string'],
    ['with a zero', '{"label":"a\\u0000b"}', 'U+0000'],
    ['as deep as it can be', '['.repeat(32_000), 'it is no JSON'],
    ['without a callback', { label: 'x' }, 'callback: missing'],
    ['with two kinds', { callback: { websocket, pushnotif } }, 'callback: '],
    ['without a target', { callback: { webhook: { name: 'x' } } }, 'callback.webhook.target: missing'],
    ['without a name', { callback: { webhook: { target: 'https://a.example' } } }, 'callback.webhook.name: '],
    ['without devices', { callback: { pushnotif: { devices: [] } } }, 'callback.pushnotif.devices: '],
    [
      'of another type',
      { callback: { websocket }, type: ['Everything'] },
      'type[0]: "Everything", expected one of',
    ],
  ])('%s is refused with 400, which says where', async (_name, given, told) => {
    const { status, body } = await user('post', '/user/callbacks', given);
    expect([status, body.code]).toEqual([400, 40003]);
    expect(body.message).toContain(told);
  });

  it('of more than 64 KiB is refused with 413', async () => {
    const { status } = await user('post', '/user/callbacks', { label: 'x'.repeat(65_536) });
    expect(status).toBe(413);
  });

  it('may come without a content type', async () => {
    const url = `${cloud.baseUrl}/connectedcar/v4/user/callbacks?client_id=${driver.clientId}`;
    const body = Buffer.from(JSON.stringify(callbackBody));
    const headers = { authorization: `Bearer ${driver.token}` };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
  });
});

describe('a callback of a fleet', () => {
  it('is made, listed by remote types, replaced, stopped and deleted', async () => {
    const { status, body } = await fleet('post', 'remote/callbacks', remoteCallbackBody);
    expect([status, body.status]).toEqual([200, 'Running']);
    const at = `remote/callbacks/${body.callbackId}`;
    expect((await fleet('get', at)).body).toMatchObject({ subscribe: remoteCallbackBody, status: 'Running' });
    expect((await fleet('get', at)).body._links.remotes).toMatchObject({ templated: true });
    const total = async (types: string) => (await fleet('get', `remote/callbacks?types=${types}`)).body.total;
    expect([await total('Horn,Lights'), await total('Lights')]).toEqual([1, 0]);
    const changed = await fleet('put', at, { ...remoteCallbackBody, remoteTypes: ['Lights'] });
    expect(changed.status).toBe(202);
    expect(await total('Lights')).toBe(1);
    expect((await fleet('put', `${at}/status`, { status: 'Paused' })).body.status).toBe('Paused');
    expect((await fleet('delete', at)).status).toBe(204);
    expect((await fleet('get', at)).body.code).toBe(40417);
  });

  it('is taken in older spellings', async () => {
    const { remoteTypes, callback, retryPolicy: _, ...others } = remoteCallbackBody;
    const retryPolicy = { policy: 'Bounded', maxRetryNumber: 5, retryDelay: 20 };
    const old = { ...others, notificationTypes: remoteTypes, callback: callback.webhook, retryPolicy };
    const id = await made(fleet, 'remote/callbacks', old);
    expect((await fleet('get', `remote/callbacks/${id}`)).body.subscribe).toEqual(remoteCallbackBody);
  });

  it('needs remote types and a webhook', async () => {
    const { remoteTypes: _, ...without } = remoteCallbackBody;
    const { body } = await fleet('post', 'remote/callbacks', without);
    expect(body).toMatchObject({ code: 40003, message: expect.stringContaining('remoteTypes: missing') });
    const other = await fleet('post', 'remote/callbacks', { ...remoteCallbackBody, callback: { pushnotif } });
    expect(other.body.message).toContain('callback: ');
  });
});

describe('what somebody else has', () => {
  it('is not there: for another application, another user, another fleet', async () => {
    const id = await made(user, '/user/callbacks', callbackBody);
    const stranger = await someone();
    const other = await cloud.addApplication();
    const token = await cloud.addToken({ ...driver, ...other }, ['data:telemetry']);
    const otherApplication = sendAs(cloud, { token, clientId: other.clientId });
    for (const send of [stranger.send, otherApplication]) {
      const at = `/user/callbacks/${id}`;
      const answers = [
        await send('get', at),
        await send('put', at, callbackBody),
        await send('put', `${at}/status`, { status: 'Paused' }),
        await send('delete', at),
        await send('post', `${at}/ping`),
        await send('post', `${at}/secret`),
        await send('get', `${at}/deliveries`),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 40417]));
      expect((await send('get', '/user/callbacks')).body.total).toBe(0);
    }
    const remote = await made(fleet, 'remote/callbacks', remoteCallbackBody);
    const elsewhere = sendAsOwner(cloud, await cloud.addFleet(owner, 'Another'));
    expect((await elsewhere('get', `remote/callbacks/${remote}`)).body.code).toBe(40417);
    const competitor = await cloud.addPartner();
    const intruder = sendAsOwner(cloud, { ...competitor, fid: owner.fid });
    expect((await intruder('delete', `remote/callbacks/${remote}`)).body.code).toBe(40303);
    expect((await fleet('get', `remote/callbacks/${remote}`)).status).toBe(200);
  });

  it('needs any scope of data or remote actions', async () => {
    const sendWith = async (...scopes: string[]) =>
      sendAs(cloud, { ...driver, token: await cloud.addToken(driver, scopes) });
    const none = await sendWith('data:vehicle:devices:pnc');
    expect((await none('post', '/user/callbacks', callbackBody)).body.code).toBe(40301);
    for (const scope of ['remote:horn:write', 'data:telemetry:privacy', 'data:trip'])
      expect((await (await sendWith(scope))('get', '/user/callbacks')).status).toBe(200);
  });
});

describe('the secret of a callback', () => {
  it('can be replaced; the old one stays good for a day', async () => {
    const { body: first } = await user('post', '/user/callbacks', callbackBody);
    const { status, body } = await user('post', `/user/callbacks/${first.callbackId}/secret`);
    expect(status).toBe(200);
    expect(body.secret).not.toBe(first.secret);
    const kept = await secretsOf(first.callbackId);
    expect([kept.secret, kept.previous_secret]).toEqual([body.secret, first.secret]);
    expect(kept.previous_secret_until?.toISOString()).toBe(body.previousUntil);
    expect(Date.parse(body.previousUntil)).toBeLessThanOrEqual(cloud.clock.now() + dayMs);
  });
});
