import { Type } from 'typebox';
import { isServiceScope } from '../../auth/scopes.ts';
import {
  type Capabilities,
  capabilitiesFrom,
  capabilityScopes,
  type RemoteName,
  remoteNames,
} from '../../model/capabilities.ts';
import { oneOf } from '../../model/schema.ts';
import type { Database } from '../../store/database.ts';
import { EnrolmentError } from '../../store/vehicles/enrolment.ts';
import {
  audiences,
  knownServices,
  listServices,
  removeService,
  setService,
} from '../../store/vehicles/services.ts';
import { findVehicle, getVehicleId, setCapabilities } from '../../store/vehicles/vehicles.ts';
import { type Ask, type Operation, operation } from '../operation.ts';
import { body, Name } from '../schemas.ts';
import { servicesOf, vehicle } from './vehicle-subjects.ts';
import { vinOf } from './vehicles.ts';

const Service = Type.Object(
  { name: Type.String(), audience: oneOf(audiences), scopes: Type.Array(Type.String()) },
  { $id: 'Service' },
);

type GivenService = { audience?: (typeof audiences)[number]; scopes?: string[] };

/** What is left out comes from the known service of this name. Throws `EnrolmentError`. */
function serviceFrom(name: string, given: GivenService) {
  const known = knownServices.find((one) => one.name === name);
  const [audience, scopes] = [given.audience ?? known?.audience, given.scopes ?? known?.scopes];
  if (!audience || !scopes)
    throw new EnrolmentError(`name: ${name} is none of the known services, so it needs audience and scopes`);
  const unknown = scopes.filter((scope) => !isServiceScope(scope));
  if (unknown.length > 0)
    throw new EnrolmentError(
      `scope: ${unknown.join(' ')}, expected data, data:telemetry, data:position, …, remote, remote:door:write, …`,
    );
  return { name, audience, scopes };
}

const CapabilitiesBody = Type.Object(
  { data: Type.Array(oneOf(capabilityScopes)), remote: Type.Array(oneOf(remoteNames)) },
  { $id: 'Capabilities' },
);

const givenCapabilities = body({
  data: Type.Optional(Type.Array(oneOf(capabilityScopes), { maxItems: 100 })),
  remote: Type.Optional(Type.Array(oneOf(remoteNames), { maxItems: 100 })),
});

type GivenCapabilities = { data?: string[]; remote?: RemoteName[] };

/** Throws `EnrolmentError`. */
async function ownCapabilities(database: Database, vin: string) {
  await getVehicleId(database, vin);
  const found = await findVehicle(database, vin);
  const own = JSON.parse(found?.capabilities ?? '{}') as Partial<Capabilities>;
  return { motorization: found?.motorization ?? '', own };
}

async function changeCapabilities(ask: Ask, own: Partial<Capabilities>): Promise<object> {
  await setCapabilities(ask.database, await getVehicleId(ask.database, vinOf(ask)), own);
  const { motorization } = await ownCapabilities(ask.database, vinOf(ask));
  return capabilitiesFrom(motorization, own);
}

export const serviceOperations: readonly Operation[] = [
  operation({
    operationId: 'getServices',
    method: 'GET',
    path: '/vehicles/:vin/services',
    tag: 'Services',
    summary: 'The services that are active on a vehicle: what it uploads, and for whom',
    role: 'viewer',
    response: Type.Object({ services: Type.Array(Service) }),
    async read(ask) {
      const vehicleId = await getVehicleId(ask.database, vinOf(ask));
      return { services: await listServices(ask.database, vehicleId) };
    },
  }),
  operation({
    operationId: 'setService',
    method: 'PUT',
    path: '/vehicles/:vin/services/:name',
    tag: 'Services',
    summary: 'Activates a service, or changes what it uploads; known ones need no audience and scopes',
    role: 'operator',
    body: body({
      audience: Type.Optional(oneOf(audiences)),
      scopes: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 50 })),
    }),
    response: Service,
    subject: servicesOf,
    nameOf: vinOf,
    async change(ask) {
      const service = serviceFrom(ask.params.name ?? '', ask.body);
      await setService(ask.database, await getVehicleId(ask.database, vinOf(ask)), service);
      return service;
    },
  }),
  operation({
    operationId: 'removeService',
    method: 'DELETE',
    path: '/vehicles/:vin/services/:name',
    tag: 'Services',
    summary: 'Ends a service: what no other uploads is no longer shown',
    role: 'operator',
    subject: servicesOf,
    nameOf: vinOf,
    async change(ask) {
      const { name = '' } = ask.params;
      const vehicleId = await getVehicleId(ask.database, vinOf(ask));
      if (!(await removeService(ask.database, vehicleId, name)))
        throw new EnrolmentError(`name: there is no service ${name} on ${vinOf(ask)}`, 'missing');
      return undefined;
    },
  }),
  operation({
    operationId: 'getCapabilities',
    method: 'GET',
    path: '/vehicles/:vin/capabilities',
    tag: 'Capabilities',
    summary: 'What a vehicle can tell and do',
    role: 'viewer',
    response: CapabilitiesBody,
    async read(ask) {
      const { motorization, own } = await ownCapabilities(ask.database, vinOf(ask));
      return capabilitiesFrom(motorization, own);
    },
  }),
  operation({
    operationId: 'changeCapabilities',
    method: 'PATCH',
    path: '/vehicles/:vin/capabilities',
    tag: 'Capabilities',
    summary: 'Changes what a vehicle can tell or do; what is left out stays',
    role: 'operator',
    body: givenCapabilities,
    response: CapabilitiesBody,
    subject: vehicle,
    nameOf: vinOf,
    async change(ask) {
      const { own } = await ownCapabilities(ask.database, vinOf(ask));
      return changeCapabilities(ask, { ...own, ...(ask.body as GivenCapabilities) });
    },
  }),
  operation({
    operationId: 'setCapabilities',
    method: 'PUT',
    path: '/vehicles/:vin/capabilities',
    tag: 'Capabilities',
    summary: 'The same, but what is left out is as with every vehicle of its motorization',
    role: 'operator',
    body: givenCapabilities,
    response: CapabilitiesBody,
    subject: vehicle,
    nameOf: vinOf,
    change: (ask) => changeCapabilities(ask, ask.body as GivenCapabilities),
  }),
];
