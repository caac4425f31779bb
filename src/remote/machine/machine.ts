import type {
  CommandResult,
  FailureCause,
  RemoteRequest,
  RemoteStatus,
  RemoteStep,
} from '../../model/remote.ts';
import { type Limits, obstacleTo, refuse, type Standing } from './refuse.ts';

/** What is being done; what of it is told are the steps. */
export type Phase = 'waking' | 'sent' | 'done';

/** Milliseconds. */
export type Timing = { wakeUpMs: number; executionMs: number; ttlMs: number };

/** What an action comes to. Times: epoch milliseconds. */
export type Move = {
  /** To be told, in their order. */
  steps: readonly RemoteStep[];
  phase: Phase;
  /** When the phase has lasted too long; absent where it is done. */
  dueAt?: number;
  /** What to do once all this is kept. */
  effect?: 'wake' | 'send';
};

const pending = (status: RemoteStatus): RemoteStep => ({ type: 'Pending', status });
const failed = (failureCause: FailureCause): RemoteStep => ({
  type: 'Done',
  status: 'Failed',
  failureCause,
});
const failing = (cause: FailureCause, ...before: RemoteStep[]): Move => ({
  steps: [...before, failed(cause)],
  phase: 'done',
});

type Begin = { standing: Standing; limits: Limits; timing: Timing; now: number };

/** An action that was asked for: refused, or on its way. */
export function begin(request: RemoteRequest, { standing, limits, timing, now }: Begin): Move {
  const refusal = refuse(request, standing, limits);
  if (refusal) return failing(refusal.cause, ...(refusal.warning ? [pending(refusal.warning)] : []));
  // Of navigation neither the acceptance nor the wake-up is told.
  const isSilent = request.type === 'Navigation';
  const accepted = isSilent ? [] : [pending('Accepted')];
  const obstacle = obstacleTo(request, standing.vehicle);
  if (obstacle) return failing(obstacle, ...accepted, ...(isSilent ? [] : [pending('CheckingVehicle')]));
  const expiresAt = now + timing.ttlMs;
  const sent = pending('SentToVehicle');
  if (standing.isAwake) {
    const dueAt = Math.min(now + timing.executionMs, expiresAt);
    return { steps: [...accepted, sent], phase: 'sent', dueAt, effect: 'send' };
  }
  return {
    steps: [...accepted, isSilent ? sent : pending('WakingUpVehicle')],
    phase: 'waking',
    dueAt: Math.min(now + timing.wakeUpMs, expiresAt),
    ...(standing.isBeingWoken ? {} : { effect: 'wake' }),
  };
}

/** An action that was begun. */
export type Current = {
  request: RemoteRequest;
  phase: Phase;
  /** The newest that was told. */
  step: RemoteStep;
  dueAt?: number;
  expiresAt: number;
};

export type RemoteEvent =
  /** The vehicle is awake and listens; `obstacle`: what speaks against sending now. */
  | { kind: 'there'; obstacle: FailureCause | undefined }
  | { kind: 'result'; result: CommandResult }
  /** Time has passed. */
  | { kind: 'clock' }
  /** Whoever was to do it is no more: it is done again. */
  | { kind: 'resumed' }
  /** It cannot go on. */
  | { kind: 'broken'; cause: FailureCause };

type Next = { now: number; timing: Timing };

/** Undefined where nothing changes. What comes when it is done is a late step: it stays done as it was. */
export function next(current: Current, event: RemoteEvent, at: Next): Move | undefined {
  if (event.kind === 'result') return answered(current, event.result);
  if (current.phase === 'done') return undefined;
  const { dueAt = at.now } = current;
  if (at.now >= Math.min(dueAt, current.expiresAt)) return failing('VehicleConnectionTimeout');
  if (event.kind === 'broken') return failing(event.cause);
  if (event.kind === 'resumed') return again(current, current.phase === 'waking' ? 'wake' : 'send');
  return event.kind === 'there' ? reached(current, event.obstacle, at) : undefined;
}

/** Both bear being done twice: a command is known by its id, and who is awake is not woken. */
function again({ phase, dueAt }: Current, effect: 'wake' | 'send'): Move {
  return { steps: [], phase, ...(dueAt === undefined ? {} : { dueAt }), effect };
}

/** Only what was sent can be answered. */
function answered({ request, phase, step }: Current, result: CommandResult): Move | undefined {
  const told = stepOf(request, result);
  if (phase === 'waking' || (phase === 'done' && isSame(step, told))) return undefined;
  return { steps: [told], phase: 'done' };
}

function reached(current: Current, obstacle: FailureCause | undefined, { now, timing }: Next): Move {
  const { request, phase, expiresAt } = current;
  if (phase === 'sent') return again(current, 'send');
  if (obstacle) return failing(obstacle);
  return {
    steps: request.type === 'Navigation' ? [] : [pending('SentToVehicle')],
    phase: 'sent',
    dueAt: Math.min(now + timing.executionMs, expiresAt),
    effect: 'send',
  };
}

/** The last step. Only a forced lock that succeeded has a detail. */
export function stepOf({ body }: RemoteRequest, result: CommandResult): RemoteStep {
  if (result.status === 'Failed') return failed(result.failureCause);
  const isForced = 'door' in body && body.door.state === 'Locked' && body.door.forced === true;
  const { feedbackDetail } = result;
  const isDetailed = isForced && result.status === 'Success' && feedbackDetail !== undefined;
  return { type: 'Done', status: result.status, ...(isDetailed ? { feedbackDetail } : {}) };
}

export function isSame(one: RemoteStep, other: RemoteStep): boolean {
  return (
    one.type === other.type &&
    one.status === other.status &&
    one.failureCause === other.failureCause &&
    one.feedbackDetail === other.feedbackDetail
  );
}
