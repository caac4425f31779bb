import { CallbackSecret } from '../present/subscriptions/callback.ts';
import { collection } from '../shared/lists/hal.ts';
import { pagingQuery } from '../shared/lists/paging.ts';
import { extension, type Operation } from '../shared/operation.ts';
import type { Write } from '../shared/write.ts';
import { Delivery, Redelivered } from './present.ts';
import { readDeliveries, readDelivery } from './read.ts';
import { ping, redeliverAll, redeliverOne, rotateSecret } from './write.ts';

/** What the deliveries are of: `path` is where it is, `name` ends the ids of the operations. */
type Of = { path: string; name: string; tag: string; requiresAny?: readonly string[] } & (
  | { of: 'user' }
  | { of: 'fleet' }
);

/** What was to be told, and what became of it. */
export function deliveryOperations({ path, name, ...of }: Of): Operation[] {
  const deliveries = `${path}/deliveries`;
  return [
    {
      ...of,
      operationId: `get${name}Deliveries`,
      path: deliveries,
      summary: 'What there was to be told in the last 30 days, the newest first',
      description: extension,
      query: pagingQuery(60),
      response: collection('deliveries', Delivery),
      read: readDeliveries,
    },
    {
      ...of,
      operationId: `get${name}DeliveryById`,
      path: `${deliveries}/:nid`,
      summary: 'One of them, with what was tried',
      description: extension,
      response: Delivery,
      read: readDelivery,
    },
  ];
}

/** What can be done about it. */
export function deliveryWrites({ path, name, ...of }: Of): Write[] {
  const deliveries = `${path}/deliveries`;
  const post = { ...of, method: 'POST', description: extension } as const;
  return [
    {
      ...post,
      operationId: `redeliver${name}Deliveries`,
      path: `${deliveries}/redeliver`,
      summary: 'Tries once more what was deleted because nothing got through',
      status: 202,
      response: Redelivered,
      write: redeliverAll,
    },
    {
      ...post,
      operationId: `redeliver${name}Delivery`,
      path: `${deliveries}/:nid/redeliver`,
      summary: 'Tells one thing once more, whatever became of it',
      status: 202,
      response: Redelivered,
      write: redeliverOne,
    },
    {
      ...post,
      operationId: `ping${name}`,
      path: `${path}/ping`,
      summary: 'Tells something that means nothing, to see that it arrives',
      status: 202,
      response: Delivery,
      write: ping,
    },
    {
      ...post,
      operationId: `set${name}Secret`,
      path: `${path}/secret`,
      summary: 'Another secret to sign with; the one before stays good for 24 hours',
      status: 200,
      response: CallbackSecret,
      write: rotateSecret,
    },
  ];
}
