import { Type } from 'typebox';
import { collection } from '../../api/shared/lists/hal.ts';
import {
  keptMs,
  listAttempts,
  newNotificationId,
  queueNotification,
  redeliver,
} from '../../store/notifications/notifications.ts';
import {
  findRegisteredCallback,
  getRegisteredCallback,
  getRegisteredDelivery,
  listRegisteredCallbacks,
  listRegisteredDeliveries,
  type RegisteredCallback,
} from '../../store/registry/callbacks.ts';
import { EnrolmentError } from '../../store/vehicles/enrolment.ts';
import { listQuery, readList } from '../lists.ts';
import { type Ask, type Operation, operation, type Subject } from '../operation.ts';
import { Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const Callback = Type.Object(
  {
    id: Type.String(),
    kind: Type.String({
      description: "`user`, `fleet`, or `monitor`: the inline webhook of a fleet's monitor",
    }),
    clientId: Type.String(),
    label: Type.String(),
    target: Type.Optional(Type.String({ description: 'Up to the host; none where devices are pushed to' })),
    status: Type.String({ description: '`Running`, `Paused` or `Failed`' }),
    waiting: Type.Integer({ description: 'Notifications that wait; nobody counts beyond 1000' }),
    failingSince: Type.Optional(Time),
    nextAttemptAt: Type.Optional(Time),
    createdAt: Time,
  },
  { $id: 'RegisteredCallback' },
);

const described = {
  id: Type.String(),
  kind: Type.String({ description: '`Monitor`, `Remote` or `Ping`' }),
  status: Type.String({ description: '`Waiting`, `Delivered` or `Deleted`' }),
  createdAt: Time,
  expiresAt: Time,
  finishedAt: Type.Optional(Time),
};
const Delivery = Type.Object(described, { $id: 'RegisteredDelivery' });

const Attempt = Type.Object(
  {
    number: Type.Integer({
      description: 'How many in a row; of many only the first and the newest are kept',
    }),
    at: Time,
    code: Type.Optional(Type.Integer({ description: 'Status of the answer' })),
    error: Type.Optional(Type.String()),
    tookMs: Type.Integer(),
  },
  { $id: 'DeliveryAttempt' },
);

const filters = { status: '`Running`, `Paused` or `Failed`', clientId: 'Only callbacks of this application' };
const deliveryFilters = { status: '`Waiting`, `Delivered` or `Deleted`' };

const present = ({ callbackId: _, ...row }: RegisteredCallback): Record<string, unknown> => shown(row);

const callback: Subject = {
  kind: 'callback',
  async look(database, id) {
    const found = await findRegisteredCallback(database, id);
    return found && present(found);
  },
};

const idOf = ({ params: { callback: id = '' } }: Pick<Ask, 'params'>): string => id;

const reads: readonly Operation[] = [
  operation({
    operationId: 'getCallbacks',
    method: 'GET',
    path: '/callbacks',
    tag: 'Callbacks',
    summary: 'Where notifications are sent, and how that goes',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('callbacks', Callback),
    read: (ask) =>
      readList(ask, {
        path: '/callbacks',
        key: 'callbacks',
        filters,
        listing: (filter) => listRegisteredCallbacks(ask.database, filter),
        present,
      }),
  }),
  operation({
    operationId: 'getCallback',
    method: 'GET',
    path: '/callbacks/:callback',
    tag: 'Callbacks',
    summary: 'One callback',
    role: 'viewer',
    response: Callback,
    read: async (ask) => present(await getRegisteredCallback(ask.database, idOf(ask))),
  }),
  operation({
    operationId: 'getDeliveries',
    method: 'GET',
    path: '/callbacks/:callback/deliveries',
    tag: 'Callbacks',
    summary: 'What a callback was told or is to be, the newest first; not what it says',
    role: 'viewer',
    query: listQuery(deliveryFilters),
    response: collection('deliveries', Delivery),
    async read(ask) {
      const { id } = await getRegisteredCallback(ask.database, idOf(ask));
      return readList(ask, {
        path: `/callbacks/${id}/deliveries`,
        key: 'deliveries',
        filters: deliveryFilters,
        listing: ({ status }) => listRegisteredDeliveries(ask.database, { callback: id, status }),
        present: ({ seq: _, ...row }) => shown(row),
      });
    },
  }),
  operation({
    operationId: 'getDelivery',
    method: 'GET',
    path: '/callbacks/:callback/deliveries/:delivery',
    tag: 'Callbacks',
    summary: 'One delivery, with what was tried',
    role: 'viewer',
    response: Type.Object({ ...described, attempts: Type.Array(Attempt) }, { $id: 'DeliveryLog' }),
    async read(ask) {
      const { callbackId } = await getRegisteredCallback(ask.database, idOf(ask));
      const { seq: _, ...delivery } = await deliveryOf(ask);
      const attempts = await listAttempts(ask.database, callbackId, delivery.id);
      return {
        ...shown(delivery),
        attempts: attempts.map(({ at, ...attempt }) => ({ ...attempt, at: new Date(at).toISOString() })),
      };
    },
  }),
];

function deliveryOf({ database, params }: Pick<Ask, 'database' | 'params'>) {
  return getRegisteredDelivery(database, { callback: idOf({ params }), id: params.delivery as string });
}

const Queued = Type.Object({ queued: Type.Integer({ description: 'How many are sent again' }) });

const changes: readonly Operation[] = [
  operation({
    operationId: 'redeliverFailed',
    method: 'POST',
    path: '/callbacks/:callback/redeliver',
    tag: 'Callbacks',
    summary: 'Sends again everything that is kept and was deleted because it could not be delivered',
    role: 'operator',
    response: Queued,
    subject: callback,
    nameOf: idOf,
    async change(ask) {
      const { callbackId } = await getRegisteredCallback(ask.database, idOf(ask));
      return { queued: await redeliver(ask.database, callbackId, { now: ask.context.clock.now() }) };
    },
  }),
  operation({
    operationId: 'redeliver',
    method: 'POST',
    path: '/callbacks/:callback/deliveries/:delivery/redeliver',
    tag: 'Callbacks',
    summary: 'Sends one again, whether it was delivered or not',
    role: 'operator',
    response: Queued,
    subject: callback,
    nameOf: idOf,
    async change(ask) {
      const { callbackId } = await getRegisteredCallback(ask.database, idOf(ask));
      const { id } = await deliveryOf(ask);
      return { queued: await redeliver(ask.database, callbackId, { id, now: ask.context.clock.now() }) };
    },
  }),
  operation({
    operationId: 'pingCallback',
    method: 'POST',
    path: '/callbacks/:callback/ping',
    tag: 'Callbacks',
    summary: 'Sends something to a callback that runs, to see whether it arrives',
    role: 'operator',
    response: Type.Object({ id: Type.String({ description: 'Of the delivery' }) }),
    subject: callback,
    nameOf: idOf,
    async change({ database, context, ...ask }) {
      const { callbackId, id, status } = await getRegisteredCallback(database, idOf(ask));
      const at = context.clock.now();
      const row = { id: newNotificationId(), callbackId, createdAt: at, expiresAt: at + keptMs };
      if (!(await queueNotification(database, { ...row, content: { kind: 'Ping', at } })))
        throw new EnrolmentError(`callback: ${id} is ${status}`, 'taken');
      return { id: row.id };
    },
  }),
];

export const callbackOperations = [...reads, ...changes];
