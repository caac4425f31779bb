import { Type } from 'typebox';
import { DateTime, oneOf } from '../../model/schema.ts';
import type { AttemptRow, NotificationRow } from '../../store/notifications/notifications.ts';
import { link } from '../present/links.ts';
import { links } from '../shared/lists/hal.ts';

const Attempt = Type.Object(
  {
    number: Type.Integer({ description: 'Of the attempts in a row; of many that failed some are left out' }),
    at: DateTime,
    code: Type.Optional(Type.Integer({ description: 'Status of the answer, where there was one' })),
    error: Type.Optional(Type.String()),
    tookMs: Type.Integer(),
  },
  { $id: 'Attempt' },
);

/** Something that was to be told, and what became of it; not what it says. */
export const Delivery = Type.Object(
  {
    _links: links(),
    id: Type.String({ description: 'The `webhook-id` of every attempt' }),
    type: oneOf(['Monitor', 'Remote', 'Ping']),
    monitorId: Type.Optional(Type.String()),
    remoteActionId: Type.Optional(Type.String()),
    eventDate: DateTime,
    status: oneOf(['Waiting', 'Delivered', 'Deleted']),
    createdAt: DateTime,
    expiresAt: Type.Optional(DateTime),
    finishedAt: Type.Optional(DateTime),
    attempts: Type.Optional(Type.Array(Attempt)),
  },
  { $id: 'Delivery' },
);

export const Redelivered = Type.Object(
  { redelivered: Type.Integer({ description: 'How many wait anew' }) },
  { $id: 'Redelivered' },
);

const iso = (epochMs: number) => new Date(epochMs).toISOString();

/** `self`: address of the list. */
export function presentDelivery(
  { id, content, status, createdAt, expiresAt, finishedAt }: NotificationRow,
  self: string,
  attempts?: readonly AttemptRow[],
): object {
  return {
    _links: { self: link(`${self}/${id}`) },
    id,
    type: content.kind,
    ...(content.kind === 'Monitor' ? { monitorId: content.monitorId } : {}),
    ...(content.kind === 'Remote' ? { remoteActionId: content.remoteActionId } : {}),
    eventDate: iso(content.at),
    status,
    createdAt: iso(createdAt),
    ...(status === 'Waiting' ? { expiresAt: iso(expiresAt) } : {}),
    ...(finishedAt === undefined ? {} : { finishedAt: iso(finishedAt) }),
    ...(attempts ? { attempts: attempts.map((one) => ({ ...one, at: iso(one.at) })) } : {}),
  };
}
