import { Type } from 'typebox';
import { listUserApplications, withdrawFrom } from '../../store/access/user-applications.ts';
import type { Database } from '../../store/database.ts';
import { findRegisteredUser, getUser } from '../../store/registry/users.ts';
import { EnrolmentError } from '../../store/vehicles/enrolment.ts';
import { type Ask, type Operation, operation, type Subject } from '../operation.ts';
import { Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const Allowed = Type.Object(
  {
    clientId: Type.String(),
    name: Type.String(),
    isFirstParty: Type.Boolean(),
    scopes: Type.Array(Type.String()),
    since: Time,
  },
  { $id: 'AllowedApplication' },
);

/** What a user allowed an application; named by the ids of both. */
const consent: Subject = {
  kind: 'consent',
  async look(database, name) {
    const [id = '', clientId] = name.split(' ');
    const user = await findRegisteredUser(database, id);
    const allowed = user ? await listAllowed(database, user.userId) : [];
    return allowed.find((one) => one.clientId === clientId);
  },
};

/** Whether a token has expired makes no difference: what is there can be withdrawn. */
async function listAllowed(database: Database, userId: number) {
  return (await listUserApplications(database, userId, 0)).map(shown);
}

function userOf({ database, params: { user = '' } }: Pick<Ask, 'database' | 'params'>) {
  return getUser(database, user);
}

export const userApplicationOperations: readonly Operation[] = [
  operation({
    operationId: 'getUserApplications',
    method: 'GET',
    path: '/users/:user/applications',
    tag: 'Users',
    summary: 'The applications that a user allowed to see data, or that have tokens of theirs',
    role: 'viewer',
    response: Type.Object({ applications: Type.Array(Allowed) }),
    async read(ask) {
      return { applications: await listAllowed(ask.database, (await userOf(ask)).userId) };
    },
  }),
  operation({
    operationId: 'withdrawConsent',
    method: 'DELETE',
    path: '/users/:user/applications/:clientId',
    tag: 'Users',
    summary: 'Withdraws what a user allowed an application, with its tokens',
    role: 'operator',
    subject: consent,
    nameOf: async (ask) => `${(await userOf(ask)).id} ${ask.params.clientId}`,
    async change(ask) {
      const { userId } = await userOf(ask);
      const { clientId = '' } = ask.params;
      const allowed = await listAllowed(ask.database, userId);
      if (!allowed.some((one) => one.clientId === clientId))
        throw new EnrolmentError(
          `client-id: the user allowed the application ${clientId} nothing`,
          'missing',
        );
      await withdrawFrom(ask.database, userId, clientId);
      return undefined;
    },
  }),
];
