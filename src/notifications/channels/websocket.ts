import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Clock } from '../../lib/clock.ts';
import { within } from '../../lib/wait.ts';
import { composeWebsocket } from '../messages/compose-webhook.ts';
import type { Channel, Errand, Outcome } from './channel.ts';
import { failureOf } from './failure.ts';
import { recipientOf } from './recipient-of.ts';
import type { TargetGuard } from './target-guard.ts';

type Options = { guard: TargetGuard; timeoutMs: number; clock: Clock };

/** A connection over which nothing was sent for so long is closed. */
const idleMs = 60_000;
/** What comes in is of no interest: a frame larger than this ends the connection. */
const frameBytesMax = 65_536;

/** A connection to one target, made when there is something to send, and anew when it broke. */
type Line = { socket: WebSocket; target: string; idle: NodeJS.Timeout };

/**
 * Sends messages over websockets that Roadwire opens to the targets; one connection for each callback. A message has
 * arrived when the ping behind it is answered: frames are read in their order.
 */
export function createWebsocketChannel({ guard, timeoutMs, clock }: Options): Channel {
  const lines = new Map<number, Line>();

  function drop(callbackId: number, line: Line): void {
    clearTimeout(line.idle);
    line.socket.terminate();
    if (lines.get(callbackId) === line) lines.delete(callbackId);
  }

  async function lineTo({ callbackId, subscribe }: Errand['target'], signal: AbortSignal): Promise<Line> {
    const target = subscribe.callback.websocket?.target ?? '';
    const known = lines.get(callbackId);
    if (known?.target === target && known.socket.readyState === WebSocket.OPEN) return known;
    if (known) drop(callbackId, known);
    const { href } = guard.check(target, { secure: 'wss:', plain: 'ws:' });
    const line: Line = { socket: open(href, guard, timeoutMs), target, idle: setTimeout(ignore, 0) };
    lines.set(callbackId, line);
    line.socket.once('close', () => drop(callbackId, line));
    try {
      await opened(line.socket, signal);
    } catch (error) {
      drop(callbackId, line);
      throw error;
    }
    return line;
  }

  async function say(errand: Errand, signal: AbortSignal): Promise<void> {
    const { target, id } = errand;
    const line = await lineTo(target, signal);
    const text = JSON.stringify(messageOf(errand, clock.now()));
    await arrive(line.socket, { text, id, signal }).catch((error) => {
      drop(target.callbackId, line);
      throw error;
    });
    clearTimeout(line.idle);
    line.idle = setTimeout(() => drop(target.callbackId, line), idleMs);
    line.idle.unref();
  }

  return {
    async send(errand) {
      const { signal } = errand;
      try {
        await within({ timeoutMs, signal }, (until) => say(errand, until));
        return { result: 'delivered' };
      } catch (error) {
        return outcomeOf(error, signal);
      }
    },
    async stop() {
      for (const [callbackId, line] of [...lines]) drop(callbackId, line);
    },
  };
}

const ignore = () => undefined;

function open(href: string, guard: TargetGuard, timeoutMs: number): WebSocket {
  const socket = new WebSocket(href, {
    lookup: guard.lookup,
    handshakeTimeout: timeoutMs,
    followRedirects: false,
    maxPayload: frameBytesMax,
    perMessageDeflate: false,
    headers: { 'user-agent': 'Roadwire' },
  });
  // Who waits for something hears of it by `opened` and `arrive`.
  socket.on('error', ignore);
  return socket;
}

/** The target answered, but not with a websocket. */
class HandshakeError extends Error {
  override name = 'HandshakeError';
  readonly status: number;

  constructor(status: number) {
    super('no websocket');
    this.status = status;
  }
}

async function opened(socket: WebSocket, signal: AbortSignal): Promise<void> {
  const refused = once(socket, 'unexpected-response', { signal }).then(([, answer]) => {
    answer.destroy();
    throw new HandshakeError(answer.statusCode);
  });
  await Promise.race([once(socket, 'open', { signal }), refused]);
}

type Sent = { text: string; id: string; signal: AbortSignal };

async function arrive(socket: WebSocket, { text, id, signal }: Sent): Promise<void> {
  const mark = id.slice(0, 100);
  await new Promise<void>((resolve, reject) => {
    const onPong = (data: Buffer) => {
      if (data.toString() === mark) settle();
    };
    const onClose = () => settle(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const onAbort = () => settle(signal.reason);
    const settle = (error?: unknown) => {
      socket.off('pong', onPong);
      socket.off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      if (error) reject(error);
      else resolve();
    };
    socket.on('pong', onPong);
    socket.on('close', onClose);
    signal.addEventListener('abort', onAbort);
    socket.send(text);
    socket.ping(mark);
  });
}

function messageOf({ target, messages }: Errand, now: number): object {
  return composeWebsocket({
    ...recipientOf(target),
    notifications: messages.map(({ content }) => content),
    now,
  });
}

function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  if (!(error instanceof HandshakeError)) return failureOf(error, signal);
  const { status: code } = error;
  return code === 410 ? { result: 'gone', code } : { result: 'failed', code };
}
