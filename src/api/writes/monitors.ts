import { newSigningSecret } from '../../lib/secrets.ts';
import type { MonitorParameter, Subscribe } from '../../model/monitor.ts';
import { scopesNeeded } from '../../monitors/needs.ts';
import { readMonitorParameter } from '../../monitors/parameter/read-monitor-parameter.ts';
import { addFleetMonitor, addUserMonitor } from '../../store/monitors/add-monitor.ts';
import { deleteMonitor, replaceMonitor, setMonitorStatus } from '../../store/monitors/monitors.ts';
import { presentMonitorRef } from '../present/subscriptions/monitor.ts';
import { type Monitors, monitorsOf, ownMonitor } from '../reads/monitors.ts';
import { requireScopes } from '../shared/access/require-scope.ts';
import type { FleetAsk, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import type { WithBody } from '../shared/write.ts';
import { nowOf } from './callbacks.ts';
import { faultsError } from './faults.ts';
import { requireFit } from './fit.ts';
import { statusFrom } from './status.ts';

/** On a vehicle, of one client and user. */
export const userMonitorsMax = 5;
/** On a fleet. */
export const fleetMonitorsMax = 100;

type MonitorsAsk = WithBody<VehicleAsk> | WithBody<FleetAsk>;

/** On a vehicle of the user, told through one of the user's callbacks. */
export async function createMonitor(ask: WithBody<VehicleAsk>): Promise<object> {
  const monitors = await monitorsOf(ask);
  const { place, at } = monitors;
  if ('fleetId' in place) throw new ApiError('noVehicle');
  const { parameter, scopes } = parameterFrom(ask);
  const check = (subscribe: Subscribe) => requireFit(subscribe, parameter);
  const monitor = { parameter, scopes, check, max: userMonitorsMax, now: nowOf(ask) };
  const row = await addUserMonitor(ask.context.database, place, monitor);
  if (row === 'full') throw new ApiError('tooManyMonitors', `${userMonitorsMax} on this vehicle`);
  // Whatever else may have gone since the request came in, this has gone with it.
  if (!row) throw new ApiError('noCallback');
  tellWatched(ask, monitors);
  return presentMonitorRef(row, at);
}

/** On a fleet, with a webhook of its own; the answer holds the secret that signs what is sent there: it is told once. */
export async function createFleetMonitor(ask: WithBody<FleetAsk>): Promise<object> {
  const monitors = await monitorsOf(ask);
  const { place, at } = monitors;
  if (!('fleetId' in place)) throw new ApiError('noFleet');
  const { parameter } = parameterFrom(ask);
  const secret = newSigningSecret();
  const subscribe = inlineSubscribe(parameter);
  const monitor = { parameter, scopes: [], subscribe, secret, max: fleetMonitorsMax, now: nowOf(ask) };
  const row = await addFleetMonitor(ask.context.database, place, monitor);
  if (row === 'full') throw new ApiError('tooManyMonitors', `${fleetMonitorsMax} on this fleet`);
  if (!row) throw new ApiError('noFleet');
  tellWatched(ask, monitors);
  return presentMonitorRef(row, at, secret);
}

/** The whole of it anew: what was known of the old form counts for nothing. */
export async function updateMonitor(ask: MonitorsAsk): Promise<object> {
  const monitors = await monitorsOf(ask);
  const { publicId } = await ownMonitor(ask, monitors);
  const { parameter, scopes } = parameterFrom(ask);
  const isOfFleet = 'fleetId' in monitors.place;
  const row = await replaceMonitor(ask.context.database, monitors.place, {
    publicId,
    parameter,
    scopes,
    now: nowOf(ask),
    check: (subscribe) => requireFit(subscribe, parameter),
    ...(isOfFleet ? { subscribe: inlineSubscribe(parameter) } : {}),
  });
  if (!row) throw new ApiError('noMonitor');
  tellWatched(ask, monitors);
  return presentMonitorRef(row, monitors.at);
}

export async function updateMonitorStatus(ask: MonitorsAsk): Promise<object> {
  const monitors = await monitorsOf(ask);
  const { publicId } = await ownMonitor(ask, monitors);
  const change = { publicId, status: statusFrom(ask.body), now: nowOf(ask) };
  const row = await setMonitorStatus(ask.context.database, monitors.place, change);
  if (!row) throw new ApiError('noMonitor');
  tellWatched(ask, monitors);
  return presentMonitorRef(row, monitors.at);
}

export async function removeMonitor(ask: MonitorsAsk): Promise<undefined> {
  const monitors = await monitorsOf(ask);
  const { publicId } = await ownMonitor(ask, monitors);
  const isDone = await deleteMonitor(ask.context.database, monitors.place, publicId);
  if (!isDone) throw new ApiError('noMonitor');
  tellWatched(ask, monitors);
}

/** What is asked for, if the token may see all that it looks at; `scopes` are what the monitor may see. Throws `ApiError`. */
function parameterFrom({ face, body, caller }: MonitorsAsk) {
  const read = readMonitorParameter(face.name, body);
  if ('faults' in read) throw faultsError(read.faults);
  const { parameter } = read;
  const { access } = caller;
  if (access) requireScopes(access.scopes, { requires: scopesNeeded(parameter) });
  return { parameter, scopes: access?.granted ?? [] };
}

/** The webhook that a fleet's monitor brings along, as a callback. */
function inlineSubscribe({ label, subscribeParam }: MonitorParameter): Subscribe {
  const { callback, retryPolicy, batchNotify } = subscribeParam ?? {};
  if (!callback) throw new Error('a monitor of a fleet without a callback was taken for a good one');
  return {
    label,
    callback,
    ...(retryPolicy ? { retryPolicy } : {}),
    ...(batchNotify ? { batchNotify } : {}),
  };
}

/** Whoever watches is to read the monitors anew. */
function tellWatched({ context }: MonitorsAsk, { place }: Monitors): void {
  context.onMonitorsChanged(
    'fleetId' in place ? { fleetId: place.fleetId } : { vehicleIds: [place.vehicleId] },
  );
}
