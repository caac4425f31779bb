import { covers } from '../../auth/scopes.ts';
import type { Subscribe } from '../../model/monitor.ts';
import { type RemoteType, remoteTypes } from '../../model/remote.ts';
import { scopeOf } from '../../remote/requests/types.ts';
import {
  countRemotes,
  findRemote,
  listRemotes,
  type RemotePlace,
  remoteKey,
} from '../../store/remote/remote-lists.ts';
import { presentRemote, type RemotesAt } from '../present/subscriptions/remote.ts';
import { requireScopes } from '../shared/access/require-scope.ts';
import type { Caller, SeenFleet, VehicleAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import { isId } from '../shared/is-id.ts';
import { keysetPage } from '../shared/lists/page-of.ts';
import { callbacksAt, ownCallback } from './callbacks.ts';

/** On the fleet owner's face the vehicle is one of a fleet. */
export type RemotesAsk = VehicleAsk & { fleet?: SeenFleet };

/** Where the remote actions of a request are, where they are shown, and how their callback is. */
export type Remotes = { place: RemotePlace; at: RemotesAt; subscribe: Subscribe };

/** The remote actions that the path is about. Throws `ApiError` where the caller has no such callback. */
export async function remotesOf(ask: RemotesAsk): Promise<Remotes> {
  const { vehicle } = ask;
  const { callbackId, publicId, subscribe } = await ownCallback(ask);
  const { self: callbacks, fleet } = callbacksAt(ask);
  const at = {
    self: vehicle.at.links.of(`callbacks/${publicId}/remotes`),
    callback: `${callbacks}/${publicId}`,
    ...(fleet === undefined ? {} : { fleet }),
  };
  return { place: { vehicleId: vehicle.vehicleId, callbackId }, at, subscribe };
}

/** The actions that were asked of a vehicle through a callback, the oldest first: of those that the token could ask for. */
export async function readRemotes(ask: RemotesAsk): Promise<object> {
  const { place, at } = await remotesOf(ask);
  const { database } = ask.context;
  const filter = { ...place, types: typesFor(ask.caller) };
  return keysetPage(ask, {
    self: at.self,
    key: 'remoteActions',
    count: () => countRemotes(database, filter),
    read: (slice) => listRemotes(database, filter, slice),
    keyOf: remoteKey,
    present: (rows) => rows.map((row) => presentRemote(row, at)),
  });
}

export async function readRemote(ask: RemotesAsk): Promise<object> {
  const { place, at } = await remotesOf(ask);
  const { rid } = ask.params;
  const found = isId(rid) && (await findRemote(ask.context.database, place, rid));
  if (!found) throw new ApiError('noRemote');
  requireScopeOf(found.type, ask.caller);
  return presentRemote(found, at);
}

/** Throws `ApiError` 403 unless the token opens actions of a type. */
export function requireScopeOf(type: RemoteType, { access }: Caller): void {
  const scope = scopeOf(type);
  if (access && scope !== undefined) requireScopes(access.scopes, { requires: [scope] });
}

function typesFor({ access }: Caller): RemoteType[] {
  if (!access) return [...remoteTypes];
  return remoteTypes.filter((type) => {
    const scope = scopeOf(type);
    return scope !== undefined && covers(access.scopes, scope);
  });
}
