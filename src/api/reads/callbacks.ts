import type { Subscribe } from '../../model/monitor.ts';
import { type CallbackRow, listCallbacks } from '../../store/monitors/callbacks.ts';
import type { Subscriber } from '../../store/monitors/subscriptions.ts';
import { type CallbacksAt, presentCallback } from '../present/subscriptions/callback.ts';
import type { Ask, FleetAsk, SeenFleet, UserAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { filtersFrom, pageOf } from '../shared/lists/page-of.ts';

/** The callbacks of a user, or those of a fleet for remote actions. */
export async function readCallbacks(ask: UserAsk | FleetAsk): Promise<object> {
  const at = callbacksAt(ask);
  const all = await listCallbacks(ask.context.database, subscriberOf(ask));
  return pageOf(ask, {
    self: at.self,
    key: 'callbacks',
    filters: filtersFrom(ask.query, ['types']),
    items: ({ types }) => (types ? all.filter(({ subscribe }) => isOfAny(subscribe, types)) : all),
    present: (row) => presentCallback(row, at),
  });
}

/** Without a type a callback is of all. */
function isOfAny({ type, remoteTypes }: Subscribe, wanted: readonly string[]): boolean {
  const own: readonly string[] | undefined = type ?? remoteTypes;
  return own === undefined || own.some((one) => wanted.includes(one));
}

export async function readCallback(ask: UserAsk | FleetAsk): Promise<object> {
  return presentCallback(await ownCallback(ask), callbacksAt(ask));
}

/** Whose callbacks and monitors a request is about. */
export function subscriberOf({ caller, fleet }: Ask & { fleet?: SeenFleet }): Subscriber {
  const { clientId, access } = caller;
  if (fleet) return { clientId, fleetId: fleet.fleetId };
  if (!access) throw new ApiError('noToken');
  return { clientId, userId: access.userId };
}

export function callbacksAt({ context, fleet }: Ask & { fleet?: SeenFleet }): CallbacksAt {
  if (!fleet) return { self: `${context.links().b2c.user}/callbacks` };
  return { self: fleet.links.of('remote/callbacks'), fleet: fleet.links.fleet };
}

/** The callback of the path. Throws `ApiError` where the caller has none of this id. */
export async function ownCallback(ask: Ask & { fleet?: SeenFleet }): Promise<CallbackRow> {
  const { cbid } = ask.params;
  const found =
    isId(cbid) && (await ask.context.findCallback({ subscriber: subscriberOf(ask), publicId: cbid }));
  if (!found) throw new ApiError('noCallback');
  return found;
}
