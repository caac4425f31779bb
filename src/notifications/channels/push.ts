import { Agent, type Dispatcher, request } from 'undici';
import type { Clock } from '../../lib/clock.ts';
import { composePush } from '../messages/compose-push.ts';
import type { Channel, Errand, Outcome } from './channel.ts';
import { failureOf } from './failure.ts';
import { createTokens, type ServiceAccount, type Tokens } from './fcm-account.ts';
import { recipientOf } from './recipient-of.ts';
import { retryAfterOf } from './retry-after.ts';

type Options = {
  /** Without it nothing can be pushed. */
  account: ServiceAccount | undefined;
  /** Where Firebase Cloud Messaging is. */
  endpoint: string;
  timeoutMs: number;
  clock: Clock;
};

const answerBytesMax = 65_536;

/** Devices of how many callbacks it is remembered that they have the newest message already. */
const servedMax = 1000;

/**
 * Sends messages to devices by Firebase Cloud Messaging, HTTP v1: one request for each device. Where some of a callback's
 * devices could not be reached, the retry is for them alone (after a restart, for all).
 */
export function createPushChannel({ account, endpoint, timeoutMs, clock }: Options): Channel {
  const agent = new Agent({ headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const tokens = account && createTokens(account, agent);
  const served = new Map<number, { id: string; devices: Set<string> }>();

  function servedOf({ target: { callbackId }, id }: Errand): Set<string> {
    const known = served.get(callbackId);
    if (known?.id === id) return known.devices;
    const devices = new Set<string>();
    served.delete(callbackId);
    served.set(callbackId, { id, devices });
    const [oldest] = served.keys();
    if (served.size > servedMax && oldest !== undefined) served.delete(oldest);
    return devices;
  }

  return {
    async send(errand) {
      if (!account || !tokens) return { result: 'failed', error: 'no Firebase account is set' };
      const signal = AbortSignal.any([errand.signal, AbortSignal.timeout(timeoutMs)]);
      const url = `${endpoint}/v1/projects/${encodeURIComponent(account.project_id)}/messages:send`;
      const way: Way = { agent, tokens, url, signal, clock };
      const done = servedOf(errand);
      const all = errand.target.subscribe.callback.pushnotif?.devices ?? [];
      const outcomes: Outcome[] = [];
      for (const device of all.filter((one) => !done.has(one))) {
        const outcome = await push(errand, device, way).catch((error) => failureOf(error, errand.signal));
        if (outcome.result === 'delivered') done.add(device);
        outcomes.push(outcome);
      }
      return together(outcomes);
    },
    stop: () => agent.destroy(),
  };
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
  if (answer.statusCode === 401) tokens.forget();
  return outcomeOf(answer, { text, device, now });
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

type Read = { text: string; device: string; now: number };

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
function outcomeOf(
  { statusCode: code, headers }: Dispatcher.ResponseData,
  { text, device, now }: Read,
): Outcome {
  if (code >= 200 && code < 300) return { result: 'delivered', code };
  // Any other 404 is about the project or the endpoint: no reason to forget somebody's device.
  if (text.includes('"UNREGISTERED"')) return { result: 'delivered', code, droppedDevices: [device] };
  if (code === 400) return { result: 'refused', code };
  return { result: 'failed', code, ...retryAfterOf(headers['retry-after'], now) };
}

/** What came of all devices: a failure goes before a refusal, and that before success. */
function together(outcomes: readonly Outcome[]): Outcome {
  const droppedDevices = outcomes.flatMap(({ droppedDevices: dropped = [] }) => dropped);
  const failed = outcomes.find(({ result }) => result === 'failed');
  const refused = outcomes.find(({ result }) => result === 'refused');
  const one = failed ?? refused ?? outcomes[0] ?? { result: 'delivered' as const };
  return { ...one, droppedDevices };
}
