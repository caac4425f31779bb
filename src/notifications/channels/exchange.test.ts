import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from './exchange.ts';

const never = new AbortController().signal;

describe('an exchange', () => {
  let server: Server;
  let agent: Agent;
  let origin: string;
  let connections = 0;
  /** Resolves with the next request's reply, of which nothing was sent yet. */
  let asked: (path: string, reply: ServerResponse) => void;
  const paths: string[] = [];

  beforeEach(async () => {
    [connections, paths.length] = [0, 0];
    server = createServer((request, reply) => {
      paths.push(request.url ?? '');
      asked(request.url ?? '', reply);
    });
    server.on('connection', () => {
      connections += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    agent = new Agent({ connections: 1 });
  });
  afterEach(async () => {
    await agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  const ask = (path: string, timeoutMs = 60_000) =>
    exchange(agent, { origin, path, method: 'POST', body: '{}' }, { timeoutMs, signal: never });
  const reply = () =>
    new Promise<ServerResponse>((resolve) => {
      asked = (_, given) => resolve(given);
    });

  it('is over when its answer is, and the connection is there for the next one', async () => {
    const coming = reply();
    let isOver = false;
    const first = ask('/first').finally(() => {
      isOver = true;
    });
    const answer = await coming;
    answer.writeHead(200, { 'content-length': '2' });
    answer.flushHeaders();
    const other = createServer((_, given) => given.end()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    // By now the head is here, too: this came after it, and has come back.
    for (let times = 0; times < 5; times += 1)
      await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    other.close();
    expect(isOver).toBe(false);
    answer.end('ok');
    expect(await first).toMatchObject({ code: 200 });
    asked = (_, given) => given.end();
    expect(await ask('/second')).toMatchObject({ code: 200 });
    expect(connections).toBe(1);
  });

  it('takes the head for the answer where the rest does not come in time, and closes the connection', async () => {
    let closed = Promise.resolve<unknown>(undefined);
    asked = (_, given) => {
      closed = once(given, 'close');
      given.writeHead(201, { 'content-length': '10' }).flushHeaders();
    };
    expect(await ask('/stalled', 500)).toMatchObject({ code: 201 });
    await closed;
  });

  it('takes the head for the answer where the body is long, and closes the connection', async () => {
    let closed = Promise.resolve<unknown>(undefined);
    asked = (_, given) => {
      closed = once(given, 'close');
      given.writeHead(202).write(Buffer.alloc(5000));
    };
    expect(await ask('/endless')).toMatchObject({ code: 202 });
    await closed;
  });

  it('that was given up while it waited for a connection is not sent', async () => {
    const coming = reply();
    const first = ask('/first');
    const answer = await coming;
    await expect(ask('/given-up', 20)).rejects.toThrow('timeout');
    asked = (_, given) => given.end();
    const third = ask('/third');
    answer.end();
    expect(await first).toMatchObject({ code: 200 });
    expect(await third).toMatchObject({ code: 200 });
    expect(paths).toEqual(['/first', '/third']);
  });
});
