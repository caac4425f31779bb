import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isSignedWith } from '../../src/lib/webhook-signature.ts';
import { listAttempts } from '../../src/store/notifications/notifications.ts';
import { hourMs } from '../support/clock.ts';
import { type Driver, startTestCloud, type TestCloud } from '../support/cloud.ts';
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
import { openWebhookSink, type Received, type WebhookSink } from '../support/subscribers/webhook-sink.ts';

describe('deliveries to webhooks', () => {
  let cloud: TestCloud;
  let driver: Driver;
  let sink: WebhookSink;
  let callback: TestCallback;

  beforeAll(async () => {
    cloud = await startTestCloud({
      ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32',
      ROADWIRE_WEBHOOK_TIMEOUT_S: '1',
    });
    driver = await cloud.addDriver();
  });
  afterAll(() => cloud.stop());

  beforeEach(async () => {
    sink = await openWebhookSink();
    callback = await addTestCallback(cloud, driver, webhookTo(sink.url));
  });
  afterEach(async () => {
    await cloud.database.query.deleteFrom('callbacks').execute();
    await sink.stop();
  });

  const told = () => sink.received.flatMap(({ body }) => valuesIn(body));

  const isSigned = (received: Received | undefined, secret: string) => {
    const { text: body = '', headers = {} } = received ?? {};
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
    return isSignedWith(secret, { id: String(id), timestamp: Number(at), body }, String(signatures));
  };

  it('arrive once, in order, one event per request, signed as Standard Webhooks describes', async () => {
    const ids: string[] = [];
    for (const value of numbers(5)) ids.push(await tell(cloud, callback, monitorEvent(value)));
    await delivered(cloud, callback, 5);
    expect(told()).toEqual(numbers(5));
    expect(sink.received.map(({ headers }) => headers['webhook-id'])).toEqual(ids);
    for (const { text, headers } of sink.received) {
      expect(headers['user-agent']).toBe('Roadwire');
      expect(() =>
        new Webhook(callback.secret).verify(text, headers as Record<string, string>),
      ).not.toThrow();
    }
    expect(await statusOf(cloud.database, callback)).toMatchObject({ status: 'Running', failingSince: null });
  });

  it('are tried again with the same id, and what was stored goes together as soon as something gets through', async () => {
    sink.answer(500);
    const first = await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    await tellMany(cloud, callback, { count: 4, from: 1 });
    sink.answer(200);
    cloud.clock.advance(10_000);
    await delivered(cloud, callback, 5);
    expect(sink.received).toHaveLength(2);
    expect(sink.received[0]?.headers['webhook-id']).toBe(first);
    expect(valuesIn(sink.received[1]?.body)).toEqual(numbers(5));
    expect(Array.isArray(sink.received[1]?.body)).toBe(true);
    const attempts = await listAttempts(cloud.database, callback.callbackId, first);
    expect(attempts.map(({ number, code }) => [number, code])).toEqual([
      [1, 500],
      [2, 200],
    ]);
    // Nothing is stored any more: one event per request again.
    await tell(cloud, callback, monitorEvent('5'));
    await delivered(cloud, callback, 6);
    expect(Array.isArray(sink.received.at(-1)?.body)).toBe(false);
  });

  it('go as a bucket as soon as it is full, without waiting for the next try', async () => {
    sink.answer(500);
    await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    sink.answer(200);
    await tellMany(cloud, callback, { count: 98, from: 1 });
    expect(sink.received).toHaveLength(1);
    await tell(cloud, callback, monitorEvent('99'));
    await delivered(cloud, callback, 100);
    expect(valuesIn(sink.received[1]?.body)).toEqual(numbers(100));
    expect(sink.received).toHaveLength(2);
  });

  it('do not wait for targets that are dead or slow', async () => {
    const slow = await openWebhookSink();
    slow.answer(() => undefined);
    const others = [];
    for (const target of [slow.url, 'http://127.0.0.1:1'])
      others.push(await addTestCallback(cloud, driver, webhookTo(target)));
    for (const other of others) await tellMany(cloud, other, { count: 3 });
    await tellMany(cloud, callback, { count: 20 });
    await delivered(cloud, callback, 20);
    expect(told()).toEqual(numbers(20));
    for (const other of others) {
      await failing(cloud, other);
      expect(await statusesOf(cloud.database, other)).toEqual(['Waiting', 'Waiting', 'Waiting']);
    }
    await slow.stop();
  });

  it('leave a target alone for as long as it asks for', async () => {
    sink.answer((_, reply) => reply.writeHead(503, { 'retry-after': '3600' }).end());
    const now = cloud.clock.now();
    await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    const { nextAttemptAt } = (await statusOf(cloud.database, callback)) ?? {};
    expect(nextAttemptAt?.getTime()).toBeGreaterThanOrEqual(now + hourMs);
    expect(nextAttemptAt?.getTime()).toBeLessThan(now + hourMs + 60_000);
    sink.answer(200);
    cloud.clock.advance(hourMs + 60_000);
    await delivered(cloud, callback, 1);
    expect(sink.received).toHaveLength(2);
  });

  it('do not follow redirects', async () => {
    const other = await openWebhookSink();
    sink.answer((_, reply) => reply.writeHead(307, { location: other.url }).end());
    const id = await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    expect(await listAttempts(cloud.database, callback.callbackId, id)).toMatchObject([{ code: 307 }]);
    expect(other.received).toHaveLength(0);
    await other.stop();
  });

  it('read no more than the beginning of an answer', async () => {
    let written = 0;
    sink.answer((_, reply) => {
      reply.writeHead(200);
      const write = () => {
        while (!reply.destroyed && reply.write(Buffer.alloc(65_536))) written += 65_536;
        if (!reply.destroyed) reply.once('drain', write);
      };
      write();
    });
    await tell(cloud, callback, monitorEvent('0'));
    await delivered(cloud, callback, 1);
    expect(written).toBeLessThan(50_000_000);
  });

  it('are signed with the old secret, too, for a while after it was replaced', async () => {
    const previousUntil = new Date(cloud.clock.now() + 24 * hourMs);
    const secret = `whsec_${Buffer.from('another secret').toString('base64')}`;
    await cloud.database.query
      .updateTable('callbacks')
      .set({ secret, previous_secret: callback.secret, previous_secret_until: previousUntil })
      .where('id', '=', callback.callbackId)
      .execute();
    await tell(cloud, callback, monitorEvent('0'));
    await delivered(cloud, callback, 1);
    for (const one of [secret, callback.secret]) expect(isSigned(sink.received[0], one)).toBe(true);
    cloud.clock.advance(25 * hourMs);
    await tell(cloud, callback, monitorEvent('1'));
    await delivered(cloud, callback, 2);
    expect(isSigned(sink.received[1], secret)).toBe(true);
    expect(isSigned(sink.received[1], callback.secret)).toBe(false);
  });

  it('give up a callback whose target is gone, with its monitors, and go on when it is set running', async () => {
    sink.answer(410);
    await tell(cloud, callback, monitorEvent('0'));
    await givenUp(cloud, callback);
    expect(await statusesOf(cloud.database, callback)).toEqual(['Deleted']);
    await expect(tell(cloud, callback, monitorEvent('1'))).rejects.toThrow('does not run');
  });

  it('post nothing while the callback is paused, and what waits when it runs again', async () => {
    const { query } = cloud.database;
    sink.answer(500);
    await tell(cloud, callback, monitorEvent('0'));
    await failing(cloud, callback);
    const set = (status: string) =>
      query
        .updateTable('callbacks')
        .set({ status, failing_since: null, next_attempt_at: null })
        .where('id', '=', callback.callbackId)
        .execute();
    await set('Paused');
    sink.answer(200);
    cloud.clock.advance(10_000);
    await expect(tell(cloud, callback, monitorEvent('1'))).rejects.toThrow('does not run');
    expect(sink.received).toHaveLength(1);
    await set('Running');
    await delivered(cloud, callback, 1);
  });

  it('survive a restart', async () => {
    sink.answer(500);
    await tellMany(cloud, callback, { count: 3 });
    await failing(cloud, callback);
    await cloud.restart();
    sink.answer(200);
    cloud.clock.advance(10_000);
    await delivered(cloud, callback, 3);
    expect(valuesIn(sink.received.at(-1)?.body)).toEqual(numbers(3));
  });
});
