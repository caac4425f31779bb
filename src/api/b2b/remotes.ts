import {
  FleetRemote,
  FleetRemoteAction,
  FleetRemotePostResponse,
  idempotencyHeaders,
} from '../present/subscriptions/remote-schema.ts';
import { readRemote, readRemotes } from '../reads/remotes.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import type { Operation } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { sendRemote } from '../writes/remotes.ts';

const remotes = '/fleets/:fid/vehicles/:vid/callbacks/:cbid/remotes';
const ofRemotes = { of: 'vehicle', tag: 'Remote' } as const;

/** What was asked of a vehicle of a fleet, and how it went. */
export const remoteOperations: readonly Operation[] = [
  {
    ...ofRemotes,
    operationId: 'getRemoteRequestsForVhl',
    path: remotes,
    summary: 'The remote actions of a vehicle and a callback',
    query: pagingQuery(60),
    response: collection('remoteActions', FleetRemoteAction),
    read: readRemotes,
  },
  {
    ...ofRemotes,
    operationId: 'getRemoteRequestForVhlById',
    path: `${remotes}/:rid`,
    summary: 'One remote action as it stands now',
    response: FleetRemoteAction,
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
    body: FleetRemote,
    status: 202,
    response: FleetRemotePostResponse,
    write: sendRemote,
  },
];
