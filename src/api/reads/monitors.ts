import { scopesNeeded } from '../../monitors/needs.ts';
import { countMonitorEvents, eventsKeptMs, listMonitorEvents } from '../../store/monitors/monitor-events.ts';
import {
  countMonitors,
  findMonitor,
  listMonitors,
  type MonitorPlace,
  type MonitorRow,
} from '../../store/monitors/monitors.ts';
import { type MonitorsAt, presentMonitor, presentMonitorEvent } from '../present/subscriptions/monitor.ts';
import { requireScopes } from '../shared/access/require-scope.ts';
import type { FleetAsk, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { filtersFrom, keysetPage } from '../shared/lists/page-of.ts';
import { keptUntil, readTimestamps } from '../shared/lists/timestamps.ts';
import { ownCallback } from './callbacks.ts';

/** On a vehicle of the user, or on a fleet. */
export type MonitorsAsk = VehicleAsk | FleetAsk;

/** Where the monitors of a request are, and where they are shown. */
export type Monitors = { place: MonitorPlace; at: MonitorsAt };

/** The monitors that the path is about. Throws `ApiError` where the caller has no such callback. */
export async function monitorsOf(ask: MonitorsAsk): Promise<Monitors> {
  const { clientId, access } = ask.caller;
  if ('fleet' in ask && ask.fleet) {
    const { fleetId, links } = ask.fleet;
    return { place: { clientId, fleetId }, at: { self: links.of('monitors'), fleet: links.fleet } };
  }
  const { vehicle } = ask as VehicleAsk;
  if (!access) throw new ApiError('noToken');
  const { callbackId, publicId } = await ownCallback(ask);
  const place = { clientId, userId: access.userId, vehicleId: vehicle.vehicleId, callbackId };
  return { place, at: { self: vehicle.at.links.of(`callbacks/${publicId}/monitors`) } };
}

/** The monitors of a vehicle and a callback, or of a fleet, in the order in which they were made. */
export async function readMonitors(ask: MonitorsAsk): Promise<object> {
  const { place, at } = await monitorsOf(ask);
  const { database } = ask.context;
  return keysetPage(ask, {
    self: at.self,
    key: 'monitors',
    count: () => countMonitors(database, place),
    read: (slice) => listMonitors(database, place, slice),
    keyOf: ({ monitorId }) => [0, String(monitorId)],
    present: (rows) => rows.map((row) => presentMonitor(row, at)),
  });
}

export async function readMonitor(ask: MonitorsAsk): Promise<object> {
  const monitors = await monitorsOf(ask);
  return presentMonitor(await ownMonitor(ask, monitors), monitors.at);
}

/** The monitor of the path. Throws `ApiError` where there is none of this id there. */
export async function ownMonitor(ask: MonitorsAsk, { place }: Monitors): Promise<MonitorRow> {
  const { mid } = ask.params;
  const found = isId(mid) && (await findMonitor(ask.context.database, place, mid));
  if (!found) throw new ApiError('noMonitor');
  return found;
}

/** What a monitor raised in the last 30 days, the newest first. */
export async function readMonitorEvents(ask: MonitorsAsk): Promise<object> {
  const { context, query, params } = ask;
  const monitors = await monitorsOf(ask);
  const { monitorId, parameter } = await ownMonitor(ask, monitors);
  requireSight(ask, parameter);
  const fleetId = 'fleetId' in monitors.place ? monitors.place.fleetId : undefined;
  const kept = keptUntil(context.clock.now(), eventsKeptMs);
  const filterOf = ({ timestamps }: { timestamps?: string[] }) => ({
    monitorId,
    fleetId,
    windows: timestamps && readTimestamps(timestamps, kept),
  });
  return keysetPage(ask, {
    self: `${monitors.at.self}/${params.mid}/events`,
    key: 'events',
    filters: filtersFrom(query, ['timestamps']),
    count: (filters) => countMonitorEvents(context.database, filterOf(filters)),
    read: (slice, filters) => listMonitorEvents(context.database, filterOf(filters), slice),
    keyOf: ({ at, id }) => [at, id],
    present: (rows) => rows.map(presentMonitorEvent),
  });
}

/** Events say what the vehicle told: only whoever may still see that is told of them. */
function requireSight(ask: MonitorsAsk, parameter: MonitorRow['parameter']): void {
  const { access } = ask.caller;
  if (!access) return;
  requireScopes(access.scopes, { requires: scopesNeeded(parameter) });
  if ((ask as VehicleAsk).vehicle.mode === 'Full') throw new ApiError('noData');
}
