import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addFleet, addPartner } from '../../src/store/vehicles/enrol-fleets.ts';
import {
  addTestCallback,
  monitorEvent,
  tell,
  valuesIn,
  webhookTo,
} from '../support/subscribers/callbacks.ts';
import { openWebhookSink, type WebhookSink } from '../support/subscribers/webhook-sink.ts';
import { rowsOf, silentLog } from './support/ledger.ts';
import type { Roadwire } from './support/roadwire.ts';
import { createSite } from './support/site.ts';
import { until } from './support/until.ts';

const site = createSite({ environment: { ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' } });
const events = 300;
let roadwire: Roadwire;
let sink: WebhookSink;

beforeAll(async () => {
  sink = await openWebhookSink();
  roadwire = await site.start();
});
afterAll(async () => {
  await site.close();
  await sink.stop();
});

test('after kill -9 in the middle of deliveries everything arrives, in order, and what comes twice has its id', async () => {
  await queueEvents();
  for (const count of [50, 150]) {
    await until(`${count} arrived`, async () => sink.received.length >= count);
    await roadwire.end('SIGKILL');
    roadwire = await site.start();
  }
  const waiting = async () =>
    rowsOf(roadwire.where.databaseUrl, "select from notifications where status = 'Waiting'");
  await until('nothing waits', async () => (await waiting()).length === 0);
  const first = new Map<string, string>();
  for (const { headers, body } of sink.received) {
    const [value = ''] = valuesIn(body);
    const id = String(headers['webhook-id']);
    expect(first.get(value) ?? id).toBe(id);
    first.set(value, id);
  }
  expect([...first.keys()]).toEqual(Array.from({ length: events }, (_, index) => String(index)));
  expect(new Set(first.values()).size).toBe(events);
});

/** For one callback of a fleet, whose events go one by one. */
async function queueEvents(): Promise<void> {
  const database = openDatabase({ url: roadwire.where.databaseUrl, size: 2, log: silentLog });
  const { login } = await addPartner(database, { login: 'MZPK' });
  const fid = await addFleet(database, { login, name: 'Cars' });
  const subscribe = { ...webhookTo(sink.url), retryPolicy: { policy: 'Always' as const } };
  const callback = await addTestCallback(
    { database },
    { clientId: 'c', fid },
    { ...subscribe, kind: 'monitor' },
  );
  for (let index = 0; index < events; index += 1)
    await tell({ database, clock: { now: Date.now } }, callback, monitorEvent(String(index)));
  await database.stop();
}
