import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hourMs } from '../support/clock.ts';
import { type Answer, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Someone, subscribersOf } from '../support/subscribers/subscribers.ts';
import { callbackBody, made, remoteCallbackBody } from '../support/subscribers/subscriptions.ts';
import { sendAs, sendAsOwner } from '../support/vehicles/send.ts';

let cloud: TestCloud;
let people: ReturnType<typeof subscribersOf>;
let own: Someone;
beforeAll(async () => {
  cloud = await startTestCloud();
  people = subscribersOf(cloud);
});
beforeEach(async () => {
  own = await people.someone();
});
afterAll(() => cloud.stop());

const lock = { door: { state: 'Locked' } };
const honk = { horn: { state: 'Activated' } };

function post(body: object, key: string, { driver, vehicle, cbid }: Someone = own): Promise<Answer> {
  const path = `/user/vehicles/${vehicle.id}/callbacks/${cbid}/remotes`;
  return sendAs(cloud, driver, { 'idempotency-key': key })('post', path, body);
}

async function actions(): Promise<number> {
  const { rows } = await cloud.database.pool.query('select from remote_actions where vehicle_id = $1', [
    own.vehicle.vehicleId,
  ]);
  return rows.length;
}

describe('a request that is sent again with its Idempotency-Key', () => {
  it('gets the first answer, and asks for nothing more', async () => {
    const first = await post(lock, 'a-key');
    const again = await post(lock, 'a-key');
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(await actions()).toBe(1);
  });

  it('is the same however it is spelt', async () => {
    const first = await post({ lights: { on: true } }, 'k');
    expect((await post({ ligths: { on: true }, label: null }, 'k')).body).toEqual(first.body);
  });

  it('gets the first answer also while that is on its way', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => post(lock, 'at-once')));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(all.map(({ body }) => body.remoteActionId)).size).toBe(1);
    expect(await actions()).toBe(1);
  });

  it('gets it for 24 hours, and then is another one', async () => {
    const first = await post(lock, 'old');
    // Tokens outlive it.
    cloud.clock.advance(24 * hourMs - 60_000);
    expect((await post(lock, 'old')).body).toEqual(first.body);
    cloud.clock.advance(120_000);
    const later = await post(lock, 'old');
    expect(later.status).toBe(202);
    expect(later.body.remoteActionId).not.toBe(first.body.remoteActionId);
    expect((await post(lock, 'old')).body).toEqual(later.body);
  });
});

describe('an Idempotency-Key', () => {
  it('is of one request: with another action, vehicle or callback it is refused', async () => {
    await post(lock, 'taken');
    const vehicle = await cloud.addVehicle(own.driver);
    cloud.clock.advance(1000);
    const cbid = await made(own.send, '/user/callbacks', callbackBody);
    for (const other of [
      await post(honk, 'taken'),
      await post({ ...lock, label: 'x' }, 'taken'),
      await post(lock, 'taken', { ...own, vehicle }),
      await post(lock, 'taken', { ...own, cbid }),
    ])
      expect([other.status, other.body.code]).toEqual([409, 40901]);
    expect(await actions()).toBe(1);
  });

  it('is of one application: another may have the same', async () => {
    const neighbour = await people.someone();
    const first = await post(lock, 'shared');
    const theirs = await post(lock, 'shared', neighbour);
    expect([first.status, theirs.status]).toEqual([202, 202]);
    expect(theirs.body.remoteActionId).not.toBe(first.body.remoteActionId);
  });

  it('is not used up by a request that was refused', async () => {
    expect((await post({ door: {} }, 'again')).status).toBe(400);
    expect((await post(lock, 'again')).status).toBe(202);
  });

  it.each([[''], ['two words'], ['é'], ['x'.repeat(256)]])('cannot be %j', async (key) => {
    const answer = await post(lock, key);
    expect([answer.status, answer.body.code]).toEqual([400, 40001]);
    expect(answer.body.message).toMatch(/idempotency-key/i);
  });

  it('can be as long as 255 characters', async () => {
    expect((await post(lock, '~'.repeat(255))).status).toBe(202);
  });

  it('is taken of fleet owners, too', async () => {
    const { owner, vid, send } = await people.someOwner();
    const cbid = await made(send, 'remote/callbacks', remoteCallbackBody);
    const keyed = sendAsOwner(cloud, owner, { 'idempotency-key': 'fleet' });
    const path = `vehicles/${vid}/callbacks/${cbid}/remotes`;
    const first = await keyed('post', path, honk);
    expect((await keyed('post', path, honk)).body).toEqual(first.body);
    expect((await keyed('post', path, lock)).body.code).toBe(40901);
  });
});

it('without one, each request is an action of its own', async () => {
  const path = `/user/vehicles/${own.vehicle.id}/callbacks/${own.cbid}/remotes`;
  const ids = [await made(own.send, path, lock), await made(own.send, path, lock)];
  expect(new Set(ids).size).toBe(2);
});
