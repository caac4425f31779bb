import type { CommandResult, FailureCause } from '../../model/remote.ts';
import type { NewRemoteAction, TakenAction } from '../../store/remote/remote-actions.ts';

/**
 * What came of asking for an action. `gone`: callback, vehicle or owner are no more. `keyTaken`: the idempotency key was
 * used in this very moment. `busy`: too many wait already.
 */
export type Posted = { action: TakenAction } | { refused: 'gone' | 'keyTaken' | 'busy' };

/**
 * What became of what a vehicle said about a command. `late`: it was done already. `unknown`: the vehicle was not told
 * such a command. `unreadable`: it cannot be understood.
 */
export type ResultTaken = 'taken' | 'late' | 'unknown' | 'unreadable';

export type Post = { kind: 'post'; asked: NewRemoteAction };
export type Result = { kind: 'result'; vehicleId: number; publicId: string; result: CommandResult };

/** Something may be done about a vehicle's actions. `isBack`: what was sent may have been missed. */
export type Look = { kind: 'look'; vehicleId: number; isBack: boolean; isResumed: boolean };

/** Actions of a vehicle cannot go on: one, or those that wait for it to wake. */
export type Broken = { kind: 'broken'; vehicleId: number; publicId?: string; cause: FailureCause };

export type Work = Post | Result | Look | Broken;

export type Answer = Posted | ResultTaken | 'done';

export const vehicleOf = (work: Work) => (work.kind === 'post' ? work.asked.vehicleId : work.vehicleId);
