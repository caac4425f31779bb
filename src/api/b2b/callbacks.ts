import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import { remoteTypes } from '../../monitors/parameter/read-subscribe.ts';
import { deliveryOperations, deliveryWrites } from '../deliveries/operations.ts';
import {
  FleetCallbackRef,
  RemoteCallback,
  RemoteCallbackSubscribe,
} from '../present/subscriptions/callback.ts';
import { StatusSetter } from '../present/subscriptions/monitor-schema.ts';
import { readCallback, readCallbacks } from '../reads/callbacks.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import type { Operation } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { createCallback, removeCallback, updateCallback, updateCallbackStatus } from '../writes/callbacks.ts';

const callbacks = '/fleets/:fid/remote/callbacks';
const callback = `${callbacks}/:cbid`;
const ofCallbacks = { of: 'fleet', tag: 'Remote' } as const;

const told = { ...ofCallbacks, path: callback, name: 'FleetRemote' };

/** Where a fleet owner is told how remote actions go. */
export const callbackOperations: readonly Operation[] = [
  {
    ...ofCallbacks,
    operationId: 'getFleetRemotes',
    path: callbacks,
    summary: 'The callbacks of a fleet for remote actions',
    query: {
      types: Type.Optional(
        Type.Array(oneOf(remoteTypes), {
          minItems: 1,
          maxItems: remoteTypes.length,
          description: 'Only for these',
        }),
      ),
      ...pagingQuery(60),
    },
    response: collection('callbacks', RemoteCallback),
    read: readCallbacks,
  },
  {
    ...ofCallbacks,
    operationId: 'getFleetRemotebyId',
    path: callback,
    summary: 'One callback',
    response: RemoteCallback,
    read: readCallback,
  },
  ...deliveryOperations(told),
];

export const callbackWrites: readonly Write[] = [
  {
    ...ofCallbacks,
    operationId: 'setFleetVehicleRemote',
    method: 'POST',
    path: callbacks,
    summary: 'A new callback; the answer holds the secret that signs what is sent',
    body: RemoteCallbackSubscribe,
    status: 200,
    response: FleetCallbackRef,
    write: createCallback,
  },
  {
    ...ofCallbacks,
    operationId: 'setFleetVehicleRemoteById',
    method: 'PUT',
    path: callback,
    summary: 'Another form of a callback, in the place of the whole of the old one',
    body: RemoteCallbackSubscribe,
    status: 202,
    response: FleetCallbackRef,
    write: updateCallback,
  },
  {
    ...ofCallbacks,
    operationId: 'deleteFleetRemote',
    method: 'DELETE',
    path: callback,
    summary: 'Ends a callback; not while one of its remote actions is under way',
    status: 204,
    write: removeCallback,
  },
  {
    ...ofCallbacks,
    operationId: 'setFleeRemoteCallbackStatus',
    method: 'PUT',
    path: `${callback}/status`,
    summary: 'Lets a callback rest, or go on',
    body: StatusSetter,
    status: 202,
    response: FleetCallbackRef,
    write: updateCallbackStatus,
  },
  ...deliveryWrites(told),
];
