import { Type } from 'typebox';
import { type Operation, operation } from '../operation.ts';
import { Time } from '../schemas.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const amount = (description: string) => Type.Number({ minimum: 0, description });

const Health = Type.Object(
  {
    at: Time,
    startedAt: Time,
    rates: Type.Object({
      overSeconds: amount('Of how long these are means; a minute at most'),
      reportsPerSecond: amount('Committed'),
      acknowledgementsPerSecond: amount('Messages acknowledged after their commit'),
      duplicatesPerSecond: amount('Seen before'),
      deadLettersPerSecond: amount('That could not be read'),
      notificationsPerSecond: amount('Delivered'),
    }),
    queue: Type.Object({
      messages: count('That wait for a transaction'),
      lanes: Type.Array(
        Type.Object({
          messages: count('That wait in this lane'),
          oldestSeconds: amount('Age of the one that has waited longest'),
        }),
      ),
    }),
    database: Type.Object({ bytes: count('Of tables and indexes') }),
    vehicles: Type.Object({ connected: count('On the line'), entered: count('In all') }),
    deliveries: Type.Object({
      waiting: count('Notifications, up to 100,000'),
      oldestSeconds: amount('Age of the one that has waited longest'),
    }),
    deadLetters: count('That are kept'),
  },
  { $id: 'Health' },
);

export const healthOperations: readonly Operation[] = [
  operation({
    operationId: 'getHealth',
    method: 'GET',
    path: '/health',
    tag: 'Health',
    summary: 'How much comes in and goes out, and what waits',
    role: 'viewer',
    response: Health,
    read: ({ context, database }) => context.health(database),
  }),
];
