import type { Registry } from 'prom-client';
import { encodeCommand } from './adapters/commands.ts';
import { type Commanding, openWakeUps } from './commanding.ts';
import type { Settings } from './config/settings.ts';
import type { MqttGateway } from './gateway/mqtt.ts';
import type { StateCache } from './ingest/state-cache.ts';
import { findStatesIn, type ReadKnownStates } from './known-states.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { createUndo } from './lib/undo.ts';
import { createRemoteActions, type RemoteActions } from './remote/actions.ts';
import { type ChargeLimits, createChargeLimits } from './remote/charge-limit/charge-limits.ts';
import type { Database } from './store/database.ts';
import { createRemoteTransactions, openRemotePool } from './store/remote/remote-transaction.ts';

type Parts = {
  database: Database;
  readStates: ReadKnownStates;
  cache: StateCache;
  commanding: Commanding;
  gateway: MqttGateway;
  metrics: Registry;
  /** For these callbacks there is something new to be told. */
  wakeDeliveries(callbackIds: readonly number[]): void;
};

type Deps = { clock: Clock; log: Log; undo: ReturnType<typeof createUndo> };

/** What asks vehicles to do something: applications, and the charge limits of users. */
export type Asking = {
  remotes: RemoteActions;
  chargeLimits: ChargeLimits;
  /** Whether a vehicle takes commands now. */
  isListening(vehicleId: number): boolean;
};

/** Starts to command vehicles, with what was begun before the start. */
export function openRemotes(
  settings: Settings,
  { database, readStates, cache, commanding, gateway, metrics, wakeDeliveries }: Parts,
  { clock, log, undo }: Deps,
): Asking {
  const findStates = findStatesIn(readStates, database, cache);
  const vehicles = commanding.by(gateway);
  const wakeUps = undo.later(openWakeUps(settings, { gateway, clock, log }));
  const transactions = undo.later(createRemoteTransactions(openRemotePool({ url: database.url, log })));
  const remotes = undo.later(
    createRemoteActions(settings, {
      ...{ database, transactions, findStates, wakeUps, wakeDeliveries, metrics, clock, log },
      vehicles,
      encode: encodeCommand,
    }),
  );
  commanding.follow(remotes);
  const findState = async (vehicleId: number) => (await findStates([vehicleId])).get(vehicleId);
  const chargeLimits = undo.later(
    createChargeLimits({ database, post: remotes.post, findState, clock, log }),
  );
  return { remotes, chargeLimits, isListening: vehicles.isOnLine };
}
