import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Body } from '../cloud.ts';

/** A request as it came in. */
export type Received = { path: string; headers: IncomingHttpHeaders; text: string; body: Body };

/** How to answer: a status, or by hand. */
type Answering = number | ((received: Received, reply: ServerResponse) => void);

/** Somebody who is told by webhooks, on this machine. */
export type WebhookSink = {
  url: string;
  port: number;
  /** In order; also those that were not accepted. */
  received: Received[];
  answer(how: Answering): void;
  stop(): Promise<void>;
};

export async function openWebhookSink(): Promise<WebhookSink> {
  let how: Answering = 200;
  const received: Received[] = [];
  const server = createServer(async (request, reply) => {
    const one = await read(request);
    received.push(one);
    if (typeof how === 'function') how(one, reply);
    else reply.writeHead(how).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    answer(next) {
      how = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  let text = '';
  for await (const part of request) text += String(part);
  return { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) };
}
