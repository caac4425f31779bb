import { Type } from 'typebox';
import { ApiError } from '../../api/shared/errors.ts';
import { type Database, inTransaction } from '../../store/database.ts';
import { closeSession, findSession, listSessions, openSession } from '../../store/people/admin-access.ts';
import {
  changeAdministrator,
  isPasswordStillOf,
  type Role as RoleName,
} from '../../store/people/administrators.ts';
import { note, RetryLaterError } from '../mount.ts';
import { type Ask, type Operation, operation, type Subject } from '../operation.ts';
import { body, Name, Password, Role, Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const Session = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'Of the administrator' }),
    role: Role,
    address: Type.String({ description: 'From which they signed in' }),
    createdAt: Time,
    expiresAt: Time,
  },
  { $id: 'Session' },
);

const OpenedSession = Type.Object(
  { ...Session.properties, token: Type.String({ description: 'Shown this once' }) },
  { $id: 'OpenedSession' },
);

const Myself = Type.Object(
  {
    kind: Type.String({ description: '`administrator`, `token` or `command`' }),
    name: Type.String(),
    role: Role,
    session: Type.Optional(Session),
  },
  { $id: 'Myself' },
);

/** A session as it is shown; by the clock, because what has expired is none. */
async function lookAt(database: Database, id: string, now: number) {
  const found = await findSession(database, id, now);
  return found && shown(found);
}

/** Sessions are looked at at any time: a note tells of them whether they have expired or not. */
const session: Subject = { kind: 'session', look: (database, id) => lookAt(database, id, 0) };

async function signIn(ask: Ask<Record<string, unknown>, { name: string; password: string }>) {
  const { context, body: given, address } = ask;
  const signed = await context.signIn({ ...given, address });
  if (signed.outcome === 'wait') throw new RetryLaterError(signed.seconds);
  if (signed.outcome === 'wrong') {
    context.log.info('somebody could not sign in to the administration');
    throw new ApiError('badSignIn');
  }
  const { administratorId, name, role } = signed.who;
  return inTransaction(context.database, async (database) => {
    if (!(await isPasswordStillOf(database, signed.who))) throw new ApiError('badSignIn');
    const [now, lastsMs] = [context.clock.now(), context.settings.adminSessionS * 1000];
    const { id, token } = await openSession(database, { administratorId, address, now, lastsMs });
    const opened = (await session.look(database, id)) ?? {};
    const actor = { kind: 'administrator', name, role: role as RoleName } as const;
    await note({ ...ask, database, actor }, 'signIn', {
      subjectKind: session.kind,
      subject: id,
      after: opened,
    });
    return { ...opened, token };
  });
}

/** The old password is checked as at a sign-in, before a transaction is open: that takes its time. */
async function changeOwnPassword(ask: Ask<Record<string, unknown>, { old: string; new: string }>) {
  const { context, actor, address, body: given } = ask;
  if (actor?.kind !== 'administrator')
    throw new ApiError('noEntry', 'password: only administrators have one');
  const { name } = actor;
  const signed = await context.signIn({ name, password: given.old, address });
  if (signed.outcome === 'wait') throw new RetryLaterError(signed.seconds);
  if (signed.outcome === 'wrong') throw new ApiError('badSignIn');
  await inTransaction(context.database, async (database) => {
    if (!(await isPasswordStillOf(database, signed.who))) throw new ApiError('badSignIn');
    await changeAdministrator(database, name, { password: given.new });
    const noted = { subjectKind: 'administrator', subject: name, after: { name, password: 'changed' } };
    await note({ ...ask, database }, 'changeOwnPassword', noted);
  });
  return undefined;
}

export const sessionOperations: readonly Operation[] = [
  operation({
    operationId: 'signIn',
    method: 'POST',
    path: '/sessions',
    tag: 'Signing in',
    summary: 'A token for name and password; it lasts for a while',
    body: body({ name: Name, password: Password }),
    response: OpenedSession,
    status: 201,
    act: signIn,
  }),
  operation({
    operationId: 'getMyself',
    method: 'GET',
    path: '/sessions/current',
    tag: 'Signing in',
    summary: 'Whose the token is, and what it may do',
    role: 'viewer',
    response: Myself,
    async read({ actor, context, database }) {
      const { kind, name, role, sessionId } = actor ?? {};
      const own = sessionId ? await lookAt(database, sessionId, context.clock.now()) : undefined;
      return { kind, name, role, ...(own ? { session: own } : {}) };
    },
  }),
  operation({
    operationId: 'signOut',
    method: 'DELETE',
    path: '/sessions/current',
    tag: 'Signing in',
    summary: 'Ends the session of the token',
    role: 'viewer',
    subject: session,
    nameOf: ({ actor }) => actor?.sessionId ?? '',
    async change({ database, actor }) {
      await closeSession(database, actor?.sessionId ?? '');
      return undefined;
    },
  }),
  operation({
    operationId: 'changeOwnPassword',
    method: 'PUT',
    path: '/sessions/current/password',
    tag: 'Signing in',
    summary: 'Another password for who is signed in; ends all their sessions',
    role: 'viewer',
    body: body({ old: Password, new: Password }),
    act: changeOwnPassword,
  }),
  operation({
    operationId: 'getSessions',
    method: 'GET',
    path: '/sessions',
    tag: 'Signing in',
    summary: 'Who is signed in, the newest first',
    role: 'admin',
    response: Type.Object({ sessions: Type.Array(Session) }),
    async read({ database, context }) {
      return { sessions: (await listSessions(database, context.clock.now())).map(shown) };
    },
  }),
  operation({
    operationId: 'endSession',
    method: 'DELETE',
    path: '/sessions/:session',
    tag: 'Signing in',
    summary: 'Ends the session of somebody',
    role: 'admin',
    subject: session,
    nameOf: ({ params }) => params.session,
    async change({ database, params }) {
      await closeSession(database, params.session ?? '');
      return undefined;
    },
  }),
];
