import type { WaitingMessage } from '../../store/notifications/deliveries.ts';
import { recipientOf } from '../channels/recipient-of.ts';
import { firstMessageOf } from '../messages/recipient.ts';
import { policyOf, readsOf } from '../retry/policy.ts';
import { isGivenUp, type LineState, nextStep } from '../retry/schedule.ts';
import { type AttemptDeps, type Attempting, attempt, channelOf } from './attempt.ts';
import type { Line, Next } from './line.ts';
import type { Reader, ReadLine } from './reader.ts';
import type { Slot } from './slots/slots.ts';

export type TurnDeps = AttemptDeps & {
  reader: Reader;
  /** Requests under way are given up. */
  cut: AbortSignal;
};

/** Who takes longer than this is slow. */
const quickMs = 1000;

const idle: Next = { kind: 'idle' };
const again: Next = { kind: 'again' };

/** Nothing more is begun when the signal says so. */
type At = { line: Line; slot: Slot; signal: AbortSignal };

/** Reads the oldest of a line, and sends them one request after the other until there is a reason to wait. */
export async function takeTurn(deps: TurnDeps, at: At): Promise<Next> {
  const { line } = at;
  line.isDirty = false;
  line.isStale = false;
  const { target, messages, isFull } = await deps.reader.read(line);
  if (target?.status !== 'Running' || messages.length === 0) return idle;
  const policy = policyOf(target.kind, target.subscribe);
  if (readsOf(policy) > line.limit) {
    line.limit = readsOf(policy);
    return again;
  }
  const job: Job = {
    target,
    policy,
    state: stateOf(line, { target, policy, head: messages[0] }),
    line: line.line,
    failingSince: target.failingSince,
    signal: deps.cut,
    waiting: messages,
    isFull,
  };
  return drain(deps, at, await withoutExpired(deps, job));
}

type Job = Omit<Attempting, 'messages'> & { waiting: WaitingMessage[] } & Pick<ReadLine, 'isFull'>;

/** What is kept of failures, and what is remembered. */
function stateOf(
  line: Line,
  { target, policy, head }: Pick<Job, 'target' | 'policy'> & { head: WaitingMessage | undefined },
): LineState {
  const failures = head?.failures ?? 0;
  const isOwn = policy.exhausts === 'message';
  const isFailing = isOwn ? failures > 0 : target.failingSince !== undefined;
  return {
    failures: isFailing ? failures : 0,
    nextAttemptAt: isOwn ? head?.nextAttemptAt : target.nextAttemptAt,
    isBacklog: isFailing || line.isBacklog,
    tried: line.tried,
    isAsked: line.isAsked,
  };
}

/** What has waited too long is deleted; with the last of what failed the callback is given up. */
async function withoutExpired({ recorder, count, clock, log }: TurnDeps, job: Job): Promise<Job> {
  const { target, policy, state, isFull } = job;
  const now = clock.now();
  const waiting = job.waiting.filter(({ expiresAt }) => expiresAt > now);
  const expired = job.waiting.filter(({ expiresAt }) => expiresAt <= now);
  if (expired.length === 0) return job;
  const isFailed = isGivenUp(policy, state.failures > 0, isFull ? 1 : waiting.length);
  const { callbackId, failingSince } = target;
  if (isFailed) log.info({ callbackId: target.publicId, reason: 'expired' }, 'a callback is given up');
  count(channelOf(target), 'deleted', expired.length);
  await recorder.note({
    finished: [{ ids: expired.map(({ id }) => id), status: 'Deleted', at: now }],
    callbacks: isFailed ? [{ callbackId, failingSince, isFailed }] : [],
  });
  return { ...job, waiting, state: { ...state, failures: 0 } };
}

/** Where a turn is: what is left, and how it stands. */
type Progress = Pick<Job, 'waiting' | 'state' | 'failingSince'> & { noted: Promise<void> };

async function drain(deps: TurnDeps, at: At, job: Job): Promise<Next> {
  const { line, signal } = at;
  const until = performance.now() + quickMs;
  const { waiting, state, failingSince } = job;
  const progress: Progress = { waiting, state, failingSince, noted: Promise.resolve() };
  while (progress.waiting.length > 0 && !line.isStale && !signal.aborted) {
    const count = progress.waiting.length;
    const { createdAt = 0, expiresAt = 0 } = progress.waiting[0] ?? {};
    const now = deps.clock.now();
    const step = nextStep(job.policy, progress.state, { createdAt, expiresAt, count, now });
    if ('waitUntil' in step) {
      await leave(line, progress);
      return { kind: 'park', until: step.waitUntil, wanted: step.wanted };
    }
    const isGoingOn = await sendSome(deps, at, { job, progress, size: step.send });
    if (!isGoingOn) return progress.noted.then(() => idle);
    // Others who wait for the place are next.
    if (performance.now() > until && progress.state.nextAttemptAt === undefined) break;
  }
  await leave(line, progress);
  return job.isFull || progress.waiting.length > 0 ? again : idle;
}

/** One request with the oldest; false where nothing more is to be sent. */
async function sendSome(
  deps: TurnDeps,
  { slot }: At,
  { job, progress, size }: { job: Job; progress: Progress; size: number },
): Promise<boolean> {
  const { target, policy, line, signal } = job;
  const messages = firstOf(job, progress.waiting, size);
  const { state, failingSince: before } = progress;
  const attempting = attempt(deps, { target, policy, state, line, messages, failingSince: before, signal });
  const done = await demotedWhenSlow(slot, attempting);
  if (!done) return false;
  const { verdict, failingSince, noted } = done;
  Object.assign(progress, { state: verdict.state, failingSince, noted });
  if (verdict.kind !== 'retry') progress.waiting = progress.waiting.slice(messages.length);
  if (verdict.kind === 'retry') slot.demote();
  return verdict.kind !== 'deleted' || !verdict.isFailed;
}

async function demotedWhenSlow<Done>(slot: Slot, work: Promise<Done>): Promise<Done> {
  const timer = setTimeout(slot.demote, quickMs);
  return work.finally(() => clearTimeout(timer));
}

/** What goes in one request: so many at most, and only such as may go together. */
function firstOf({ target }: Job, waiting: readonly WaitingMessage[], size: number): WaitingMessage[] {
  if (size === 1) return waiting.slice(0, 1);
  const contents = waiting.slice(0, size).map(({ content }) => content);
  return waiting.slice(0, firstMessageOf(recipientOf(target), contents, size).length);
}

/** What was learnt is remembered until the next turn; nothing is read again before it is noted. */
async function leave(line: Line, { state, noted }: Progress): Promise<void> {
  const { isBacklog, tried, isAsked } = state;
  Object.assign(line, { isBacklog, tried, isAsked });
  await noted;
}
