import type { FaceContext } from './face-context.ts';
import { labelOf, nowhere } from './face-remotes.ts';
import { allPages, listVehicles } from './lists.ts';
import {
  type Brief,
  type Callback,
  type Delivery,
  type DryRun,
  type Listed,
  type Monitor,
  type MonitorBody,
  type MonitorEvent,
  type Page,
  pageOf,
  type Running,
} from './model.ts';

/** Where a monitor is made: with a driver of a vehicle through a callback, with a fleet owner of a fleet. */
export type MonitorPlace = { vehicle: string; callback: string } | { fleet: string };

export type Made = { monitorId: string; status: string; secret?: string };
const listMost = 500;
export const watchLabel = 'Roadwire console, monitors';

/** Monitors and what became of what they tell. `at` and `deliveriesAt` are those of `Monitor`, or of `callbackAt`. */
export function monitorCalls(context: FaceContext) {
  const { ask, vehicle } = context;
  const placeOf = (place: MonitorPlace) =>
    'fleet' in place
      ? `/fleets/${encodeURIComponent(place.fleet)}/monitors`
      : `${vehicle(place.vehicle)}/callbacks/${encodeURIComponent(place.callback)}/monitors`;
  return {
    monitors: (signal?: AbortSignal) => listMonitors(context, placeOf, signal),
    createMonitor: (place: MonitorPlace, body: MonitorBody) =>
      ask<Made>(placeOf(place), { method: 'POST', body }),
    updateMonitor: (at: string, body: MonitorBody) => ask<Made>(at, { method: 'PUT', body }),
    setMonitorStatus: (at: string, status: Running) =>
      ask<Made>(`${at}/status`, { method: 'PUT', body: { status } }),
    deleteMonitor: (at: string) => ask<undefined>(at, { method: 'DELETE' }),
    /** The newest first. */
    monitorEvents: async (at: string, signal?: AbortSignal): Promise<Page<MonitorEvent>> =>
      pageOf(await ask<Listed>(`${at}/events`, { signal })),
    /** What such a monitor would have raised in the last days. */
    dryRun: (
      place: MonitorPlace,
      body: MonitorBody,
      { days, signal }: { days: number; signal?: AbortSignal },
    ) => ask<DryRun>(`${placeOf(place)}/dry-run`, { method: 'POST', query: { days }, body, signal }),
    deliveries: async (at: string, signal?: AbortSignal): Promise<Page<Delivery>> =>
      pageOf(await ask<Listed>(`${at}/deliveries`, { signal })),
    delivery: (at: string, nid: string, signal?: AbortSignal) =>
      ask<Delivery>(`${at}/deliveries/${encodeURIComponent(nid)}`, { signal }),
    redeliver: (at: string, nid: string) =>
      ask<{ redelivered: number }>(`${at}/deliveries/${encodeURIComponent(nid)}/redeliver`, {
        method: 'POST',
      }),
    redeliverAll: (at: string) =>
      ask<{ redelivered: number }>(`${at}/deliveries/redeliver`, { method: 'POST' }),
    ping: (at: string) => ask<Delivery>(`${at}/ping`, { method: 'POST' }),
    renewSecret: (at: string) =>
      ask<{ secret: string; previousUntil: string }>(`${at}/secret`, { method: 'POST' }),
    /** Callbacks of the user; drivers alone, as monitors of a fleet have webhooks of their own. */
    callbacks: (signal?: AbortSignal): Promise<Callback[]> => listCallbacks(context, signal),
    callbackAt: (cbid: string) => `/user/callbacks/${encodeURIComponent(cbid)}`,
    createCallback: (body: unknown) =>
      ask<{ callbackId: string; secret?: string }>('/user/callbacks', { method: 'POST', body }),
    setCallbackStatus: (at: string, status: Running) =>
      ask(`${at}/status`, { method: 'PUT', body: { status } }),
    /** Id of the console's own callback for monitors: it rests, so that events are kept and nothing is sent. */
    watchCallback: async (): Promise<string> => {
      const own = (await listCallbacks(context)).find((one) => labelOf(one) === watchLabel);
      if (own) return own.id;
      const callback = { webhook: { name: watchLabel, target: nowhere } };
      const body = { label: watchLabel, type: ['Monitor'], callback };
      const made = await ask<{ callbackId: string }>('/user/callbacks', { method: 'POST', body });
      const at = `/user/callbacks/${encodeURIComponent(made.callbackId)}/status`;
      await ask(at, { method: 'PUT', body: { status: 'Paused' } });
      return made.callbackId;
    },
    deleteCallback: (at: string) => ask<undefined>(at, { method: 'DELETE' }),
  };
}

async function listCallbacks({ ask, kind }: FaceContext, signal?: AbortSignal): Promise<Callback[]> {
  if (kind === 'fleetOwner') return [];
  return allPages<Callback>(ask, '/user/callbacks', { most: listMost, signal });
}

type Bare = Omit<Monitor, 'at' | 'deliveriesAt'>;

async function listMonitors(
  context: FaceContext,
  placeOf: (place: MonitorPlace) => string,
  signal?: AbortSignal,
): Promise<Monitor[]> {
  const read = async (place: MonitorPlace, more: { vehicle?: string; fleet?: Brief; callback?: string }) => {
    const bare = await allPages<Bare>(context.ask, placeOf(place), { most: listMost, signal });
    return bare.map((monitor) => {
      const at = `${placeOf(place)}/${encodeURIComponent(monitor.monitorId)}`;
      const { callback, ...of } = more;
      const deliveriesAt = callback === undefined ? at : `/user/callbacks/${encodeURIComponent(callback)}`;
      return { ...monitor, ...of, at, deliveriesAt };
    });
  };
  if (context.kind === 'fleetOwner') {
    const fleets = await context.fleets();
    return (await Promise.all(fleets.map((fleet) => read({ fleet: fleet.id }, { fleet })))).flat();
  }
  const [vehicles, callbacks] = await Promise.all([
    listVehicles(context, signal),
    listCallbacks(context, signal),
  ]);
  const pairs = vehicles.flatMap(({ key }) => callbacks.map(({ id }) => ({ vehicle: key, callback: id })));
  return (await Promise.all(pairs.map((pair) => read(pair, pair)))).flat();
}
