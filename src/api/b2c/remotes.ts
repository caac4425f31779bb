import {
  idempotencyHeaders,
  Remote,
  RemoteAction,
  RemotePostResponse,
} from '../present/subscriptions/remote-schema.ts';
import { readRemote, readRemotes } from '../reads/remotes.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import type { Operation } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { sendRemote } from '../writes/remotes.ts';
import { remoteScopes } from './callbacks.ts';

const remotes = '/user/vehicles/:id/callbacks/:cbid/remotes';

/** Which scope an action needs is known when its body was read, or its row: that is checked there. */
const ofRemotes = { of: 'vehicle', tag: 'Remote', requiresAny: remoteScopes } as const;

/** What was asked of a vehicle, and how it went. */
export const remoteOperations: readonly Operation[] = [
  {
    ...ofRemotes,
    operationId: 'getRemoteRequestsForVhl',
    path: remotes,
    summary: 'The remote actions of a vehicle and a callback, of the types that the token opens',
    query: pagingQuery(60),
    response: collection('remoteActions', RemoteAction),
    read: readRemotes,
  },
  {
    ...ofRemotes,
    operationId: 'getRemoteRequestForVhlById',
    path: `${remotes}/:rid`,
    summary: 'One remote action as it stands now',
    response: RemoteAction,
    read: readRemote,
  },
];

export const remoteWrites: readonly Write[] = [
  {
    ...ofRemotes,
    operationId: 'sendRemoteToVhl',
    method: 'POST',
    path: remotes,
    summary: 'Asks a vehicle to do something; each step is told through the callback',
    headers: idempotencyHeaders,
    body: Remote,
    status: 202,
    response: RemotePostResponse,
    write: sendRemote,
  },
];
