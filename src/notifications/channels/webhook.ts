import { Agent, type Dispatcher } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import { signWebhook } from '../../lib/webhook-signature.ts';
import type { DeliveryTarget } from '../../store/deliveries.ts';
import { composeWebhook, type WebhookRequest } from '../messages/compose-webhook.ts';
import type { Channel, Errand, Outcome } from './channel.ts';
import { failureOf } from './failure.ts';
import { recipientOf } from './recipient-of.ts';
import { retryAfterOf } from './retry-after.ts';
import type { TargetGuard } from './target-guard.ts';

type Options = { guard: TargetGuard; timeoutMs: number; clock: Clock };

/** So much of an answer is read: enough to keep the connection for the next request. */
const answerBytesMax = 4096;
const idleMs = 10_000;
const connectMs = 5_000;

/** Posts messages to webhooks, signed as Standard Webhooks describes. Redirects are not followed. */
export function createWebhookChannel({ guard, timeoutMs, clock }: Options): Channel {
  const agent = new Agent({
    connect: { lookup: guard.lookup, timeout: Math.min(connectMs, timeoutMs) },
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 16_384,
    pipelining: 1,
  });
  return {
    async send(errand) {
      try {
        return await post(agent, errand, { guard, timeoutMs, now: clock.now() });
      } catch (error) {
        return failureOf(error, errand.signal);
      }
    },
    stop: () => agent.destroy(),
  };
}

type Way = { guard: TargetGuard; timeoutMs: number; now: number };

async function post(agent: Agent, errand: Errand, { guard, timeoutMs, now }: Way): Promise<Outcome> {
  const { target, messages, id } = errand;
  const request = composeWebhook({
    ...recipientOf(target),
    notifications: messages.map(({ content }) => content),
    now,
  });
  const url = addressOf(guard, target, request);
  const body = JSON.stringify(request.body);
  const headers = { ...agentUnless(request.headers), ...headersOf(target, { id, body, now }) };
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new DOMException('timeout', 'TimeoutError')), timeoutMs);
  const leave = () => timeout.abort(errand.signal.reason);
  errand.signal.addEventListener('abort', leave, { once: true });
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers,
      body,
      signal: timeout.signal,
    });
    await readSome(answer, timeout.signal);
    return outcomeOf(answer, now);
  } finally {
    clearTimeout(timer);
    errand.signal.removeEventListener('abort', leave);
  }
}

function addressOf(guard: TargetGuard, { subscribe }: DeliveryTarget, { query }: WebhookRequest): URL {
  const url = guard.check(subscribe.callback.webhook?.target ?? '', { secure: 'https:', plain: 'http:' });
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}

/** An attribute may say otherwise. */
function agentUnless(headers: Record<string, string>): Record<string, string> {
  const isSaid = Object.keys(headers).some((name) => name.toLowerCase() === 'user-agent');
  return isSaid ? headers : { 'user-agent': 'Roadwire', ...headers };
}

/** Those of attributes never take the place of these. */
function headersOf(
  { secret, previousSecret, previousSecretUntil = 0 }: DeliveryTarget,
  { id, body, now }: { id: string; body: string; now: number },
): Record<string, string> {
  const timestamp = Math.floor(now / 1000);
  const isOld = previousSecret !== undefined && previousSecretUntil > now;
  const secrets = isOld ? [secret, previousSecret] : [secret];
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(secrets, { id, timestamp, body }),
  };
}

/** What comes after the status is of no interest, but while it is short the connection can be used again. */
async function readSome({ body }: Dispatcher.ResponseData, signal: AbortSignal): Promise<void> {
  await body.dump({ limit: answerBytesMax, signal }).catch(() => undefined);
}

function outcomeOf({ statusCode: code, headers }: Dispatcher.ResponseData, now: number): Outcome {
  if (code >= 200 && code < 300) return { result: 'delivered', code };
  if (code === 410) return { result: 'gone', code };
  return { result: 'failed', code, ...retryAfterOf(headers['retry-after'], now) };
}
