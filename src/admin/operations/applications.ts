import { Type } from 'typebox';
import { collection } from '../../api/shared/lists/hal.ts';
import { grantableScopes } from '../../auth/scopes.ts';
import { renewApplicationSecret } from '../../store/access/applications.ts';
import { setApplicationQuota } from '../../store/access/quotas.ts';
import {
  changeApplication,
  endPreviousSecret,
  getApplication,
  listApplications,
  removeApplication,
} from '../../store/registry/applications.ts';
import { getUser } from '../../store/registry/users.ts';
import { addApplication, EnrolmentError, mintToken } from '../../store/vehicles/enrolment.ts';
import { givenLimits, quotaFrom } from '../limits.ts';
import { listQuery, readList } from '../lists.ts';
import { type Ask, type Operation, operation } from '../operation.ts';
import { body, Name, removed, Time } from '../schemas.ts';
import { Application, application, checked, described, presentApplication } from './application-subject.ts';

const filters = { namePrefix: 'Only applications whose name begins with it' };
const Secret = Type.String({ description: 'Shown this once' });

const idOf = ({ params: { clientId = '' } }: Pick<Ask, 'params'>): string => clientId;

/** The application of the path as it is shown. Throws `EnrolmentError`. */
async function describe({ database, context }: Ask, clientId: string): Promise<object> {
  return presentApplication(await getApplication(database, clientId), context.settings);
}

const registrationOperations: readonly Operation[] = [
  operation({
    operationId: 'getApplications',
    method: 'GET',
    path: '/applications',
    tag: 'Applications',
    summary: 'The applications, in the order in which they were registered',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('applications', Application),
    read: (ask) =>
      readList(ask, {
        path: '/applications',
        key: 'applications',
        filters,
        listing: (filter) => listApplications(ask.database, filter),
        present: (row) => presentApplication(row, ask.context.settings),
      }),
  }),
  operation({
    operationId: 'addApplication',
    method: 'POST',
    path: '/applications',
    tag: 'Applications',
    summary: 'Registers an application; it gets an id and a secret',
    role: 'admin',
    body: body({ name: Name, ...described }),
    response: Type.Object({ ...Application.properties, clientSecret: Secret }, { $id: 'NewApplication' }),
    status: 201,
    subject: application,
    nameOf: () => undefined,
    nameIn: (answer) => (answer as { clientId: string }).clientId,
    secret: () => 'clientSecret',
    async change(ask) {
      const { redirectUris = [], ...rest } = checked(ask.body, ask.context.settings);
      const { clientId, clientSecret } = await addApplication(ask.database, { ...rest, redirectUris });
      return { ...(await describe(ask, clientId)), clientSecret };
    },
  }),
  operation({
    operationId: 'getApplication',
    method: 'GET',
    path: '/applications/:clientId',
    tag: 'Applications',
    summary: 'One application',
    role: 'viewer',
    response: Application,
    read: (ask) => describe(ask, idOf(ask)),
  }),
  operation({
    operationId: 'changeApplication',
    method: 'PATCH',
    path: '/applications/:clientId',
    tag: 'Applications',
    summary: 'Changes what an application may; tokens that are out open no more than that',
    role: 'admin',
    body: body({ name: Type.Optional(Name), ...described }),
    response: Application,
    subject: application,
    nameOf: idOf,
    async change(ask) {
      await changeApplication(ask.database, idOf(ask), checked(ask.body, ask.context.settings));
      return describe(ask, idOf(ask));
    },
  }),
  operation({
    operationId: 'removeApplication',
    method: 'DELETE',
    path: '/applications/:clientId',
    tag: 'Applications',
    summary: 'Removes an application with its tokens and the consents it has',
    role: 'admin',
    response: removed('users'),
    subject: application,
    nameOf: idOf,
    async change(ask) {
      const { users } = await getApplication(ask.database, idOf(ask));
      await removeApplication(ask.database, idOf(ask));
      return { removed: { users } };
    },
  }),
];

const secretOperations: readonly Operation[] = [
  operation({
    operationId: 'renewApplicationSecret',
    method: 'POST',
    path: '/applications/:clientId/secret',
    tag: 'Applications',
    summary: 'A new secret; the old one stays good for a while',
    role: 'admin',
    body: body({ keepOldHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 720, default: 24 })) }),
    response: Type.Object({ clientSecret: Secret, previousSecretUntil: Time }),
    status: 201,
    subject: application,
    nameOf: idOf,
    secret: () => 'clientSecret',
    async change(ask) {
      const { keepOldHours = 24 } = ask.body;
      const until = new Date(ask.context.clock.now() + keepOldHours * 3_600_000);
      const clientSecret = await renewApplicationSecret(ask.database, idOf(ask), until);
      return { clientSecret, previousSecretUntil: until.toISOString() };
    },
  }),
  operation({
    operationId: 'endPreviousSecret',
    method: 'DELETE',
    path: '/applications/:clientId/secret/previous',
    tag: 'Applications',
    summary: 'The secret before the newest is good no more',
    role: 'admin',
    subject: application,
    nameOf: idOf,
    async change(ask) {
      await endPreviousSecret(ask.database, idOf(ask));
      return undefined;
    },
  }),
  operation({
    operationId: 'setApplicationLimits',
    method: 'PUT',
    path: '/applications/:clientId/limits',
    tag: 'Applications',
    summary: 'How often it may call; what is left out is what the settings say',
    role: 'admin',
    body: givenLimits,
    response: Application,
    subject: application,
    nameOf: idOf,
    async change(ask) {
      await setApplicationQuota(ask.database, idOf(ask), quotaFrom(ask.body));
      return describe(ask, idOf(ask));
    },
  }),
  operation({
    operationId: 'mintToken',
    method: 'POST',
    path: '/applications/:clientId/tokens',
    tag: 'Applications',
    summary: 'An access token to a user’s data, for trying; users grant others themselves',
    role: 'admin',
    body: body({
      user: Name,
      scopes: Type.Array(Name, { minItems: 1, maxItems: 100 }),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, default: 1 })),
    }),
    response: Type.Object({ accessToken: Secret, expiresAt: Time }),
    status: 201,
    subject: application,
    nameOf: idOf,
    secret: () => 'accessToken',
    adds: async ({ database, body: given }, answer) => ({
      // By the id: what names it goes when the user does. The application has scopes of its own.
      token: {
        user: (await getUser(database, given.user)).id,
        scopes: scopesOf(given),
        expiresAt: (answer as { expiresAt: string }).expiresAt,
      },
    }),
    change: mint,
  }),
];

const scopesOf = ({ scopes }: { scopes: string[] }) => scopes.flatMap((one) => one.split(/[\s,]+/));

/** Throws `EnrolmentError`. */
async function mint(ask: Ask<Record<string, unknown>, { user: string; scopes: string[]; days?: number }>) {
  const { database, context, body: given } = ask;
  const { days = 1 } = given;
  const scopes = scopesOf(given);
  const unknown = scopes.filter(
    (one) => !grantableScopes.some((known) => one === known || one.startsWith(`${known}:`)),
  );
  if (unknown.length > 0)
    throw new EnrolmentError(`scope: ${unknown.join(' ')}, expected some of ${grantableScopes.join(' ')}`);
  const { userId } = await getUser(database, given.user);
  const { applicationId } = await getApplication(database, idOf(ask));
  const now = context.clock.now();
  const accessToken = await mintToken(database, { userId, applicationId, scopes, days }, now);
  return { accessToken, expiresAt: new Date(now + days * 86_400_000).toISOString() };
}

export const applicationOperations = [...registrationOperations, ...secretOperations];
