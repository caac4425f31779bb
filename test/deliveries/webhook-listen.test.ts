import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Arrival } from '../../src/cli/sink/arrival.ts';
import { blockOf, lineOf } from '../../src/cli/sink/show.ts';
import { type Sink, type SinkOptions, startSink } from '../../src/cli/sink/sink.ts';
import { webhook } from '../../src/cli/webhook.ts';
import { signWebhook } from '../../src/lib/webhook-signature.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { run } from '../support/run-command.ts';

const clock = { now: () => Date.UTC(2026, 4, 4, 6) };
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
let running: Sink | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function listening(options: Partial<SinkOptions> = {}) {
  const arrived: Arrival[] = [];
  running = await startSink(
    { host: '127.0.0.1', port: 0, failures: 0, delayMs: 0, secrets: async () => [], clock, ...options },
    (arrival) => arrived.push(arrival),
  );
  return { arrived, url: running.url };
}

const body = '{"type":"Ping","label":"Été"}';

function signed(id: string, { by = secret, at = clock.now() } = {}) {
  const timestamp = Math.floor(at / 1000);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook([by], { id, timestamp, body }),
  };
}

const post = (url: string, headers: Record<string, string> = {}, sent = body) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: sent });

describe('the sink', () => {
  it('tells what came, with the headers that are of interest', async () => {
    const { arrived, url } = await listening();
    const { status } = await post(`${url}/hook?car=1`, { authorization: 'Basic bWU6aXQ=', ...signed('m1') });
    expect(status).toBe(200);
    expect(arrived).toEqual([
      {
        at: clock.now(),
        method: 'POST',
        path: '/hook?car=1',
        id: 'm1',
        attempt: 1,
        signature: 'not checked',
        code: 200,
        headers: { authorization: 'Basic bWU6aXQ=' },
        body,
      },
    ]);
  });

  it('fails the first attempts of each message', async () => {
    const { arrived, url } = await listening({ failures: 2 });
    const codes: number[] = [];
    for (const id of ['m1', 'm1', 'm2', 'm1']) codes.push((await post(url, signed(id))).status);
    expect(codes).toEqual([500, 500, 500, 200]);
    expect(arrived.map(({ id, attempt }) => [id, attempt])).toEqual([
      ['m1', 1],
      ['m1', 2],
      ['m2', 1],
      ['m1', 3],
    ]);
  });

  it('checks signatures with each secret that it knows', async () => {
    const other = 'whsec_c2Vjb25kIHNlY3JldCBvZiB0aGUgc2Ft';
    const { arrived, url } = await listening({ secrets: async () => [other, secret] });
    await post(url, signed('m1'));
    await post(url, signed('m2', { by: other }));
    await post(url, signed('m3', { by: 'whsec_bm9ib2R5J3Mgc2VjcmV0IGF0IGFsbCE=' }));
    await post(url, signed('m4'), `${body} `);
    await post(url, { ...signed('m5'), 'webhook-id': 'm6' });
    await post(url, signed('m7', { at: clock.now() - 3_600_000 }));
    await post(url);
    expect(arrived.map(({ signature }) => signature)).toEqual([
      'good',
      'good',
      'bad',
      'bad',
      'bad',
      'old',
      'missing',
    ]);
  });

  it('takes messages of websockets', async () => {
    const { arrived, url } = await listening();
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`);
    socket.on('open', () => socket.send(body));
    await eventually('a message', () => arrived.length === 1);
    expect(arrived[0]).toMatchObject({ method: 'WebSocket', path: '/socket', body, attempt: 1 });
    expect(arrived[0]).not.toHaveProperty('code');
    socket.terminate();
  });

  it('answers those who wait when it is stopped', async () => {
    const { arrived, url } = await listening({ delayMs: 600_000 });
    const waiting = post(url);
    await eventually('a message', () => arrived.length === 1);
    await running?.stop();
    running = undefined;
    expect((await waiting).status).toBe(200);
  });
});

describe('what is printed', () => {
  const arrival: Arrival = {
    at: Date.UTC(2026, 4, 4),
    method: 'POST',
    path: '/hook',
    id: 'm1',
    attempt: 1,
    signature: 'good',
    code: 200,
    headers: { 'x-car': '1' },
    body,
  };

  it('is a block that people can read', () => {
    expect(blockOf(arrival)).toBe(
      `── 2026-05-04T00:00:00.000Z  POST /hook
   id m1   attempt 1   signature good   answered 200
   x-car: 1
{
  "type": "Ping",
  "label": "Été"
}`,
    );
  });

  it('cannot steer the terminal', () => {
    const nasty = { ...arrival, body: 'a\u001b[2Jb\u009bc', headers: { 'x-car': '\u0007' } };
    expect(blockOf(nasty)).toContain('a\\u001b[2Jb\\u009bc');
    expect(blockOf(nasty)).toContain('x-car: \\u0007');
  });

  it('is one line for a program', () => {
    expect(JSON.parse(lineOf(arrival))).toEqual({
      ...arrival,
      at: '2026-05-04T00:00:00.000Z',
      body: { type: 'Ping', label: 'Été' },
    });
    expect(JSON.parse(lineOf({ ...arrival, body: 'no JSON' })).body).toBe('no JSON');
    expect(lineOf(arrival)).not.toContain('\n');
  });
});

describe('roadwire webhook listen', () => {
  it('prints what comes and ends after as many as it was told', async () => {
    const port = await freePort();
    const printed = run(webhook, 'listen', '--port', String(port), '--count', '2', '--json', '--fail', '1');
    const url = `http://127.0.0.1:${port}`;
    const isThere = () => post(url, signed('m1')).catch(() => undefined);
    const first = await eventually('the sink', isThere);
    expect(first.status).toBe(500);
    expect((await post(url, signed('m1'))).status).toBe(200);
    const lines = (await printed).split('\n').map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: 'm1', attempt: 1, code: 500, body: { type: 'Ping' } },
      { id: 'm1', attempt: 2, code: 200 },
    ]);
  });

  it('refuses a secret that is none', async () => {
    await expect(run(webhook, 'listen', '--port', '0', '--secret', 'hunter2')).rejects.toThrow('--secret');
  });

  it('says so where the port is taken', async () => {
    const { url } = await listening();
    await expect(run(webhook, 'listen', '--port', new URL(url).port)).rejects.toThrow('--port');
  });
});
