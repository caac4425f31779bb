import { afterAll, beforeAll, expect, it } from 'vitest';
import { hourMs } from '../support/clock.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import {
  addTestCallback,
  failing,
  monitorEvent,
  type TestCallback,
  tell,
  webhookTo,
} from '../support/subscribers/callbacks.ts';
import { openWebhookSink, type WebhookSink } from '../support/subscribers/webhook-sink.ts';

let cloud: TestCloud;
let sink: WebhookSink;
beforeAll(async () => {
  sink = await openWebhookSink();
  cloud = await startTestCloud({ ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1/32' });
});
afterAll(async () => {
  await cloud.stop();
  await sink.stop();
});

/** A metric, by its name without `roadwire_notifications_`. */
async function metric(name: string): Promise<number> {
  const { text } = await cloud.get('/metrics', { isPlain: true });
  const line = text.split('\n').find((one) => one.startsWith(`roadwire_notifications_${name}`));
  return Number(line?.split(' ')[1] ?? 0);
}

const pause = ({ callbackId }: TestCallback) =>
  cloud.database.query
    .updateTable('callbacks')
    .set({ status: 'Paused', failing_since: null, next_attempt_at: null })
    .where('id', '=', callbackId)
    .execute();

it('the age of what waits is of callbacks that run; what expires is counted for all of them', async () => {
  const callback = await addTestCallback(cloud, await cloud.addDriver(), webhookTo(sink.url));
  sink.answer(500);
  await tell(cloud, callback, monitorEvent('0'));
  await failing(cloud, callback);
  cloud.clock.advance(hourMs);
  await eventually('it waits for an hour', async () => (await metric('oldest_seconds')) >= 3600);
  await pause(callback);
  await eventually('nothing is due', async () => (await metric('oldest_seconds')) === 0);
  expect(await metric('waiting')).toBe(1);
  expect(await metric('deleted_total{channel="webhook"}')).toBe(0);
  cloud.clock.advance(72 * hourMs);
  await eventually('it is deleted', async () => (await metric('deleted_total{channel="webhook"}')) === 1);
  expect(await metric('waiting')).toBe(0);
});
