import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import {
  addTestCallback,
  delivered,
  monitorEvent,
  numbers,
  statusesOf,
  type TestCallback,
  tell,
  tellMany,
  valuesIn,
  webhookTo,
} from '../support/subscribers/callbacks.ts';
import { openWebhookSink, type WebhookSink } from '../support/subscribers/webhook-sink.ts';

describe('deliveries beside somebody whose targets never answer', () => {
  let cloud: TestCloud;
  let hanging: WebhookSink;
  let sink: WebhookSink;

  beforeAll(async () => {
    cloud = await startTestCloud({
      ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32',
      ROADWIRE_WEBHOOK_TIMEOUT_S: '60',
      ROADWIRE_DELIVERIES_MAX: '16',
    });
  });
  afterAll(() => cloud.stop());

  beforeEach(async () => {
    hanging = await openWebhookSink();
    sink = await openWebhookSink();
  });
  afterEach(async () => {
    await hanging.stop();
    await sink.stop();
    await cloud.database.query.deleteFrom('callbacks').execute();
  });

  async function addHanging(count: number): Promise<TestCallback[]> {
    const fleet = await cloud.addPartner();
    const all: TestCallback[] = [];
    for (const name of numbers(count)) {
      const subscribe = webhookTo(`${hanging.url}/${name}`);
      all.push(await addTestCallback(cloud, fleet, { ...subscribe, kind: 'monitor' }));
    }
    return all;
  }

  it('go out, although hundreds of one fleet hang', async () => {
    hanging.answer(() => undefined);
    const others = await addHanging(300);
    for (const one of others) await tell(cloud, one, monitorEvent('0'));
    // More than half of the places: those that turned out to be slow have made room for others of the same fleet.
    await eventually('many hang', () => hanging.received.length > 10);
    const callback = await addTestCallback(cloud, await cloud.addDriver(), webhookTo(sink.url));
    await tellMany(cloud, callback, { count: 20 });
    await delivered(cloud, callback, 20);
    expect(sink.received.flatMap(({ body }) => valuesIn(body))).toEqual(numbers(20));
    for (const one of others) expect(await statusesOf(cloud.database, one)).toEqual(['Waiting']);
  });

  it('to a target that stalls after the head of its answer come one at a time, over one connection each', async () => {
    const stalled: (() => void)[] = [];
    let open = 0;
    let openMax = 0;
    sink.answer((_, reply) => {
      open += 1;
      openMax = Math.max(openMax, open);
      reply.writeHead(200, { 'content-length': '2' }).flushHeaders();
      stalled.push(() => {
        open -= 1;
        reply.end('ok');
      });
    });
    const callback = await addTestCallback(cloud, await cloud.addDriver(), webhookTo(sink.url));
    await tellMany(cloud, callback, { count: 5 });
    for (const count of [1, 2, 3, 4, 5]) {
      await eventually(`request ${count}`, () => stalled.length >= count);
      stalled[count - 1]?.();
    }
    await delivered(cloud, callback, 5);
    expect(openMax).toBe(1);
  });
});
