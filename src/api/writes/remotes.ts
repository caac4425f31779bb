import { createHash } from 'node:crypto';
import type { RemoteRequest } from '../../model/remote.ts';
import { readRemote } from '../../remote/requests/read-remote.ts';
import { findKeyed, type KeyedAction } from '../../store/remote/idempotency-keys.ts';
import type { RemotePlace } from '../../store/remote/remote-lists.ts';
import { presentRemoteRef } from '../present/subscriptions/remote.ts';
import { subscriberOf } from '../reads/callbacks.ts';
import { type RemotesAsk, remotesOf, requireScopeOf } from '../reads/remotes.ts';
import { ApiError } from '../shared/errors.ts';
import type { Body } from '../shared/write.ts';
import { faultsError } from './faults.ts';
import { requireRemoteFit } from './fit.ts';

type RemoteAsk = RemotesAsk & { body: Body };
type Idempotency = { key: string; hash: Buffer };

const keyForm = /^[\x21-\x7e]{1,255}$/;
const refusals = { gone: 'noCallback', keyTaken: 'keyTaken', busy: 'busyRemotes' } as const;

/** Asks a vehicle to do something: what comes of it is told through the callback, and stands in the list. */
export async function sendRemote(ask: RemoteAsk): Promise<object> {
  const { place, at, subscribe } = await remotesOf(ask);
  const request = requestFrom(ask);
  const idempotency = idempotencyOf(ask, place, request);
  const first = await firstOf(ask, idempotency);
  if (first) return presentRemoteRef(first, at);
  requireRemoteFit(subscribe, request);
  const asked = { ...place, subscriber: subscriberOf(ask), request };
  const posted = await ask.context.remotes.post({ ...asked, ...(idempotency ? { idempotency } : {}) });
  if ('action' in posted) return presentRemoteRef(posted.action, at);
  // The same request has come in twice in this very moment.
  const other = posted.refused === 'keyTaken' ? await firstOf(ask, idempotency) : undefined;
  if (!other) throw new ApiError(refusals[posted.refused]);
  return presentRemoteRef(other, at);
}

/** What came of the first request with this key, if there was one. Throws `ApiError` where that was another. */
async function firstOf(
  { context: { database, clock }, caller: { clientId } }: RemoteAsk,
  idempotency: Idempotency | undefined,
): Promise<KeyedAction | undefined> {
  if (!idempotency) return undefined;
  const found = await findKeyed(database, { clientId, key: idempotency.key }, clock.now());
  if (found && !found.hash.equals(idempotency.hash)) throw new ApiError('keyTaken');
  return found;
}

/** What is asked for, if the token opens it. Throws `ApiError`. */
function requestFrom({ face, body, caller }: RemoteAsk): RemoteRequest {
  const read = readRemote(face.name, body);
  if ('faults' in read) throw faultsError(read.faults);
  requireScopeOf(read.request.type, caller);
  return read.request;
}

/** The key that came along, with a hash of what is asked for and of whom. */
function idempotencyOf(
  { request: { headers }, caller }: RemoteAsk,
  place: RemotePlace,
  asked: RemoteRequest,
): Idempotency | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !keyForm.test(key))
    throw new ApiError('badParameter', 'Idempotency-Key: expected 1 to 255 visible characters of ASCII');
  const { vehicleId, callbackId } = place;
  const whole = JSON.stringify([caller.access?.userId ?? null, vehicleId, callbackId, asked]);
  return { key, hash: createHash('sha256').update(whole).digest() };
}
