import { newSigningSecret } from '../../lib/secrets.ts';
import type { MonitorParameter, Subscribe } from '../../model/monitor.ts';
import { readSubscribe } from '../../monitors/parameter/read-subscribe.ts';
import {
  addCallback,
  deleteCallback,
  listWatched,
  replaceCallback,
  setCallbackStatus,
} from '../../store/monitors/callbacks.ts';
import { presentCallbackRef } from '../present/subscriptions/callback.ts';
import { callbacksAt, ownCallback, subscriberOf } from '../reads/callbacks.ts';
import type { Ask, FleetAsk, UserAsk } from '../shared/ask.ts';
import { ApiError } from '../shared/errors.ts';
import type { WithBody } from '../shared/write.ts';
import { faultsError } from './faults.ts';
import { requireFit } from './fit.ts';
import { statusFrom } from './status.ts';

/** How many a client may have with a user, or on a fleet. */
export const callbacksMax = 50;

type CallbackAsk = WithBody<UserAsk> | WithBody<FleetAsk>;

/** The answer holds the secret that signs what is sent: it is told once. */
export async function createCallback(ask: CallbackAsk): Promise<object> {
  const secret = newSigningSecret();
  const callback = { subscribe: subscribeFrom(ask), secret, max: callbacksMax, now: nowOf(ask) };
  const row = await addCallback(ask.context.database, subscriberOf(ask), callback);
  if (row === 'full') throw new ApiError('tooManyCallbacks', String(callbacksMax));
  // Whom it was for has gone, or has withdrawn, since the request came in.
  if (!row) throw new ApiError(ask.face.name === 'b2c' ? 'badToken' : 'noFleet');
  return presentCallbackRef(row, callbacksAt(ask), secret);
}

/** The whole of it anew; its monitors stay, so it has to fit them. */
export async function updateCallback(ask: CallbackAsk): Promise<object> {
  const { publicId } = await ownCallback(ask);
  const subscribe = subscribeFrom(ask);
  const check = (monitors: readonly MonitorParameter[]) => {
    for (const parameter of monitors) requireFit(subscribe, parameter);
  };
  const change = { publicId, subscribe, now: nowOf(ask), check };
  const row = await replaceCallback(ask.context.database, subscriberOf(ask), change);
  if (!row) throw new ApiError('noCallback');
  await tellWatchers(ask, row.callbackId);
  return presentCallbackRef(row, callbacksAt(ask));
}

export async function updateCallbackStatus(ask: CallbackAsk): Promise<object> {
  const { publicId } = await ownCallback(ask);
  const change = { publicId, status: statusFrom(ask.body), now: nowOf(ask) };
  const row = await setCallbackStatus(ask.context.database, subscriberOf(ask), change);
  if (!row) throw new ApiError('noCallback');
  await tellWatchers(ask, row.callbackId);
  return presentCallbackRef(row, callbacksAt(ask));
}

/** With the monitors and remote actions that it has; that of a fleet not while one of these is under way. */
export async function removeCallback(ask: CallbackAsk): Promise<undefined> {
  const { publicId } = await ownCallback(ask);
  const vehicleIds = await deleteCallback(ask.context.database, subscriberOf(ask), publicId);
  if (vehicleIds === 'pending') throw new ApiError('pendingRemote');
  if (!vehicleIds) throw new ApiError('noCallback');
  if (vehicleIds.length > 0) ask.context.onMonitorsChanged({ vehicleIds });
}

function subscribeFrom({ face, body }: CallbackAsk): Subscribe {
  const read = readSubscribe(face.name, body);
  if ('faults' in read) throw faultsError(read.faults);
  return read.subscribe;
}

/** What is kept of the vehicles that the callback's monitors watch is to be read anew. */
async function tellWatchers({ context }: Ask, callbackId: number): Promise<void> {
  const vehicleIds = await listWatched(context.database, callbackId);
  if (vehicleIds.length > 0) context.onMonitorsChanged({ vehicleIds });
}

export const nowOf = ({ context }: Ask) => new Date(context.clock.now());
