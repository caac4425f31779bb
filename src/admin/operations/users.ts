import { Type } from 'typebox';
import { collection } from '../../api/shared/lists/hal.ts';
import type { Database } from '../../store/database.ts';
import {
  changeUser,
  findRegisteredUser,
  getUser,
  listUsers,
  listVehiclesOfUser,
  type RegisteredUser,
  removeUser,
} from '../../store/registry/users.ts';
import { unlinkVehicle } from '../../store/registry/vehicles.ts';
import { addUser, linkVehicle } from '../../store/vehicles/enrolment.ts';
import { getVehicleId } from '../../store/vehicles/vehicles.ts';
import { requireRole } from '../authenticate.ts';
import { listQuery, readList } from '../lists.ts';
import { type Ask, type Operation, operation, type Subject } from '../operation.ts';
import { body, Name, Password, Text, Time, Vin } from '../schemas.ts';
import { shown } from '../shown.ts';
import { vinOf } from './vehicles.ts';

const User = Type.Object(
  {
    id: Type.String(),
    email: Type.String(),
    firstName: Type.Optional(Type.String()),
    lastName: Type.Optional(Type.String()),
    vehicles: Type.Integer({ description: 'How many they have' }),
    applications: Type.Integer({ description: 'How many they allowed to see data' }),
    createdAt: Time,
    updatedAt: Time,
  },
  { $id: 'RegisteredUser' },
);

const Linked = Type.Object({
  id: Type.String({ description: 'Of the vehicle in the API, for this user' }),
  vin: Vin,
});

const UserDetails = Type.Object({ ...User.properties, linked: Type.Array(Linked) }, { $id: 'UserDetails' });

const filters = {
  emailPrefix: 'Only users whose address begins with it',
  email: 'Only the user with this address',
};

/** The subject's name is the user's id: it says nothing of who they are. */
const user: Subject = {
  kind: 'user',
  async look(database, id) {
    const found = await findRegisteredUser(database, id);
    return found && withVehicles(database, found);
  },
};

async function withVehicles(database: Database, found: RegisteredUser) {
  return { ...shown(found), linked: await listVehiclesOfUser(database, found.userId) };
}

/** The user of the path, by id or address. Throws `EnrolmentError`. */
function userOf({ database, params }: Pick<Ask, 'database' | 'params'>): Promise<RegisteredUser> {
  const { user: name = '' } = params;
  return getUser(database, name);
}

const described = { firstName: Type.Optional(Text), lastName: Type.Optional(Text) };

const accountOperations: readonly Operation[] = [
  operation({
    operationId: 'getUsers',
    method: 'GET',
    path: '/users',
    tag: 'Users',
    summary: 'The users, in the order in which they came',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('users', User),
    read: (ask) =>
      readList(ask, {
        path: '/users',
        key: 'users',
        filters,
        listing: (filter) => listUsers(ask.database, filter),
        present: shown,
      }),
  }),
  operation({
    operationId: 'addUser',
    method: 'POST',
    path: '/users',
    tag: 'Users',
    summary: 'Enters a user',
    role: 'operator',
    body: body({ email: Name, password: Password, ...described }),
    response: UserDetails,
    status: 201,
    subject: user,
    nameOf: () => undefined,
    nameIn: (answer) => (answer as { id: string }).id,
    secret: () => 'password',
    async change({ database, body: given }) {
      await addUser(database, given);
      return withVehicles(database, await getUser(database, given.email));
    },
  }),
  operation({
    operationId: 'getUser',
    method: 'GET',
    path: '/users/:user',
    tag: 'Users',
    summary: 'One user, by id or address',
    role: 'viewer',
    response: UserDetails,
    read: async (ask) => withVehicles(ask.database, await userOf(ask)),
  }),
  operation({
    operationId: 'changeUser',
    method: 'PATCH',
    path: '/users/:user',
    tag: 'Users',
    summary:
      'Changes what is known of a user (address and password: role admin); a new password ends where they are signed in',
    role: 'operator',
    body: body({ email: Type.Optional(Name), password: Type.Optional(Password), ...described }),
    response: UserDetails,
    subject: user,
    nameOf: async (ask) => (await userOf(ask)).id,
    secret: ({ body: { password } }) => (password === undefined ? undefined : 'password'),
    async change(ask) {
      const { email, password } = ask.body;
      // Whoever can change these can come in as the user.
      if (email !== undefined || password !== undefined) requireRole(ask.actor, 'admin');
      const { userId, id } = await userOf(ask);
      await changeUser(ask.database, userId, ask.body);
      return withVehicles(ask.database, await getUser(ask.database, id));
    },
  }),
  operation({
    operationId: 'removeUser',
    method: 'DELETE',
    path: '/users/:user',
    tag: 'Users',
    summary: 'Removes a user with tokens, consents and sessions; the vehicles stay, and are nobody’s',
    role: 'operator',
    response: Type.Object({
      removed: Type.Object({ vehicles: Type.Integer(), applications: Type.Integer() }),
    }),
    subject: user,
    nameOf: async (ask) => (await userOf(ask)).id,
    // Nothing that says who it was.
    keeps: ['vehicles', 'applications', 'createdAt'],
    async change(ask) {
      const { userId, vehicles, applications } = await userOf(ask);
      await removeUser(ask.database, userId);
      return { removed: { vehicles, applications } };
    },
  }),
];

const linkOperations: readonly Operation[] = [
  operation({
    operationId: 'linkVehicle',
    method: 'POST',
    path: '/users/:user/vehicles',
    tag: 'Users',
    summary: 'Makes a vehicle one of the user’s',
    role: 'operator',
    body: body({ vin: Vin }),
    response: Linked,
    status: 201,
    subject: user,
    nameOf: async (ask) => (await userOf(ask)).id,
    async change(ask) {
      const { userId } = await userOf(ask);
      const vin = ask.body.vin.toUpperCase();
      const id = await linkVehicle(ask.database, userId, await getVehicleId(ask.database, vin));
      return { id, vin };
    },
  }),
  operation({
    operationId: 'unlinkVehicle',
    method: 'DELETE',
    path: '/users/:user/vehicles/:vin',
    tag: 'Users',
    summary: 'The vehicle is one of the user’s no more; what it told stays',
    role: 'operator',
    subject: user,
    nameOf: async (ask) => (await userOf(ask)).id,
    async change(ask) {
      const { userId } = await userOf(ask);
      const vin = vinOf(ask);
      await unlinkVehicle(ask.database, userId, { vin, vehicleId: await getVehicleId(ask.database, vin) });
      return undefined;
    },
  }),
];

export const userOperations = [...accountOperations, ...linkOperations];
