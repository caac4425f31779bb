import type { FaceContext } from './face-context.ts';
import { allPages } from './lists.ts';
import {
  type Callback,
  type ChargeLimit,
  type ChargeLimitEvent,
  type Listed,
  type Page,
  pageOf,
  type Remote,
  type RemoteAction,
  type Sent,
} from './model.ts';

/**
 * The console reads what becomes of its actions, so nothing has to be told of them: its callback rests. No such name
 * can ever exist (RFC 2606).
 */
export const nowhere = 'https://console.invalid/';
export const ownLabel = 'Roadwire console';
/** A fleet's callback says for which actions it is. */
const remoteTypes = [
  'ThermalPreconditioning',
  'ElectricBatteryChargingRequest',
  'Doors',
  'Horn',
  'Lights',
  'WakeUp',
  'Navigation',
  'Immobilization',
  'Stolen',
] as const;
const historyMost = 2000;

/** Remote actions, the callbacks that they need, and the charge limit of the user's own vehicles. */
export function remoteCalls({ ask, vehicle, callbacks, kind }: FaceContext) {
  const path = (key: string, cbid: string) => `${vehicle(key)}/callbacks/${encodeURIComponent(cbid)}/remotes`;
  const limit = (key: string) => `${vehicle(key)}/chargeLimit`;
  const remoteCallbacks = async (key: string, signal?: AbortSignal): Promise<Callback[]> => {
    const { items } = pageOf<Callback>(await ask<Listed>(callbacks(key), { signal }));
    return items.filter((one) => kind === 'fleetOwner' || typesOf(one).includes('Remote'));
  };
  return {
    remoteCallbacks,
    /** Id of the console's own callback, which is made where it is not there yet. */
    consoleCallback: async (key: string): Promise<string> => {
      const own = (await remoteCallbacks(key)).find((one) => labelOf(one) === ownLabel);
      if (own) return own.id;
      const webhook = { name: ownLabel, target: nowhere };
      const types = kind === 'driver' ? { type: ['Remote'] } : { remoteTypes };
      const body = { label: ownLabel, ...types, callback: { webhook } };
      const made = await ask<{ callbackId: string }>(callbacks(key), { method: 'POST', body });
      const at = `${callbacks(key)}/${encodeURIComponent(made.callbackId)}/status`;
      await ask(at, { method: 'PUT', body: { status: 'Paused' } });
      return made.callbackId;
    },
    /** Asked for; what comes of it is to be read. `key` of idempotency: a UUID made once for each press. */
    sendRemote: (
      key: string,
      cbid: string,
      { body, idempotencyKey }: { body: Remote; idempotencyKey: string },
    ) => ask<Sent>(path(key, cbid), { method: 'POST', body, headers: { 'idempotency-key': idempotencyKey } }),
    /** Every action of the last 30 days, the oldest first. */
    remotes: (key: string, cbid: string, signal?: AbortSignal): Promise<RemoteAction[]> =>
      allPages<RemoteAction>(ask, path(key, cbid), { most: historyMost, signal }),
    remote: (key: string, { cbid, rid }: { cbid: string; rid: string }, signal?: AbortSignal) =>
      ask<RemoteAction>(`${path(key, cbid)}/${encodeURIComponent(rid)}`, { signal }),
    chargeLimit: (key: string, signal?: AbortSignal) => ask<ChargeLimit>(limit(key), { signal }),
    setChargeLimit: (key: string, percent: number) =>
      ask<ChargeLimit>(limit(key), { method: 'PUT', body: { percent } }),
    removeChargeLimit: (key: string) => ask<undefined>(limit(key), { method: 'DELETE' }),
    chargeLimitEvents: async (key: string, signal?: AbortSignal): Promise<Page<ChargeLimitEvent>> =>
      pageOf(await ask<Listed>(`${limit(key)}/events`, { signal })),
  };
}

type Told = { label?: string; subscribe?: { label?: string; type?: string[] } };

/** Where the two faces put the label. */
export const labelOf = (callback: Callback) =>
  (callback as Told).label ?? (callback as Told).subscribe?.label;
const typesOf = (callback: Callback) => (callback as Told).subscribe?.type ?? ['Remote', 'Monitor'];
