import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Subscribe } from '../../src/model/monitor.ts';
import type { Notification } from '../../src/model/notification.ts';
import { redeliver } from '../../src/store/notifications/notifications.ts';
import { hourMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import {
  addTestCallback,
  delivered,
  failing,
  givenUp,
  monitorEvent,
  numbers,
  statusesOf,
  statusOf,
  type TestCallback,
  tell,
  tellMany,
  valuesIn,
  webhookTo,
} from '../support/subscribers/callbacks.ts';
import { openWebhookSink, type WebhookSink } from '../support/subscribers/webhook-sink.ts';

describe('deliveries over days, and as fleets ask for them', () => {
  let cloud: TestCloud;
  let sink: WebhookSink;
  let callback: TestCallback;

  beforeAll(async () => {
    cloud = await startTestCloud({ ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32' });
  });
  afterAll(() => cloud.stop());

  beforeEach(async () => {
    sink = await openWebhookSink();
    callback = await addTestCallback(cloud, await cloud.addDriver(), webhookTo(sink.url));
  });
  afterEach(async () => {
    await cloud.database.query.deleteFrom('callbacks').execute();
    await sink.stop();
  });

  it('all get through in order when the target comes back after 71 hours', async () => {
    sink.answer(500);
    await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    for (const value of numbers(8, 1)) {
      cloud.clock.advance((71 / 8) * hourMs);
      await tell(cloud, callback, monitorEvent(value));
    }
    await failing(cloud, callback);
    sink.answer(200);
    cloud.clock.advance(10_000);
    await delivered(cloud, callback, 9);
    expect(valuesIn(sink.received.at(-1)?.body)).toEqual(numbers(9));
  });

  it('are deleted 72 hours after they were raised, each at its own time, and can be sent again', async () => {
    sink.answer(500);
    const first = await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    cloud.clock.advance(2 * hourMs);
    await tell(cloud, callback, monitorEvent('1'));
    cloud.clock.advance(71 * hourMs);
    const isDeleted = async () => (await statusesOf(cloud.database, callback))[0] === 'Deleted';
    await eventually('the first is deleted', isDeleted);
    await failing(cloud, callback);
    expect(await statusOf(cloud.database, callback)).toMatchObject({ status: 'Running' });
    sink.answer(200);
    cloud.clock.advance(10_000);
    await delivered(cloud, callback, 1);
    expect(await statusesOf(cloud.database, callback)).toEqual(['Deleted', 'Delivered']);
    expect(valuesIn(sink.received.at(-1)?.body)).toEqual(['1']);
    await redeliver(cloud.database, callback.callbackId, { now: cloud.clock.now() });
    await delivered(cloud, callback, 2);
    expect(sink.received.at(-1)?.headers['webhook-id']).toBe(first);
  });

  it('give a callback up, with its monitors, when the last that failed for 72 hours is deleted', async () => {
    sink.answer(500);
    await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    cloud.clock.advance(72 * hourMs);
    await givenUp(cloud, callback);
    expect(await statusesOf(cloud.database, callback)).toEqual(['Deleted']);
  });

  describe('of fleets', () => {
    const addTo = async (given: Partial<Subscribe>, kind: 'fleet' | 'monitor' = 'monitor') =>
      addTestCallback(cloud, await cloud.addPartner(), { ...webhookTo(sink.url), ...given, kind });
    const remoteStep = (remoteActionId: string, status: string): Notification => ({
      kind: 'Remote',
      vin: 'VR1TEST0000000001',
      remoteActionId,
      remoteType: 'Door',
      at: cloud.clock.now(),
      eventStatus: { type: 'Pending', status },
    });

    it('are gathered as asked for, and sent when there are enough or the window is over', async () => {
      const gathering = await addTo({ batchNotify: { size: 3, timeWindow: 60 } });
      await tellMany(cloud, gathering, { count: 4 });
      await delivered(cloud, gathering, 3);
      expect(sink.received.map(({ body }) => valuesIn(body))).toEqual([numbers(3)]);
      cloud.clock.advance(60_000);
      await delivered(cloud, gathering, 4);
      expect(valuesIn(sink.received[1]?.body)).toEqual(['3']);
    });

    it('are tried as often as asked for; then the callback and its monitor have failed', async () => {
      const bounded = await addTo({ retryPolicy: { policy: 'Bounded', retryNumber: 2, retryDelay: 30 } });
      sink.answer(500);
      await tell(cloud, bounded, monitorEvent('0'));
      for (const count of [1, 2]) {
        await eventually(`attempt ${count}`, () => sink.received.length === count);
        await failing(cloud, bounded);
        cloud.clock.advance(30_000);
      }
      await givenUp(cloud, bounded);
      expect(sink.received).toHaveLength(3);
    });

    it('fail for one remote action, while those of another arrive', async () => {
      const remotes = await addTo({ remoteTypes: ['Door'] }, 'fleet');
      sink.answer(({ body }, reply) => {
        reply.writeHead(body.events[0].remoteActionId === 'bad' ? 500 : 200).end();
      });
      for (const [id, status] of [
        ['bad', 'Accepted'],
        ['good', 'Accepted'],
        ['good', 'SentToVehicle'],
      ] as const)
        await tell(cloud, remotes, remoteStep(id, status));
      await delivered(cloud, remotes, 2);
      await eventually('the first try', () => sink.received.length >= 3);
      const failed = cloud.database.query
        .selectFrom('notifications')
        .select('id')
        .where('callback_id', '=', remotes.callbackId)
        .where('failures', '=', 1);
      await eventually('the failure is noted', () => failed.executeTakeFirst());
      cloud.clock.advance(10_000);
      const isDeleted = async () => (await statusesOf(cloud.database, remotes))[0] === 'Deleted';
      await eventually('it is given up', isDeleted);
      expect(await statusOf(cloud.database, remotes)).toMatchObject({
        status: 'Running',
        failingSince: null,
      });
    });
  });
});
