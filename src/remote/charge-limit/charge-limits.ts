import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { RemoteRequest } from '../../model/remote.ts';
import type { VehicleState } from '../../model/vehicle-state.ts';
import type { Database } from '../../store/database.ts';
import {
  addChargeLimitEvent,
  listChargeLimits,
  type SetChargeLimit,
} from '../../store/remote/charge-limits.ts';
import type { RemoteActions } from '../actions.ts';
import { type Charge, chargeOf, mayReach, shouldStop } from './should-stop.ts';

type Deps = {
  database: Database;
  /** The committed state of a vehicle. */
  findState(vehicleId: number): Promise<VehicleState | undefined>;
  post: RemoteActions['post'];
  clock: Clock;
  log: Log;
};

/** What a vehicle's state was and is, as committed. */
export type StateChange = { vehicleId: number; before?: VehicleState; state: VehicleState };

export type ChargeLimits = {
  /** Vehicles have told something: cheap where none of them is being charged. */
  onStates(changes: Iterable<StateChange>): void;
  /** A limit was set: a charge may be beyond it already. */
  onSet(vehicleId: number): void;
  /** Resolves when what is under way has been asked for. */
  stop(): Promise<void>;
};

/** Vehicles that are looked up at once. */
const bite = 500;
/** Vehicles that wait to be looked up; of more, those that charge on are seen with their next percent. */
const waitingMax = 100_000;
/** A vehicle that was busy with another request to charge is asked again so much later. */
const againMs = 30_000;

type Reached = { before: Charge | undefined; after: Charge; privacy: 'None' | 'Geolocation' | 'Full' };

const stopCharge: RemoteRequest = {
  type: 'ElectricBatteryChargingRequest',
  body: { charging: { immediate: false } },
  label: 'Charge limit',
};

/**
 * Stops charges at the limits that users have set, by a remote action in the name of the application that set it. It is
 * looked up beside the intake, after the commit; what a crash loses comes again with the next percent.
 */
export function createChargeLimits(deps: Deps): ChargeLimits {
  const waiting = new Map<number, Reached>();
  /** Vehicles that were busy, and until when nothing is asked of them again; in epoch milliseconds. */
  const busy = new Map<number, number>();
  let isStopping = false;
  let running: Promise<void> | undefined;
  let reading = Promise.resolve();

  async function run(): Promise<void> {
    while (waiting.size > 0 && !isStopping) {
      const some = new Map([...waiting].slice(0, bite));
      for (const vehicleId of some.keys()) waiting.delete(vehicleId);
      await look({ ...deps, busy }, some).catch((error) =>
        deps.log.error({ err: error }, 'charge limits were not looked at'),
      );
    }
    running = undefined;
  }

  function goOn(): void {
    if (waiting.size > 0 && !isStopping) running ??= run();
  }

  async function readAnew(vehicleId: number): Promise<void> {
    try {
      const state = isStopping ? undefined : await deps.findState(vehicleId);
      if (state) note(waiting, { vehicleId, was: undefined, state });
      goOn();
    } catch (error) {
      deps.log.error({ err: error }, 'a charge limit that was set was not looked at');
    }
  }

  return {
    onStates(changes) {
      for (const { vehicleId, before, state } of changes) {
        const isDue = busy.size > 0 && deps.clock.now() >= (busy.get(vehicleId) ?? Infinity);
        if (isDue) busy.delete(vehicleId);
        note(waiting, { vehicleId, was: isDue ? undefined : chargeOf(before), state });
      }
      goOn();
    },
    onSet(vehicleId) {
      reading = reading.then(() => readAnew(vehicleId));
    },
    async stop() {
      isStopping = true;
      await reading;
      await running;
    },
  };
}

type Noted = Pick<StateChange, 'vehicleId' | 'state'> & { was: Charge | undefined };

function note(waiting: Map<number, Reached>, { vehicleId, was, state }: Noted): void {
  const is = chargeOf(state);
  if (!is || !mayReach(was, is)) return;
  const known = waiting.get(vehicleId);
  if (!known && waiting.size >= waitingMax) return;
  const privacy = state.projections.status?.privacy?.value.state ?? 'None';
  waiting.set(vehicleId, { before: known ? known.before : was, after: is, privacy });
}

type LookDeps = Deps & { busy: Map<number, number> };

/** Of several limits of a vehicle that are reached the lowest counts: there is one charge to stop. */
async function look(deps: LookDeps, vehicles: ReadonlyMap<number, Reached>): Promise<void> {
  const limits = await listChargeLimits(deps.database, [...vehicles.keys()]);
  const asked = new Map<number, Promise<void>>();
  for (const limit of limits) {
    const { vehicleId, percent } = limit;
    const reached = vehicles.get(vehicleId);
    if (!reached || asked.has(vehicleId)) continue;
    if (!shouldStop(reached.before, reached.after, percent)) continue;
    asked.set(vehicleId, askToStop(deps, limit, reached));
  }
  for (const done of await Promise.allSettled(asked.values()))
    if (done.status === 'rejected') deps.log.error({ err: done.reason }, 'a charge was not stopped');
}

async function askToStop(deps: LookDeps, limit: SetChargeLimit, { after, privacy }: Reached): Promise<void> {
  const { vehicleId, callbackId, userId, clientId, percent } = limit;
  const at = new Date(deps.clock.now());
  const subscriber = { clientId, userId };
  const posted = await deps.post({ vehicleId, callbackId, subscriber, request: stopCharge });
  if ('refused' in posted) {
    deps.log.warn({ vehicleId, refused: posted.refused }, 'a charge was not stopped at its limit');
    return;
  }
  const { publicId: remoteActionId, step } = posted.action;
  if (step.failureCause === 'SameActionInProgress' && deps.busy.size < waitingMax)
    deps.busy.set(vehicleId, at.getTime() + againMs);
  const event = { userId, vehicleId, at, level: after.level, percent, privacy, remoteActionId, step };
  await addChargeLimitEvent(deps.database, event);
}
