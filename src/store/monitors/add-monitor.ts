import { sql } from 'kysely';
import type { Subscribe } from '../../model/monitor.ts';
import type { Database } from '../database.ts';
import { insertCallback } from './callbacks.ts';
import { holdCallback, insertMonitor, type MonitorRow, type NewMonitor } from './monitors.ts';
import { addFor } from './subscriptions.ts';

/** `full` where there are as many as there may be; undefined where what it would be for is gone. */
type Added = MonitorRow | 'full' | undefined;

type OnVehicle = { clientId: string; userId: number; vehicleId: number; callbackId: number };

/** Adds a monitor on a vehicle of a user; `max` for each vehicle, client and user. `check` throws where the callback does not fit. */
export function addUserMonitor(
  database: Database,
  { clientId, userId, vehicleId, callbackId }: OnVehicle,
  { max, check, ...monitor }: NewMonitor & { max: number; check(subscribe: Subscribe): void },
): Promise<Added> {
  return addFor(database, { clientId, userId }, async (inside) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from monitors
      where vehicle_id = ${vehicleId} and client_id = ${clientId} and user_id = ${userId}`.execute(
      inside.query,
    );
    if ((rows[0]?.count ?? 0) >= max) return 'full';
    if (!(await holdCallback(inside, callbackId, check))) return undefined;
    return insertMonitor(inside, { clientId, userId, vehicleId, callbackId }, monitor);
  });
}

type OnFleet = { clientId: string; fleetId: number };

/** Adds a monitor on a fleet with its inline webhook; `max` for each fleet. */
export function addFleetMonitor(
  database: Database,
  place: OnFleet,
  { max, subscribe, secret, ...monitor }: NewMonitor & { max: number; subscribe: Subscribe; secret: string },
): Promise<Added> {
  return addFor(database, place, async (inside) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from monitors where fleet_id = ${place.fleetId}`.execute(inside.query);
    if ((rows[0]?.count ?? 0) >= max) return 'full';
    const webhook = { kind: 'monitor', subscribe, secret, now: monitor.now } as const;
    const { callbackId } = await insertCallback(inside, place, webhook);
    return insertMonitor(inside, { ...place, callbackId }, monitor);
  });
}
