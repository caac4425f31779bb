import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import { deliveryOperations, deliveryWrites } from '../deliveries/operations.ts';
import {
  CallbackRef,
  CallbackSubscribe,
  callbackTypes,
  UserCallback,
} from '../present/subscriptions/callback.ts';
import { StatusSetter } from '../present/subscriptions/monitor-schema.ts';
import { readCallback, readCallbacks } from '../reads/callbacks.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import type { Operation } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { createCallback, removeCallback, updateCallback, updateCallbackStatus } from '../writes/callbacks.ts';

const callbacks = '/user/callbacks';
const callback = `${callbacks}/:cbid`;

export const dataScopes = ['data:telemetry', 'data:position', 'data:trip', 'data:alert', 'data:collision'];

export const remoteScopes = [
  'door',
  'preconditioning',
  'horn',
  'charging',
  'lights',
  'wakeup',
  'navigation',
].map((name) => `remote:${name}:write`);

/** Callbacks belong to no kind of data: any scope of data or of a remote action opens them. */
export const ofCallbacks = {
  of: 'user',
  tag: 'Subscribe',
  requiresAny: [...dataScopes, ...remoteScopes],
} as const;

const told = { ...ofCallbacks, path: callback, name: 'UserCallback' };

/** Where an application is told what monitors raise and how remote actions go. */
export const callbackOperations: readonly Operation[] = [
  {
    ...ofCallbacks,
    operationId: 'getUsertRemotes',
    path: callbacks,
    summary: 'The callbacks that the application has with the user',
    query: {
      types: Type.Optional(
        Type.Array(oneOf(callbackTypes), { minItems: 1, maxItems: 2, description: 'Only for these' }),
      ),
      ...pagingQuery(60),
    },
    response: collection('callbacks', UserCallback),
    read: readCallbacks,
  },
  {
    ...ofCallbacks,
    operationId: 'getUsertRemotebyId',
    path: callback,
    summary: 'One callback',
    response: UserCallback,
    read: readCallback,
  },
  ...deliveryOperations(told),
];

export const callbackWrites: readonly Write[] = [
  {
    ...ofCallbacks,
    operationId: 'setUsertVehicleRemote',
    method: 'POST',
    path: callbacks,
    summary: 'A new callback; the answer holds the secret that signs what is sent',
    body: CallbackSubscribe,
    status: 200,
    response: CallbackRef,
    write: createCallback,
  },
  {
    ...ofCallbacks,
    operationId: 'setUsertVehicleRemoteById',
    method: 'PUT',
    path: callback,
    summary: 'Another form of a callback, in the place of the whole of the old one',
    body: CallbackSubscribe,
    status: 202,
    response: CallbackRef,
    write: updateCallback,
  },
  {
    ...ofCallbacks,
    operationId: 'deleteUsertRemote',
    method: 'DELETE',
    path: callback,
    summary: 'Ends a callback, and the monitors that it has; steps of its remote actions are told no more',
    status: 204,
    write: removeCallback,
  },
  {
    ...ofCallbacks,
    operationId: 'setUserCallbackStatus',
    method: 'PUT',
    path: `${callback}/status`,
    summary: 'Lets a callback rest, or go on',
    body: StatusSetter,
    status: 202,
    response: CallbackRef,
    write: updateCallbackStatus,
  },
  ...deliveryWrites(told),
];
