import { type TProperties, Type } from 'typebox';
import { DateTime, oneOf, partial } from '../../../model/schema.ts';
import { remoteTypes } from '../../../monitors/parameter/read-subscribe.ts';
import type { CallbackRow } from '../../../store/monitors/callbacks.ts';
import { links } from '../../shared/lists/hal.ts';
import { link } from '../links.ts';
import {
  attributes,
  BatchNotify,
  RetryPolicy,
  SubscriptionStatus,
  secret,
  Webhook,
} from './monitor-schema.ts';

export const callbackTypes = ['Remote', 'Monitor'] as const;

/** What a callback of a user is to be. */
export const CallbackSubscribe = Type.Object(
  {
    label: Type.Optional(Type.String()),
    type: Type.Optional(Type.Array(oneOf(callbackTypes), { description: 'Both where it is absent' })),
    callback: Type.Object(
      {
        webhook: Type.Optional(Webhook),
        websocket: Type.Optional(Type.Object({ target: Type.String(), attributes })),
        pushnotif: Type.Optional(Type.Object({ devices: Type.Array(Type.String()), attributes })),
      },
      { description: 'Exactly one of these' },
    ),
  },
  { $id: 'CallbackSubscribe' },
);

/** What a callback of a fleet is to be. */
export const RemoteCallbackSubscribe = Type.Object(
  {
    label: Type.Optional(Type.String()),
    callback: Type.Object({ webhook: Webhook }),
    remoteTypes: Type.Array(oneOf(remoteTypes)),
    retryPolicy: Type.Optional(RetryPolicy),
    batchNotify: Type.Optional(BatchNotify),
  },
  { $id: 'RemoteCallbackSubscribe' },
);

const dates = { createdAt: DateTime, updatedAt: DateTime };

export const UserCallback = Type.Object(
  {
    _links: links(),
    id: Type.String(),
    label: Type.String(),
    subscribe: CallbackSubscribe,
    status: SubscriptionStatus,
    ...dates,
  },
  { $id: 'UserCallback' },
);

export const RemoteCallback = Type.Object(
  {
    _links: links('fleet', 'remotes'),
    id: Type.String(),
    subscribe: RemoteCallbackSubscribe,
    status: SubscriptionStatus,
    ...dates,
  },
  { $id: 'RemoteCallback' },
);

const ref = (own: TProperties) =>
  Type.Object(
    { _links: partial(own), callbackId: Type.String(), status: SubscriptionStatus, secret },
    { $id: 'CallbackRef' },
  );

const to = links().properties.self;
export const CallbackRef = ref({ callback: to });
export const FleetCallbackRef = ref({ callback: to, fleet: to });

export const CallbackSecret = Type.Object(
  { secret: Type.String(), previousUntil: DateTime },
  { $id: 'CallbackSecret', description: 'The secret before stays good until `previousUntil`' },
);

/** Where the callbacks of a list are shown: the address of the list, and on the fleet owner's face that of the fleet. */
export type CallbacksAt = { self: string; fleet?: string };

export function presentCallback(row: CallbackRow, { self, fleet }: CallbacksAt): object {
  const { publicId: id, subscribe, status, createdAt, updatedAt } = row;
  const own = {
    id,
    ...(fleet === undefined ? { label: subscribe.label } : {}),
    subscribe,
    status,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
  const _links = { self: link(`${self}/${id}`) };
  if (fleet === undefined) return { _links, ...own };
  const remotes = { href: `${fleet}/vehicles/{vid}/callbacks/${id}/remotes`, templated: true };
  return { _links: { ..._links, fleet: link(fleet), remotes }, ...own };
}

/** What creating and changing answer; `secret` where it was made just now. */
export function presentCallbackRef(
  { publicId, status }: CallbackRow,
  { self, fleet }: CallbacksAt,
  secretMade?: string,
): object {
  return {
    _links: {
      callback: link(`${self}/${publicId}`),
      ...(fleet === undefined ? {} : { fleet: link(fleet) }),
    },
    callbackId: publicId,
    status,
    ...(secretMade === undefined ? {} : { secret: secretMade }),
  };
}
