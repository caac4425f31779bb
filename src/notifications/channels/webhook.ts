import { Agent } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import { signWebhook } from '../../lib/webhook-signature.ts';
import type { DeliveryTarget } from '../../store/notifications/deliveries.ts';
import { composeWebhook, type WebhookRequest } from '../messages/compose-webhook.ts';
import type { Channel, Errand, Outcome } from './channel.ts';
import { type Answer, exchange } from './exchange.ts';
import { failureOf } from './failure.ts';
import { recipientOf } from './recipient-of.ts';
import { retryAfterOf } from './retry-after.ts';
import type { TargetGuard } from './target-guard.ts';

type Options = {
  guard: TargetGuard;
  timeoutMs: number;
  /** To one origin at once: as many as there are callbacks that are told something at once. */
  connectionsMax: number;
  clock: Clock;
};

const idleMs = 10_000;
const connectMs = 5_000;

/** Posts messages to webhooks, signed as Standard Webhooks describes. Redirects are not followed. */
export function createWebhookChannel({ guard, timeoutMs, connectionsMax, clock }: Options): Channel {
  const agent = new Agent({
    connect: { lookup: guard.lookup, timeout: Math.min(connectMs, timeoutMs) },
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: idleMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 16_384,
    pipelining: 1,
    connections: connectionsMax,
  });
  const addressOf = createAddresses(guard);
  return {
    async send(errand) {
      try {
        return await post(agent, errand, { addressOf, timeoutMs, now: clock.now() });
      } catch (error) {
        return failureOf(error, errand.signal);
      }
    },
    stop: () => agent.destroy(),
  };
}

type Way = { addressOf: AddressOf; timeoutMs: number; now: number };

async function post(agent: Agent, errand: Errand, { addressOf, timeoutMs, now }: Way): Promise<Outcome> {
  const { target, messages, id } = errand;
  const request = composeWebhook({
    ...recipientOf(target),
    notifications: messages.map(({ content }) => content),
    now,
  });
  const { origin, path } = addressOf(target, request);
  const body = JSON.stringify(request.body);
  const headers = headersOf(target, { id, body, now }, request.headers);
  const posted = { origin, path, method: 'POST', headers, body } as const;
  return outcomeOf(await exchange(agent, posted, { timeoutMs, signal: errand.signal }), now);
}

/** Where a request goes. Throws `RefusedTargetError`. */
type AddressOf = (target: DeliveryTarget, request: WebhookRequest) => { origin: string; path: string };

const keptMax = 1000;

/** Most have nothing added to them: these are kept, as what the guard says of one does not change. */
function createAddresses(guard: TargetGuard): AddressOf {
  const known = new Map<string, ReturnType<AddressOf>>();
  return ({ subscribe }, { query }) => {
    const target = subscribe.callback.webhook?.target ?? '';
    const found = query.length === 0 ? known.get(target) : undefined;
    if (found) return found;
    const url = guard.check(target, { secure: 'https:', plain: 'http:' });
    for (const [name, value] of query) url.searchParams.append(name, value);
    const address = { origin: url.origin, path: `${url.pathname}${url.search}` };
    if (known.size >= keptMax) known.clear();
    if (query.length === 0) known.set(target, address);
    return address;
  };
}

/** Names and values in turn, as the dispatcher takes them apart fastest. None of `others` has one of our names. */
function headersOf(
  { secret, previousSecret, previousSecretUntil = 0 }: DeliveryTarget,
  { id, body, now }: { id: string; body: string; now: number },
  others: Record<string, string>,
): string[] {
  const timestamp = Math.floor(now / 1000);
  const isOld = previousSecret !== undefined && previousSecretUntil > now;
  const secrets = isOld ? [secret, previousSecret] : [secret];
  const headers = ['user-agent', 'Roadwire', 'content-type', 'application/json', 'webhook-id', id];
  headers.push('webhook-timestamp', String(timestamp));
  headers.push('webhook-signature', signWebhook(secrets, { id, timestamp, body }));
  for (const [name, value] of Object.entries(others)) headers.push(name, value);
  return headers;
}

function outcomeOf({ code, headers }: Answer, now: number): Outcome {
  if (code >= 200 && code < 300) return { result: 'delivered', code };
  if (code === 410) return { result: 'gone', code };
  return { result: 'failed', code, ...retryAfterOf(headers['retry-after'], now) };
}
