import { Agent, type Dispatcher, request } from 'undici';
import type { Clock } from '../../../lib/clock.ts';
import { within } from '../../../lib/wait.ts';
import { composePush } from '../../messages/compose-push.ts';
import type { Channel, Errand, Outcome } from '../channel.ts';
import { failureOf } from '../failure.ts';
import { recipientOf } from '../recipient-of.ts';
import { createServed, judge } from './devices-served.ts';
import { createTokens, type ServiceAccount, type Tokens } from './fcm-account.ts';
import { deviceOutcome } from './fcm-answer.ts';

type Options = {
  /** Without it nothing can be pushed. */
  account: ServiceAccount | undefined;
  /** Where Firebase Cloud Messaging is. */
  endpoint: string;
  timeoutMs: number;
  clock: Clock;
};

const answerBytesMax = 65_536;

/** So many devices of a callback are told at once. */
const atOnce = 10;

/**
 * Sends messages to devices by Firebase Cloud Messaging, HTTP v1: one request for each device. Each is judged by itself;
 * where some could not be reached, the retry is for them alone (after a restart, for all).
 */
export function createPushChannel({ account, endpoint, timeoutMs, clock }: Options): Channel {
  const agent = new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const tokens = account && createTokens(account, agent);
  const servedOf = createServed();
  return {
    async send(errand) {
      if (!account || !tokens) return { result: 'failed', error: 'no Firebase account is set' };
      const url = `${endpoint}/v1/projects/${encodeURIComponent(account.project_id)}/messages:send`;
      const { callbackId, subscribe } = errand.target;
      const served = servedOf(callbackId, errand.id);
      const all = subscribe.callback.pushnotif?.devices ?? [];
      const left = all.filter((device) => !served.settled.has(device));
      const tried = await within({ timeoutMs, signal: errand.signal }, (signal) => {
        const way: Way = { agent, tokens, url, signal, clock };
        return forEach(left, async (device) => {
          const outcome = await push(errand, device, way).catch((error) => failureOf(error, errand.signal));
          return { device, outcome };
        });
      });
      return judge(served, tried, all.length);
    },
    stop: () => agent.destroy(),
  };
}

/** In their order, some at once. */
async function forEach<One, Done>(all: readonly One[], work: (one: One) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  const rest = all.entries();
  const lanes = Array.from({ length: Math.min(atOnce, all.length) }, async () => {
    for (const [index, one] of rest) done[index] = await work(one);
  });
  await Promise.all(lanes);
  return done;
}

type Way = { agent: Dispatcher; tokens: Tokens; url: string; signal: AbortSignal; clock: Clock };

async function push(
  { target, messages }: Errand,
  device: string,
  { agent, tokens, url, signal, clock }: Way,
): Promise<Outcome> {
  const [message] = messages;
  if (!message) return { result: 'delivered' };
  const now = clock.now();
  const composed = composePush({ ...recipientOf(target), device, notification: message.content, now });
  const token = await tokens.get(signal);
  const answer = await request(url, {
    dispatcher: agent,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'Roadwire',
    },
    body: JSON.stringify({ message: composed }),
    signal,
  });
  const text = await textOf(answer);
  // The other 401 is about what Apple was told.
  if (answer.statusCode === 401 && !text.includes('"THIRD_PARTY_AUTH_ERROR"')) tokens.forget();
  const { statusCode: code, headers } = answer;
  return deviceOutcome({ code, text, retryAfter: headers['retry-after'] }, now);
}

/** An answer that is longer than any of Firebase's is cut. */
async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  let text = '';
  for await (const part of body) {
    text += String(part);
    if (text.length > answerBytesMax) break;
  }
  return text;
}
