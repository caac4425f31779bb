import { setMaxListeners } from 'node:events';
import type { Log } from '../lib/log.ts';
import { waitOr } from '../lib/wait.ts';
import type { CommandResult } from '../model/remote.ts';
import type { Database } from '../store/database.ts';
import type { NewRemoteAction } from '../store/remote/remote-actions.ts';
import { findDueVehicles, findPendingVehicles } from '../store/remote/remote-schedule.ts';
import { type Runner, type RunnerDeps, startRunner } from './runner/runner.ts';
import type { Look, Posted, ResultTaken } from './runner/work.ts';

/** Seconds, percent, and numbers of one vehicle: the settings of the same names. */
export type RemoteConfig = {
  wakeUpsPerMonth: number;
  remotesPerMinute: number;
  remotesPerDay: number;
  remoteBatteryMin: number;
  wakeUpTimeoutS: number;
  remoteTimeoutS: number;
  remoteTtlS: number;
};

export type RemoteDeps = Omit<RunnerDeps, 'rules'> & { database: Database };

export type RemoteActions = {
  /** Resolves when the action and its first steps have committed. Rejects where the database is away. */
  post(asked: NewRemoteAction): Promise<Posted>;
  /**
   * What a vehicle said about a command, undefined where it cannot be understood. Resolves after the commit: then it is
   * acknowledged, whatever became of it. Rejects where the database is away.
   */
  result(vehicleId: number, commandId: string, result: CommandResult | undefined): Promise<ResultTaken>;
  /** A vehicle listens for commands: from now on, or anew and may have missed some. Or it listens no more. */
  onPresence(vehicleId: number, isOnLine: boolean): void;
  /** A vehicle said something; cheap enough for every message. */
  onHeard(vehicleId: number): void;
  stop(): Promise<void>;
};

/** More results than this wait in the gateway. */
export class TooManyResultsError extends Error {
  override name = 'TooManyResultsError';
}

/** Commands to vehicles: each step is kept before it is seen outside, and what was begun goes on after a restart. */
export function createRemoteActions(config: RemoteConfig, deps: RemoteDeps): RemoteActions {
  const runner = startRunner({ ...deps, rules: rulesOf(config) });
  const watch = startWatch(runner, deps);
  return {
    async post(asked) {
      const answer = await runner.add({ kind: 'post', asked });
      return answer === undefined ? { refused: 'busy' } : (answer as Posted);
    },
    async result(vehicleId, publicId, result) {
      if (!result) return 'unreadable';
      const answer = await runner.add({ kind: 'result', vehicleId, publicId, result });
      if (answer === undefined) throw new TooManyResultsError('too many results wait');
      return answer as ResultTaken;
    },
    onPresence(vehicleId, isOnLine) {
      if (isOnLine && runner.outgoing.hasPending(vehicleId)) runner.hint(lookAt(vehicleId, { isBack: true }));
    },
    onHeard(vehicleId) {
      if (runner.outgoing.isAwaited(vehicleId)) runner.hint(lookAt(vehicleId));
    },
    async stop() {
      await watch.stop();
      await runner.stop();
    },
  };
}

function rulesOf(config: RemoteConfig): RunnerDeps['rules'] {
  const { wakeUpTimeoutS, remoteTimeoutS, remoteTtlS, remoteBatteryMin: batteryMin } = config;
  const [wakeUpMs, executionMs, ttlMs] = [wakeUpTimeoutS * 1000, remoteTimeoutS * 1000, remoteTtlS * 1000];
  return { limits: config, timing: { wakeUpMs, executionMs, ttlMs }, batteryMin };
}

function lookAt(vehicleId: number, how: Partial<Pick<Look, 'isBack' | 'isResumed'>> = {}): Look {
  return { kind: 'look', vehicleId, isBack: false, isResumed: false, ...how };
}

/** A time that has come is noticed so much later at most. */
const lookEveryMs = 250;
const atOnce = 2_000;
const afterFailureMs = 1_000;

type WatchDeps = { database: Database; clock: { now(): number }; log: Log };

/** Looks after what was begun before it started, then at what is due, and at vehicles that came unnoticed. */
function startWatch(runner: Runner, { database, clock, log }: WatchDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const rest = (ms: number) => waitOr(ms, stopping.signal);

  /** Every vehicle once; those that cannot be looked at now are when their time has come. */
  async function resume(): Promise<void> {
    for (let after = -1; !stopping.signal.aborted; ) {
      const vehicleIds = await findPendingVehicles(database, { after, limit: atOnce });
      await Promise.all(vehicleIds.map((vehicleId) => runner.add(lookAt(vehicleId, { isResumed: true }))));
      if (vehicleIds.length < atOnce) return;
      after = vehicleIds.at(-1) as number;
    }
  }

  async function turn(): Promise<void> {
    const due = await findDueVehicles(database, { now: clock.now(), limit: atOnce });
    for (const vehicleId of [...due, ...runner.outgoing.overlooked()]) runner.hint(lookAt(vehicleId));
  }

  async function untilDone(work: () => Promise<void>): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.warn({ err: error }, 'remote actions were not looked at; they are, in a moment');
        await rest(afterFailureMs);
      }
    }
  }

  const running = (async () => {
    await untilDone(resume);
    while (!stopping.signal.aborted) {
      await untilDone(turn);
      await rest(lookEveryMs);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
