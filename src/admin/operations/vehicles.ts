import { Type } from 'typebox';
import { ApiError } from '../../api/shared/errors.ts';
import { collection } from '../../api/shared/lists/hal.ts';
import { describeVehicle } from '../../describe-vehicle.ts';
import { newPairingCode } from '../../store/access/pairings.ts';
import { changeVehicle, listRegisteredVehicles, removeVehicle } from '../../store/registry/vehicles.ts';
import { addVehicle, renewVehicleSecret } from '../../store/vehicles/enrolment.ts';
import { getVehicleId } from '../../store/vehicles/vehicles.ts';
import { listQuery, readList } from '../lists.ts';
import { type Ask, type Operation, operation } from '../operation.ts';
import { body, Text, Time, Vin } from '../schemas.ts';
import { shown } from '../shown.ts';
import {
  describeRegistered,
  Generation,
  Motorization,
  Pictures,
  presentVehicle,
  Vehicle,
  VehicleDetails,
  vehicle,
} from './vehicle-subjects.ts';

const filters = {
  vinPrefix: 'Only vehicles whose VIN begins with it',
  label: 'Only vehicles whose label has it inside',
  motorization: 'Electric, Hybrid, Thermic or Hydrogen',
  email: 'Only vehicles of this user',
  fleet: 'Only vehicles of the fleet with this id',
};

const described = {
  brand: Type.Optional(Text),
  label: Type.Optional(Text),
  pictures: Type.Optional(Pictures),
  generation: Type.Optional(Generation),
};

const Secret = Type.String({ description: 'Shown this once' });

/** The VIN of the path, in capitals. */
export const vinOf = ({ params: { vin = '' } }: Pick<Ask, 'params'>): string => vin.toUpperCase();

/** Throws `ApiError` 404. */
async function getVehicle({ database }: Pick<Ask, 'database'>, vin: string): Promise<object> {
  const found = await describeRegistered(database, vin);
  if (!found) throw new ApiError('noEntry', `vin: there is no vehicle ${vin}`);
  return found;
}

export const vehicleOperations: readonly Operation[] = [
  operation({
    operationId: 'getVehicles',
    method: 'GET',
    path: '/vehicles',
    tag: 'Vehicles',
    summary: 'The vehicles, by VIN',
    role: 'viewer',
    query: listQuery(filters),
    response: collection('vehicles', Vehicle),
    read: (ask) =>
      readList(ask, {
        path: '/vehicles',
        key: 'vehicles',
        filters,
        keyForm: 'id',
        listing: (filter) => listRegisteredVehicles(ask.database, filter),
        present: presentVehicle,
      }),
  }),
  operation({
    operationId: 'addVehicle',
    method: 'POST',
    path: '/vehicles',
    tag: 'Vehicles',
    summary: 'Enters a vehicle; it gets a user name and a secret',
    role: 'operator',
    body: body({ vin: Vin, motorization: Motorization, ...described }),
    response: Type.Object(
      { ...Vehicle.properties, username: Type.String(), secret: Secret },
      { $id: 'NewVehicle' },
    ),
    status: 201,
    subject: vehicle,
    nameOf: ({ body: { vin } }) => vin.toUpperCase(),
    secret: () => 'secret',
    async change({ database, body: given }) {
      const { vin, username, secret } = await addVehicle(database, given);
      return { ...(await getVehicle({ database }, vin)), username, secret };
    },
  }),
  operation({
    operationId: 'getVehicle',
    method: 'GET',
    path: '/vehicles/:vin',
    tag: 'Vehicles',
    summary: 'One vehicle, with the users and fleets that have it',
    role: 'viewer',
    response: VehicleDetails,
    read: (ask) => getVehicle(ask, vinOf(ask)),
  }),
  operation({
    operationId: 'changeVehicle',
    method: 'PATCH',
    path: '/vehicles/:vin',
    tag: 'Vehicles',
    summary: 'Changes what is said of a vehicle; an empty text takes it away',
    role: 'operator',
    body: body({ motorization: Type.Optional(Motorization), ...described }),
    response: VehicleDetails,
    subject: vehicle,
    nameOf: vinOf,
    async change(ask) {
      await changeVehicle(ask.database, vinOf(ask), ask.body);
      return getVehicle(ask, vinOf(ask));
    },
  }),
  operation({
    operationId: 'removeVehicle',
    method: 'DELETE',
    path: '/vehicles/:vin',
    tag: 'Vehicles',
    summary: 'Removes a vehicle with everything it told, its secret, and its places with users and in fleets',
    role: 'operator',
    response: Type.Object({
      removed: Type.Object({ users: Type.Integer(), fleets: Type.Integer() }),
      receipt: Type.String({
        description: 'Of the deletion of its history, which goes on in the background',
      }),
    }),
    subject: vehicle,
    nameOf: vinOf,
    async change(ask) {
      const { receipt, ...removed } = await removeVehicle(ask.database, vinOf(ask), ask.context.clock.now());
      return { removed, receipt };
    },
  }),
  operation({
    operationId: 'getVehicleStatus',
    method: 'GET',
    path: '/vehicles/:vin/status',
    tag: 'Vehicles',
    summary: 'Everything known of a vehicle now, where it is included',
    role: 'operator',
    response: Type.Object({}, { additionalProperties: true }),
    async read(ask) {
      const found = await describeVehicle(ask.database, vinOf(ask));
      if (!found) throw new ApiError('noEntry', `vin: there is no vehicle ${vinOf(ask)}`);
      return shown(found);
    },
  }),
  operation({
    operationId: 'renewVehicleSecret',
    method: 'POST',
    path: '/vehicles/:vin/secret',
    tag: 'Vehicles',
    summary: 'A new secret in the place of the old one; connections made with that are closed',
    role: 'operator',
    response: Type.Object({ username: Type.String(), secret: Secret }),
    status: 201,
    subject: vehicle,
    nameOf: vinOf,
    secret: () => 'secret',
    async change(ask) {
      const secret = await renewVehicleSecret(ask.database, vinOf(ask));
      return { username: vinOf(ask), secret };
    },
  }),
  operation({
    operationId: 'addPairingCode',
    method: 'POST',
    path: '/vehicles/:vin/pairingCode',
    tag: 'Vehicles',
    summary: 'A code with which whoever has the vehicle can link it to their account, once',
    role: 'operator',
    body: body({ minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080, default: 30 })) }),
    response: Type.Object({ code: Secret, expiresAt: Time }),
    status: 201,
    subject: vehicle,
    nameOf: vinOf,
    secret: () => 'pairingCode',
    async change(ask) {
      const until = new Date(ask.context.clock.now() + (ask.body.minutes ?? 30) * 60_000);
      const vehicleId = await getVehicleId(ask.database, vinOf(ask));
      return { code: await newPairingCode(ask.database, vehicleId, until), expiresAt: until.toISOString() };
    },
  }),
];
