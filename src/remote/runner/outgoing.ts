import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Command, FailureCause, RemoteRequest } from '../../model/remote.ts';
import type { VehicleLine, WakeUps } from '../../model/vehicle-line.ts';
import type { RemoteActionRow } from '../../store/remote/remote-actions.ts';
import { awakeMs } from '../machine/situation.ts';
import type { Reach } from './apply.ts';
import type { Effect } from './draft.ts';

type Deps = {
  vehicles: VehicleLine;
  wakeUps: WakeUps;
  /** A command in the words of an adapter; undefined where that has none for it. */
  encode(command: Command, language: string): Buffer | undefined;
  /** An action, or with it all that wait for the vehicle to wake, cannot go on. */
  onBroken(vehicleId: number, cause: FailureCause, publicId?: string): void;
  clock: Clock;
  log: Log;
};

/** Wake-ups that are under way at once; the others wait. */
const wakesMax = 64;

export type Outgoing = {
  reach: Reach;
  /** Does what was decided and is kept. */
  run(effects: readonly Effect[]): void;
  /** Actions that are not done, as they stand now: of others nothing is remembered. */
  remember(vehicleId: number, pending: readonly RemoteActionRow[]): void;
  /** Whether something of a vehicle's waits for it to be there. */
  isAwaited(vehicleId: number): boolean;
  hasPending(vehicleId: number): boolean;
  /** How many are not done, by what is waited for. */
  counts(): { waking: number; sent: number };
  /** Vehicles that are there although something waits for that, or whose time for something is over. */
  overlooked(): number[];
};

/** What goes out to vehicles, and what of it could not. */
export function createOutgoing(deps: Deps): Outgoing {
  const { vehicles, clock } = deps;
  const pending = new Map<number, readonly RemoteActionRow[]>();
  const unsent = new Set<string>();
  const wake = createWaker(deps);

  const isAwake = (vehicleId: number) =>
    vehicles.isOnLine(vehicleId) && clock.now() - (vehicles.lastHeardAt(vehicleId) ?? 0) < awakeMs;
  const isUnsent = (row: RemoteActionRow) => row.phase === 'sent' && unsent.has(row.publicId);
  const isAwaited = (vehicleId: number) =>
    pending.get(vehicleId)?.some((row) => row.phase === 'waking' || isUnsent(row)) ?? false;
  // One that was deleted with its callback is remembered until its time is over.
  const isOver = ({ dueAt = 0 }: RemoteActionRow) => clock.now() >= dueAt;
  const isThere = (row: RemoteActionRow) =>
    row.phase === 'waking' ? isAwake(row.vehicleId) : isUnsent(row) && vehicles.isOnLine(row.vehicleId);

  const reach: Reach = {
    isAwake,
    isOnLine: vehicles.isOnLine,
    isUnsent: (publicId) => unsent.has(publicId),
    canTell(vehicleId, request) {
      const language = vehicles.languageOf(vehicleId);
      return language === undefined || deps.encode(sample(request), language) !== undefined;
    },
  };

  async function send(row: RemoteActionRow): Promise<void> {
    const { vehicleId, publicId } = row;
    const isOut = await trySend(deps, row);
    const isPending = pending.get(vehicleId)?.some((one) => one.publicId === publicId) ?? false;
    if (isOut || !isPending) unsent.delete(publicId);
    else unsent.add(publicId);
  }

  return {
    reach,
    run(effects) {
      const sleepers = new Map<number, RemoteActionRow>();
      for (const { kind, row } of effects) {
        if (kind === 'wake') sleepers.set(row.vehicleId, row);
        else void send(row);
      }
      for (const row of sleepers.values()) wake(row);
    },
    remember(vehicleId, rows) {
      for (const { publicId } of pending.get(vehicleId) ?? [])
        if (!rows.some((row) => row.publicId === publicId)) unsent.delete(publicId);
      if (rows.length > 0) pending.set(vehicleId, rows);
      else pending.delete(vehicleId);
    },
    isAwaited,
    hasPending: (vehicleId) => pending.has(vehicleId),
    counts() {
      const counts = { waking: 0, sent: 0 };
      for (const rows of pending.values())
        for (const { phase } of rows) if (phase !== 'done') counts[phase] += 1;
      return counts;
    },
    overlooked: () =>
      [...pending].flatMap(([vehicleId, rows]) =>
        rows.some((row) => isOver(row) || isThere(row)) ? [vehicleId] : [],
      ),
  };
}

const sample = ({ type, body }: RemoteRequest): Command => ({ id: '0', type, body, expiresAt: 0 });

/** Whether it went out. What would come too late is not sent: the clock ends it. */
async function trySend(
  { vehicles, encode, onBroken, clock, log }: Deps,
  { vehicleId, publicId, request, dueAt, expiresAt }: RemoteActionRow,
): Promise<boolean> {
  const until = Math.min(dueAt ?? expiresAt, expiresAt);
  const language = vehicles.languageOf(vehicleId);
  if (clock.now() >= until || language === undefined) return false;
  try {
    const { type, body } = request;
    const payload = encode({ id: publicId, type, body, expiresAt: until }, language);
    if (payload) return await vehicles.send(vehicleId, payload);
    onBroken(vehicleId, 'WrongCommand', publicId);
  } catch (error) {
    log.error({ err: error }, 'a command could not be sent');
    onBroken(vehicleId, 'GeneralError', publicId);
  }
  return false;
}

/** Wakes vehicles, so many at once. */
function createWaker({ wakeUps, onBroken, clock, log }: Deps): (row: RemoteActionRow) => void {
  const waiting = new Map<number, RemoteActionRow>();
  let underWay = 0;

  /** None twice, and none whose time is over. */
  function take(): RemoteActionRow | undefined {
    for (const [vehicleId, row] of waiting) {
      waiting.delete(vehicleId);
      if (clock.now() < (row.dueAt ?? 0)) return row;
    }
    return undefined;
  }

  async function work(): Promise<void> {
    underWay += 1;
    for (let row = take(); row; row = take()) {
      const { vehicleId, vin, wakeUpChannel: channel } = row;
      await wakeUps.wake({ vehicleId, vin, ...(channel ? { channel } : {}) }).catch((error) => {
        log.warn({ err: error }, 'a wake-up could not be sent');
        onBroken(vehicleId, 'GeneralError');
      });
    }
    underWay -= 1;
  }

  return (row) => {
    waiting.set(row.vehicleId, row);
    if (underWay < wakesMax) void work();
  };
}
