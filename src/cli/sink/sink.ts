import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LRUCache } from 'lru-cache';
import { type RawData, WebSocketServer } from 'ws';
import type { Clock } from '../../lib/clock.ts';
import { listening } from '../../lib/listening.ts';
import { waitOr } from '../../lib/wait.ts';
import { type Arrival, type Came, checkSignature, headersOfNote, idOf } from './arrival.ts';

export type SinkOptions = {
  host: string;
  /** 0: a free one. */
  port: number;
  /** So many attempts of each message are answered with 500. */
  failures: number;
  delayMs: number;
  /** That may have signed; none: signatures are not looked at. */
  secrets(): Promise<readonly string[]>;
  clock: Clock;
};

export type Sink = { url: string; stop(): Promise<void> };

/** Bytes of a message; more is refused. */
const bytesMax = 16 * 1024 * 1024;
/** Ids whose attempts are counted. */
const idsMax = 10_000;

/** Takes whatever is sent to it, over HTTP or a websocket, and tells of it. */
export async function startSink(options: SinkOptions, tell: (arrival: Arrival) => void): Promise<Sink> {
  const { host, port, delayMs } = options;
  const stopped = new AbortController();
  const read = createReader(options);
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const answered = answer(request, response)
      .catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(error instanceof TooLargeError ? 413 : 400);
        response.end();
      })
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { method = '', url = '', headers } = request;
    const { code, ...arrival } = read({ method, path: url, headers, body }, await options.secrets());
    tell({ ...arrival, code });
    if (delayMs > 0) await waitOr(delayMs, stopped.signal);
    response.writeHead(code, { 'content-type': 'text/plain' }).end(code === 200 ? 'thank you' : 'not now');
    if (!response.closed) await once(response, 'close');
  }

  const sockets = new WebSocketServer({ server, maxPayload: bytesMax });
  sockets.on('connection', (socket, { url = '', headers }) => {
    socket.on('message', (data) => {
      const { code: _, ...arrival } = read(
        { method: 'WebSocket', path: url, headers, body: bytesOf(data) },
        [],
      );
      tell(arrival);
    });
    socket.on('error', () => socket.terminate());
  });
  // Without this an address that is taken is an error that nobody hears.
  sockets.on('error', () => undefined);
  await listening('--port', { host, port }, async () => {
    server.listen(port, host);
    await once(server, 'listening');
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${given}`,
    async stop() {
      stopped.abort();
      await Promise.all(answering);
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Makes of what came what is told; it knows which ids came before. */
function createReader({ clock, failures }: SinkOptions) {
  const attempts = new LRUCache<string, number>({ max: idsMax });
  return (came: Came, secrets: readonly string[]): Arrival & { code: number } => {
    const id = idOf(came);
    const attempt = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, attempt);
    const { method, path, headers, body } = came;
    const at = clock.now();
    return {
      at,
      method,
      path,
      id,
      attempt,
      signature: checkSignature(came, secrets, at),
      code: attempt <= failures ? 500 : 200,
      headers: headersOfNote(headers),
      body: body.toString('utf8'),
    };
  };
}

class TooLargeError extends Error {
  override name = 'TooLargeError';
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new TooLargeError(`more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
