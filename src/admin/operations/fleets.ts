import { Type } from 'typebox';
import { collection } from '../../api/shared/lists/hal.ts';
import {
  changeFleet,
  findMember,
  findRegisteredFleet,
  getFleet,
  listMembers,
  listRegisteredFleets,
  removeFleet,
  removeFromFleet,
} from '../../store/registry/fleets.ts';
import { addFleet, addToFleet } from '../../store/vehicles/enrol-fleets.ts';
import { getVehicleId } from '../../store/vehicles/vehicles.ts';
import { listQuery, readList } from '../lists.ts';
import { type Ask, type Operation, operation, type Subject } from '../operation.ts';
import { body, Name, removed, Text, Time, Vin } from '../schemas.ts';
import { shown } from '../shown.ts';
import { vinOf } from './vehicles.ts';

const Fleet = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    partner: Type.String({ description: 'Login of who it belongs to' }),
    vehicles: Type.Integer({ description: 'How many are in it' }),
    createdAt: Time,
  },
  { $id: 'RegisteredFleet' },
);

const Member = Type.Object(
  { id: Type.String({ description: 'Of the vehicle in the API, in this fleet' }), vin: Vin, createdAt: Time },
  { $id: 'FleetMember' },
);

const filters = {
  namePrefix: 'Only fleets whose name begins with it',
  partner: 'Only fleets of the partner with this login',
};
const memberFilters = { vinPrefix: 'Only vehicles whose VIN begins with it' };

const fleet: Subject = {
  kind: 'fleet',
  async look(database, id) {
    const found = await findRegisteredFleet(database, id);
    return found && shown(found);
  },
};

/** Named by fleet and VIN. */
const member: Subject = {
  kind: 'fleetVehicle',
  async look(database, name) {
    const [id = '', vin = ''] = name.split(' ');
    const found = await findMember(database, id, vin);
    return found && shown(found);
  },
};

const idOf = ({ params: { fleet: id = '' } }: Pick<Ask, 'params'>): string => id;

/** Throws `EnrolmentError`. */
const describe = async ({ database }: Pick<Ask, 'database'>, id: string) =>
  shown(await getFleet(database, id));

const fleetOperationsOnly: readonly Operation[] = [
  operation({
    operationId: 'getFleets',
    method: 'GET',
    path: '/fleets',
    tag: 'Fleets',
    summary: 'The fleets, in the order in which they were entered',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('fleets', Fleet),
    read: (ask) =>
      readList(ask, {
        path: '/fleets',
        key: 'fleets',
        filters,
        listing: (filter) => listRegisteredFleets(ask.database, filter),
        present: shown,
      }),
  }),
  operation({
    operationId: 'addFleet',
    method: 'POST',
    path: '/fleets',
    tag: 'Fleets',
    summary: 'Enters a fleet of a partner',
    role: 'operator',
    body: body({ partner: Name, name: Name, description: Type.Optional(Text) }),
    response: Fleet,
    status: 201,
    subject: fleet,
    nameOf: () => undefined,
    nameIn: (answer) => (answer as { id: string }).id,
    async change({ database, body: { partner: login, name, description } }) {
      return describe({ database }, await addFleet(database, { login, name, description }));
    },
  }),
  operation({
    operationId: 'getFleet',
    method: 'GET',
    path: '/fleets/:fleet',
    tag: 'Fleets',
    summary: 'One fleet',
    role: 'viewer',
    response: Fleet,
    read: (ask) => describe(ask, idOf(ask)),
  }),
  operation({
    operationId: 'changeFleet',
    method: 'PATCH',
    path: '/fleets/:fleet',
    tag: 'Fleets',
    summary: 'Changes name or description; an empty description takes it away',
    role: 'operator',
    body: body({ name: Type.Optional(Name), description: Type.Optional(Text) }),
    response: Fleet,
    subject: fleet,
    nameOf: idOf,
    async change(ask) {
      await changeFleet(ask.database, idOf(ask), ask.body);
      return describe(ask, idOf(ask));
    },
  }),
  operation({
    operationId: 'removeFleet',
    method: 'DELETE',
    path: '/fleets/:fleet',
    tag: 'Fleets',
    summary: 'Removes a fleet; its vehicles stay, and are in it no more',
    role: 'operator',
    response: removed('vehicles'),
    subject: fleet,
    nameOf: idOf,
    async change(ask) {
      const { vehicles } = await getFleet(ask.database, idOf(ask));
      await removeFleet(ask.database, idOf(ask));
      return { removed: { vehicles } };
    },
  }),
];

const memberOperations: readonly Operation[] = [
  operation({
    operationId: 'getFleetVehicles',
    method: 'GET',
    path: '/fleets/:fleet/vehicles',
    tag: 'Fleets',
    summary: 'The vehicles of a fleet with their ids there, by VIN',
    role: 'viewer',
    query: listQuery(memberFilters),
    response: collection('vehicles', Member),
    async read(ask) {
      const { fleetId, id } = await getFleet(ask.database, idOf(ask));
      return readList(ask, {
        path: `/fleets/${id}/vehicles`,
        key: 'vehicles',
        filters: memberFilters,
        keyForm: 'id',
        listing: (filter) => listMembers(ask.database, fleetId, filter),
        present: shown,
      });
    },
  }),
  operation({
    operationId: 'addFleetVehicle',
    method: 'POST',
    path: '/fleets/:fleet/vehicles',
    tag: 'Fleets',
    summary: 'Puts a vehicle into a fleet',
    role: 'operator',
    body: body({ vin: Vin }),
    response: Member,
    status: 201,
    subject: member,
    nameOf: (ask) => `${idOf(ask)} ${ask.body.vin.toUpperCase()}`,
    async change(ask) {
      const vin = ask.body.vin.toUpperCase();
      await addToFleet(ask.database, idOf(ask), await getVehicleId(ask.database, vin));
      return member.look(ask.database, `${idOf(ask)} ${vin}`);
    },
  }),
  operation({
    operationId: 'removeFleetVehicle',
    method: 'DELETE',
    path: '/fleets/:fleet/vehicles/:vin',
    tag: 'Fleets',
    summary: 'Takes a vehicle out of a fleet',
    role: 'operator',
    subject: member,
    nameOf: (ask) => `${idOf(ask)} ${vinOf(ask)}`,
    async change(ask) {
      await removeFromFleet(ask.database, idOf(ask), vinOf(ask));
      return undefined;
    },
  }),
];

export const fleetOperations = [...fleetOperationsOnly, ...memberOperations];
