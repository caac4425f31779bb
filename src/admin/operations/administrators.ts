import { Type } from 'typebox';
import {
  addAdminToken,
  findAdminToken,
  listAdminTokens,
  removeAdminToken,
} from '../../store/people/admin-access.ts';
import {
  addAdministrator,
  changeAdministrator,
  findAdministrator,
  listAdministrators,
  removeAdministrator,
} from '../../store/people/administrators.ts';
import { type Operation, operation, type Subject } from '../operation.ts';
import { body, Name, Password, Role, Time } from '../schemas.ts';
import { shown } from '../shown.ts';

const Administrator = Type.Object(
  { name: Type.String(), role: Role, createdAt: Time, updatedAt: Time },
  { $id: 'Administrator' },
);

const Token = Type.Object(
  { name: Type.String(), role: Role, createdAt: Time, expiresAt: Type.Optional(Time) },
  { $id: 'Token' },
);

const administrator: Subject = {
  kind: 'administrator',
  async look(database, name) {
    const found = await findAdministrator(database, name);
    return found && shown(found);
  },
};

const token: Subject = {
  kind: 'token',
  async look(database, name) {
    const found = await findAdminToken(database, name);
    return found && shown(found);
  },
};

const administratorOperations: readonly Operation[] = [
  operation({
    operationId: 'getAdministrators',
    method: 'GET',
    path: '/administrators',
    tag: 'Administrators',
    summary: 'Who can sign in to the administration',
    role: 'admin',
    response: Type.Object({ administrators: Type.Array(Administrator) }),
    read: async ({ database }) => ({ administrators: (await listAdministrators(database)).map(shown) }),
  }),
  operation({
    operationId: 'addAdministrator',
    method: 'POST',
    path: '/administrators',
    tag: 'Administrators',
    summary: 'Enters somebody who can sign in',
    role: 'admin',
    body: body({ name: Name, password: Password, role: Role }),
    response: Administrator,
    status: 201,
    subject: administrator,
    nameOf: ({ body: { name } }) => name,
    secret: () => 'password',
    async change({ database, body: given }) {
      await addAdministrator(database, given);
      return administrator.look(database, given.name);
    },
  }),
  operation({
    operationId: 'changeAdministrator',
    method: 'PATCH',
    path: '/administrators/:name',
    tag: 'Administrators',
    summary: 'Changes the role or the password; a new password ends the sessions',
    role: 'admin',
    body: body({ role: Type.Optional(Role), password: Type.Optional(Password) }),
    response: Administrator,
    subject: administrator,
    nameOf: ({ params }) => params.name,
    secret: ({ body: { password } }) => (password === undefined ? undefined : 'password'),
    async change({ database, params, body: given }) {
      await changeAdministrator(database, params.name ?? '', given);
      return administrator.look(database, params.name ?? '');
    },
  }),
  operation({
    operationId: 'removeAdministrator',
    method: 'DELETE',
    path: '/administrators/:name',
    tag: 'Administrators',
    summary: 'Removes somebody, with their sessions',
    role: 'admin',
    subject: administrator,
    nameOf: ({ params }) => params.name,
    async change({ database, params }) {
      await removeAdministrator(database, params.name ?? '');
      return undefined;
    },
  }),
];

const tokenOperations: readonly Operation[] = [
  operation({
    operationId: 'getTokens',
    method: 'GET',
    path: '/tokens',
    tag: 'Tokens',
    summary: 'The long-lived tokens',
    role: 'admin',
    response: Type.Object({ tokens: Type.Array(Token) }),
    read: async ({ database }) => ({ tokens: (await listAdminTokens(database)).map(shown) }),
  }),
  operation({
    operationId: 'addToken',
    method: 'POST',
    path: '/tokens',
    tag: 'Tokens',
    summary: 'A token for a program; without `days` it lasts until it is removed',
    role: 'admin',
    body: body({
      name: Name,
      role: Role,
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    }),
    response: Type.Object(
      { ...Token.properties, token: Type.String({ description: 'Shown this once' }) },
      { $id: 'NewToken' },
    ),
    status: 201,
    subject: token,
    nameOf: ({ body: { name } }) => name,
    async change({ database, context, body: { name, role, days } }) {
      const expiresAt = days === undefined ? undefined : new Date(context.clock.now() + days * 86_400_000);
      const secret = await addAdminToken(database, { name, role, expiresAt });
      return { ...(await token.look(database, name)), token: secret };
    },
  }),
  operation({
    operationId: 'removeToken',
    method: 'DELETE',
    path: '/tokens/:name',
    tag: 'Tokens',
    summary: 'Withdraws a token: it opens nothing from then on',
    role: 'admin',
    subject: token,
    nameOf: ({ params }) => params.name,
    async change({ database, params }) {
      await removeAdminToken(database, params.name ?? '');
      return undefined;
    },
  }),
];

export const administrationOperations = [...administratorOperations, ...tokenOperations];
