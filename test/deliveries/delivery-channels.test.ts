import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Subscribe } from '../../src/model/monitor.ts';
import { listAttempts } from '../../src/store/notifications/notifications.ts';
import { type Body, type Driver, startTestCloud, type TestCloud } from '../support/cloud.ts';
import { eventually } from '../support/eventually.ts';
import {
  addTestCallback,
  failing,
  monitorEvent,
  statusesOf,
  statusOf,
  tell,
  valuesIn,
  webhookTo,
} from '../support/subscribers/callbacks.ts';
import { openWebhookSink } from '../support/subscribers/webhook-sink.ts';

type Pushed = { token: string; message: Body; authorization: string };

/** Firebase Cloud Messaging with its token endpoint, on this machine. */
async function openFirebase() {
  const pushed: Pushed[] = [];
  const answers = new Map<string, { status: number; body: object }>();
  let tokens = 0;
  const server = createServer(async (request, reply) => {
    const text = await textOf(request);
    if (request.url === '/token') {
      tokens += 1;
      const good = new URLSearchParams(text).get('assertion')?.split('.').length === 3;
      reply.writeHead(good ? 200 : 400, { 'content-type': 'application/json' });
      return reply.end(JSON.stringify({ access_token: `access-${tokens}`, expires_in: 3600 }));
    }
    const { message } = JSON.parse(text);
    const { status, body } = answers.get(message.token) ?? { status: 200, body: { name: 'sent' } };
    pushed.push({ token: message.token, message, authorization: request.headers.authorization ?? '' });
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const url = await listen(server);
  return { url, pushed, answers, tokens: () => tokens, stop: () => close(server) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

/** Somebody who is told over a websocket. */
async function openSocketSink(port = 0) {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const received: Body[] = [];
  sockets.on('connection', (socket) =>
    socket.on('message', (data) => received.push(JSON.parse(String(data)))),
  );
  const url = (await listen(server, port)).replace('http', 'ws');
  return {
    url,
    port: Number(new URL(url).port),
    received,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      await close(server);
    },
  };
}

const unregistered = {
  status: 404,
  body: { error: { code: 404, status: 'NOT_FOUND', details: [{ errorCode: 'UNREGISTERED' }] } },
};

describe('channels', () => {
  let cloud: TestCloud;
  let driver: Driver;
  let firebase: Awaited<ReturnType<typeof openFirebase>>;
  const folder = mkdtempSync(join(tmpdir(), 'roadwire-fcm-'));

  beforeAll(async () => {
    firebase = await openFirebase();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const file = join(folder, 'account.json');
    writeFileSync(
      file,
      JSON.stringify({
        project_id: 'test-project',
        client_email: 'roadwire@test-project.example',
        private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
        token_uri: `${firebase.url}/token`,
      }),
    );
    cloud = await startTestCloud({
      ROADWIRE_WEBHOOK_ALLOW_PRIVATE: '127.0.0.2,127.0.0.1/32',
      ROADWIRE_FCM_CREDENTIALS: file,
      ROADWIRE_FCM_ENDPOINT: firebase.url,
    });
    driver = await cloud.addDriver();
  });
  afterEach(async () => {
    await cloud.database.query.deleteFrom('callbacks').execute();
    firebase.pushed.length = 0;
  });
  afterAll(async () => {
    await cloud.stop();
    await firebase.stop();
    rmSync(folder, { recursive: true });
  });

  const add = (subscribe: Subscribe) => addTestCallback(cloud, driver, subscribe);
  const devicesOf = async ({ callbackId }: { callbackId: number }) => {
    const { subscribe } = await cloud.database.query
      .selectFrom('callbacks')
      .select('subscribe')
      .where('id', '=', callbackId)
      .executeTakeFirstOrThrow();
    return JSON.parse(subscribe).callback.pushnotif.devices;
  };
  const delivered = (to: { callbackId: number }, count: number) =>
    eventually(`${count} delivered`, async () => {
      const statuses = await statusesOf(cloud.database, to);
      return statuses.filter((status) => status === 'Delivered').length === count;
    });

  it('a websocket is opened to the target, and again when it broke; nothing is lost', async () => {
    const sink = await openSocketSink();
    const callback = await add({ label: 'Socket', callback: { websocket: { target: sink.url } } });
    for (const value of ['0', '1']) await tell(cloud, callback, monitorEvent(value));
    await delivered(callback, 2);
    expect(sink.received.flatMap(valuesIn)).toEqual(['0', '1']);
    await sink.stop();
    await tell(cloud, callback, monitorEvent('2'));
    await eventually('a failure', async () => (await statusOf(cloud.database, callback))?.failingSince);
    await tell(cloud, callback, monitorEvent('3'));
    const again = await openSocketSink(sink.port);
    cloud.clock.advance(10_000);
    await delivered(callback, 4);
    expect(again.received.flatMap(valuesIn)).toEqual(['2', '3']);
    await again.stop();
  });

  it('a push goes to every device; the one that failed is tried again alone, the one that is gone is dropped', async () => {
    firebase.answers.set('gone', unregistered);
    firebase.answers.set('busy', { status: 503, body: {} });
    const devices = ['good', 'gone', 'busy'];
    const callback = await add({ label: 'Phones', callback: { pushnotif: { devices } } });
    await tell(cloud, callback, monitorEvent('0'));
    await eventually('a failure', async () => (await statusOf(cloud.database, callback))?.failingSince);
    expect(new Set(firebase.pushed.map(({ token }) => token))).toEqual(new Set(devices));
    expect(firebase.pushed[0]?.authorization).toBe('Bearer access-1');
    const message = Buffer.from(firebase.pushed[0]?.message.data.mph_message, 'base64').toString();
    expect(valuesIn(JSON.parse(message))).toEqual(['0']);
    firebase.answers.delete('busy');
    cloud.clock.advance(10_000);
    await delivered(callback, 1);
    expect(firebase.pushed.slice(3).map(({ token }) => token)).toEqual(['busy']);
    expect(firebase.tokens()).toBe(1);
    expect(await devicesOf(callback)).toEqual(['good', 'busy']);
  });

  it('a push is delivered where a device took it; those it can never get to are dropped, and noted', async () => {
    const details = [{ errorCode: 'SENDER_ID_MISMATCH' }];
    firebase.answers.set('other-sender', { status: 403, body: { error: { details } } });
    const message = 'The registration token is not a valid FCM registration token';
    firebase.answers.set('no-token', {
      status: 400,
      body: { error: { status: 'INVALID_ARGUMENT', message } },
    });
    const devices = ['other-sender', 'no-token', 'fine'];
    const callback = await add({ label: 'Phones', callback: { pushnotif: { devices } } });
    const id = await tell(cloud, callback, monitorEvent('0'));
    await tell(cloud, callback, monitorEvent('1'));
    await delivered(callback, 2);
    expect(await devicesOf(callback)).toEqual(['fine']);
    const [attempt] = await listAttempts(cloud.database, callback.callbackId, id);
    expect(attempt?.error).toBe('2 of 3 devices: SENDER_ID_MISMATCH, INVALID_ARGUMENT');
  });

  it('a device that Firebase takes nothing for does not hold up the others', async () => {
    firebase.answers.set('over-quota', { status: 429, body: {} });
    const devices = ['over-quota', 'other'];
    const callback = await add({ label: 'Phones', callback: { pushnotif: { devices } } });
    for (const value of ['0', '1', '2']) await tell(cloud, callback, monitorEvent(value));
    for (const count of [1, 2, 3]) {
      const asked = () => firebase.pushed.filter(({ token }) => token === 'over-quota').length >= count;
      await eventually(`try ${count}`, asked);
      if (count < 3) await failing(cloud, callback);
      cloud.clock.advance(10_000);
    }
    await delivered(callback, 3);
    expect(await devicesOf(callback)).toEqual(devices);
    expect(firebase.pushed.filter(({ token }) => token === 'other')).toHaveLength(3);
  });

  it('a callback goes with the last of its devices', async () => {
    firebase.answers.set('last', unregistered);
    const callback = await add({ label: 'Phone', callback: { pushnotif: { devices: ['last'] } } });
    await tell(cloud, callback, monitorEvent('0'));
    await eventually('the callback is gone', async () => !(await statusOf(cloud.database, callback)));
  });

  it.each([
    'https://10.1.2.3/in',
    'https://169.254.169.254/latest',
    'https://[::1]/in',
    'https://[::ffff:10.0.0.1]/in',
    'https://[64:ff9b::a00:1]/in',
    'https://[::7f00:1]/in',
    'https://2130706433/in',
    'http://example.org/in',
    'file:///etc/passwd',
  ])('%s is refused, and the callback given up', async (target) => {
    const callback = await add(webhookTo(target.replace('2130706433', '167772161')));
    await tell(cloud, callback, monitorEvent('0'));
    const isFailed = async () => (await statusOf(cloud.database, callback))?.status === 'Failed';
    await eventually('the callback is given up', isFailed);
  });
});

describe('without an allow list', () => {
  it('a name that leads to this machine is refused, by webhook and by websocket', async () => {
    const cloud = await startTestCloud();
    const sink = await openWebhookSink();
    const driver = await cloud.addDriver();
    const targets: Subscribe[] = [
      webhookTo(`https://localhost:${sink.port}/in`),
      { label: 'Socket', callback: { websocket: { target: `wss://localhost:${sink.port}` } } },
    ];
    for (const subscribe of targets) {
      const callback = await addTestCallback(cloud, driver, subscribe);
      await tell(cloud, callback, monitorEvent('0'));
      const isFailed = async () => (await statusOf(cloud.database, callback))?.status === 'Failed';
      await eventually('the callback is given up', isFailed);
      const [attempt] = await cloud.database.query
        .selectFrom('notification_attempts')
        .select('error')
        .where('callback_id', '=', callback.callbackId)
        .execute();
      expect(attempt?.error).toBe('the target is not on the public internet');
    }
    expect(sink.received).toHaveLength(0);
    await sink.stop();
    await cloud.stop();
  });
});
