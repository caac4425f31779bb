import { createHash } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { DeliveryTarget, WaitingMessage } from '../../store/notifications/deliveries.ts';
import type { Outcomes } from '../../store/notifications/delivery-outcomes.ts';
import type { Channels, Outcome } from '../channels/channel.ts';
import type { Policy } from '../retry/policy.ts';
import { afterAttempt, type LineState, type Verdict } from '../retry/schedule.ts';
import type { Count } from './metrics.ts';
import type { Recorder } from './recorder.ts';

export type AttemptDeps = {
  channels: Channels;
  recorder: Recorder;
  /** Takes devices that are gone out of a callback; the callback goes with the last. */
  dropDevices(callbackId: number, devices: readonly string[]): Promise<void>;
  count: Count;
  clock: Clock;
  log: Log;
};

/** A request to be made, and how it stands with its line. */
export type Attempting = {
  target: DeliveryTarget;
  policy: Policy;
  state: LineState;
  line: string;
  messages: readonly WaitingMessage[];
  /** Since when nothing gets through to the callback. */
  failingSince: number | undefined;
  signal: AbortSignal;
};

/** `noted`: when what became of it is in the database. */
export type Attempted = {
  verdict: Verdict;
  failingSince: number | undefined;
  noted: Promise<void>;
  tookMs: number;
};

/** Makes one request, and has noted what came of it. Undefined where Roadwire stopped before there was an answer. */
export async function attempt(deps: AttemptDeps, given: Attempting): Promise<Attempted | undefined> {
  const { target, policy, state, messages, signal } = given;
  const { clock } = deps;
  const kind = channelOf(target);
  const id = idOf(messages);
  const at = clock.now();
  const begun = performance.now();
  const outcome = await deps.channels[kind].send({ target, messages, id, now: at, signal });
  if (signal.aborted && outcome.result !== 'delivered') return undefined;
  const tookMs = Math.round(performance.now() - begun);
  if (outcome.droppedDevices?.length) await deps.dropDevices(target.callbackId, outcome.droppedDevices);
  const count = messages.length;
  const expiresAt = messages[0]?.expiresAt ?? at;
  const { result, retryAfterMs } = outcome;
  const verdict = afterAttempt(policy, state, { result, retryAfterMs, count, expiresAt, now: clock.now() });
  deps.count(kind, verdict.kind, count);
  if (verdict.kind === 'deleted' && verdict.isFailed)
    deps.log.info({ callbackId: target.publicId, ...reasonOf(outcome) }, 'a callback is given up');
  const failingSince = verdict.kind === 'retry' ? (given.failingSince ?? at) : undefined;
  const outcomes = outcomesOf({ given, outcome, verdict, failingSince, at, tookMs });
  return { verdict, failingSince, noted: deps.recorder.note(outcomes), tookMs };
}

const reasonOf = ({ code, error }: Outcome) => ({ code, reason: error });

export function channelOf({ subscribe: { callback } }: Pick<DeliveryTarget, 'subscribe'>): keyof Channels {
  if (callback.websocket) return 'websocket';
  return callback.pushnotif ? 'pushnotif' : 'webhook';
}

/** Of one message its own; several have one that is of just these: with one more it is something else. */
function idOf(messages: readonly WaitingMessage[]): string {
  const ids = messages.map(({ id }) => id);
  if (ids.length === 1) return ids[0] ?? '';
  return `msg_${createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 48)}`;
}

type Noting = {
  given: Attempting;
  outcome: Outcome;
  verdict: Verdict;
  /** Since when nothing gets through, after it. */
  failingSince: number | undefined;
  at: number;
  tookMs: number;
};

function outcomesOf(noting: Noting): Partial<Outcomes> {
  const { given, outcome, verdict, at, tookMs } = noting;
  const { target, line, messages, state } = given;
  const [first, last] = [messages[0], messages.at(-1)];
  if (!first || !last) return {};
  const { callbackId } = target;
  const { code, error } = outcome;
  const [firstSeq, lastSeq, number] = [first.seq, last.seq, state.failures + 1];
  const note = { callbackId, line, firstSeq, lastSeq, number, at, code, error, tookMs };
  const ids = messages.map(({ id }) => id);
  const status = verdict.kind === 'delivered' ? 'Delivered' : 'Deleted';
  const callbacks = callbackChange(noting);
  return verdict.kind === 'retry'
    ? { attempts: [note], setbacks: [setbackOf(noting, first)], callbacks }
    : { attempts: [note], finished: [{ ids, status, at: at + tookMs }], callbacks };
}

function setbackOf({ given: { policy }, verdict: { state } }: Noting, { id }: WaitingMessage) {
  const { failures, nextAttemptAt } = state;
  return { id, failures, ...(policy.exhausts === 'message' ? { nextAttemptAt } : {}) };
}

/** A remote action of a fleet says nothing about its callback. */
function callbackChange({ given, verdict, failingSince }: Noting): Outcomes['callbacks'] {
  const { target, policy, failingSince: before } = given;
  if (policy.exhausts === 'message') return [];
  const { callbackId } = target;
  if (verdict.kind === 'retry')
    return [{ callbackId, failingSince, nextAttemptAt: verdict.state.nextAttemptAt }];
  if (verdict.kind === 'deleted' && verdict.isFailed)
    return [{ callbackId, failingSince: before, isFailed: true }];
  return before === undefined ? [] : [{ callbackId }];
}
