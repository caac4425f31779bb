import type { RemoteRequest, RemoteStep } from '../../../model/remote.ts';
import type { RemoteRow } from '../../../store/remote/remote-lists.ts';
import { link } from '../links.ts';

/** Where the remote actions of a list are shown: addresses of the list, of its callback and, of a fleet owner's, of the fleet. */
export type RemotesAt = { self: string; callback: string; fleet?: string };

function around({ callback, fleet }: RemotesAt) {
  return { callback: link(callback), ...(fleet === undefined ? {} : { fleet: link(fleet) }) };
}

/** The answer to whoever asked for it. */
export function presentRemoteRef({ publicId, type }: Pick<RemoteRow, 'publicId' | 'type'>, at: RemotesAt) {
  return {
    _links: { ...around(at), remote: link(`${at.self}/${publicId}`) },
    remoteActionId: publicId,
    type,
  };
}

/** As it stands now. */
export function presentRemote({ publicId, type, request, step }: RemoteRow, at: RemotesAt): object {
  return {
    _links: { self: link(`${at.self}/${publicId}`), ...around(at) },
    remoteActionId: publicId,
    type,
    remote: askedFor(request),
    ...outcome(step),
  };
}

/** In the shape in which it was asked for. */
function askedFor({ type: _, body, ...others }: RemoteRequest): object {
  return { ...others, ...body };
}

export function outcome({ status, failureCause, feedbackDetail }: RemoteStep) {
  return {
    status,
    ...(failureCause === undefined ? {} : { failureCause }),
    ...(feedbackDetail === undefined ? {} : { feedbackDetail }),
  };
}
