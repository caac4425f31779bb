import { Type } from 'typebox';
import { ApiError } from '../../api/shared/errors.ts';
import { collection } from '../../api/shared/lists/hal.ts';
import type { Database } from '../../store/database.ts';
import { askRetry, findDeadLetter, listDeadLetters } from '../../store/registry/dead-letters.ts';
import { listQuery, readList } from '../lists.ts';
import { type Operation, operation, type Subject } from '../operation.ts';
import { Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const DeadLetter = Type.Object(
  {
    id: Type.Integer(),
    vin: Type.String(),
    channel: Type.String({ description: 'Last part of the topic that it came by' }),
    receivedAt: Time,
    reason: Type.String({ description: 'Why it could not be read' }),
    bytes: Type.Integer({ description: 'Length of its payload' }),
    retryAskedAt: Type.Optional(Time),
  },
  { $id: 'DeadLetter' },
);

const filters = {
  vin: 'Of one vehicle',
  channel: 'That came by this channel',
  reason: 'Whose reason has this inside',
};

const all = 'all';

const deadLetter: Subject = {
  kind: 'deadLetter',
  look: async (database, name) => (name === all ? { of: all } : describe(database, Number(name))),
};

/** Without its bytes, which are whatever a vehicle sent. */
async function describe(database: Database, id: number): Promise<object | undefined> {
  const found = await findDeadLetter(database, id);
  if (!found) return undefined;
  const { payload: _, ...described } = found;
  return shown(described);
}

/** Throws `ApiError`. */
function idOf({ id = '' }: Readonly<Record<string, string>>): number {
  const number = /^\d{1,15}$/.test(id) ? Number(id) : undefined;
  if (number === undefined) throw new ApiError('noEntry', `id: there is no dead letter ${id}`);
  return number;
}

const Asked = Type.Object({ asked: Type.Integer({ description: 'How many are driven through again' }) });

export const deadLetterOperations: readonly Operation[] = [
  operation({
    operationId: 'getDeadLetters',
    method: 'GET',
    path: '/deadLetters',
    tag: 'Dead letters',
    summary: 'Messages of vehicles that could not be read, the newest first',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('deadLetters', DeadLetter),
    read: (ask) =>
      readList(ask, {
        path: '/deadLetters',
        key: 'deadLetters',
        filters,
        listing: (filter) => listDeadLetters(ask.database, filter),
        present: shown,
      }),
  }),
  operation({
    operationId: 'getDeadLetter',
    method: 'GET',
    path: '/deadLetters/:id',
    tag: 'Dead letters',
    summary: 'One of them with its bytes, which may tell where the vehicle was',
    role: 'operator',
    response: Type.Object(
      { ...DeadLetter.properties, payload: Type.String({ contentEncoding: 'base64' }) },
      { $id: 'DeadLetterWithBytes' },
    ),
    async read({ database, params }) {
      const found = await findDeadLetter(database, idOf(params));
      if (!found) throw new ApiError('noEntry', `id: there is no dead letter ${params.id}`);
      return shown({ ...found, payload: found.payload.toString('base64') });
    },
  }),
  operation({
    operationId: 'retryDeadLetter',
    method: 'POST',
    path: '/deadLetters/:id/retry',
    tag: 'Dead letters',
    summary: 'Drives one through again: it is gone when it can be read now',
    role: 'operator',
    response: Asked,
    subject: deadLetter,
    nameOf: ({ params }) => String(idOf(params)),
    async change({ database, params, context }) {
      const asked = await askRetry(database, [idOf(params)], context.clock.now());
      if (asked === 0) throw new ApiError('noEntry', `id: there is no dead letter ${params.id}`);
      return { asked };
    },
  }),
  operation({
    operationId: 'retryDeadLetters',
    method: 'POST',
    path: '/deadLetters/retry',
    tag: 'Dead letters',
    summary: 'Drives all of them through again',
    role: 'operator',
    response: Asked,
    subject: deadLetter,
    nameOf: () => all,
    change: async ({ database, context }) => ({
      asked: await askRetry(database, undefined, context.clock.now()),
    }),
  }),
];
