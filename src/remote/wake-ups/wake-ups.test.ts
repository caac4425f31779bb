import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../lib/log.ts';
import { createHttpWakeUp, headersFrom } from './http.ts';
import { createMqttWakeUp } from './mqtt.ts';
import { createWakeUps } from './wake-ups.ts';

const log = createLog({ logLevel: 'silent', logPretty: false });
const vehicle = { vehicleId: 7, vin: 'VR1 SLEEP/1' };

type Call = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A gateway that answers so; without a code it never answers. */
async function openGateway(code?: number): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    calls.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    if (code !== undefined) response.writeHead(code, { location: '/elsewhere' }).end('x'.repeat(100_000));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

describe('waking by a call over HTTP', () => {
  it('posts the VIN, in the address too, with the headers of the operator', async () => {
    const gateway = await openGateway(202);
    const headers = headersFrom('Authorization: Bearer word\n\n  X-Region: eu \n');
    const url = `${gateway.url}/sms/{vin}?to={vin}`;
    const channel = createHttpWakeUp({ url, headers, timeoutMs: 5000 }, { log });
    expect(await channel.wake(vehicle)).toBe(true);
    await channel.stop?.();
    expect(gateway.calls).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: '/sms/VR1%20SLEEP%2F1?to=VR1%20SLEEP%2F1',
        body: '{"vin":"VR1 SLEEP/1"}',
        headers: expect.objectContaining({ authorization: 'Bearer word', 'x-region': 'eu' }),
      }),
    ]);
  });

  it.each([302, 404, 500])(
    'is not sent where the answer is %d, and no redirect is followed',
    async (code) => {
      const { url, calls } = await openGateway(code);
      const channel = createHttpWakeUp({ url, headers: {}, timeoutMs: 5000 }, { log });
      expect(await channel.wake(vehicle)).toBe(false);
      await channel.stop?.();
      expect(calls).toHaveLength(1);
    },
  );

  it('is not sent where nobody answers in time, or nobody is there', async () => {
    const { url } = await openGateway();
    for (const address of [url, 'http://127.0.0.1:1']) {
      const channel = createHttpWakeUp({ url: address, headers: {}, timeoutMs: 50 }, { log });
      expect(await channel.wake(vehicle)).toBe(false);
      await channel.stop?.();
    }
  });

  it('says which line of the headers is wrong, and not what is in it', () => {
    expect(() => headersFrom('A: b\nsecret')).toThrow(/^line 2: expected a header/);
    expect(() => headersFrom('A: b\nB: secr\u0007et')).not.toThrow(/secr/);
  });
});

describe('waking by MQTT', () => {
  it('publishes the time of the wake-up for the vehicle', async () => {
    const published: [object, string][] = [];
    const channel = createMqttWakeUp({
      publish: async (whom, payload) => void published.push([whom, payload.toString()]),
      clock: { now: () => Date.parse('2026-05-04T07:15:02Z') },
    });
    expect(await channel.wake(vehicle)).toBe(true);
    expect(published).toEqual([[vehicle, '{"at":"2026-05-04T07:15:02.000Z"}']]);
  });
});

describe('wake-ups', () => {
  const fails = { name: 'mqtt', wake: async () => false } as const;
  const throws = { name: 'http', wake: () => Promise.reject(new Error('away')) } as const;

  it('are sent when one channel could send it', async () => {
    const works = { name: 'http', wake: async () => true } as const;
    await expect(createWakeUps([fails, throws, works]).wake(vehicle)).resolves.toBeUndefined();
  });

  it('go by the vehicle’s own channel alone, where it has one', async () => {
    const works = { name: 'http', wake: async () => true } as const;
    const wakeUps = createWakeUps([fails, works]);
    await expect(wakeUps.wake({ ...vehicle, channel: 'http' })).resolves.toBeUndefined();
    await expect(wakeUps.wake({ ...vehicle, channel: 'mqtt' })).rejects.toThrow('no wake-up could be sent');
  });

  it('are not sent where none could, or there is none', async () => {
    for (const channels of [[], [fails, throws]])
      await expect(createWakeUps(channels).wake(vehicle)).rejects.toThrow('no wake-up could be sent');
  });
});
