import { Type } from 'typebox';
import { oneOf } from '../../model/schema.ts';
import { listUserVehicles } from '../../store/users.ts';
import type { ApiContext } from '../context.ts';
import { presentVehicle, Vehicle, vehicleExtensions } from '../present/vehicle.ts';
import { ApiError } from '../shared/errors.ts';
import { collection } from '../shared/hal.ts';
import { mediaType } from '../shared/media-type.ts';
import { Country, Locale, responses, VehicleParams } from '../shared/operation.ts';
import { getOwnedVehicle } from '../shared/owned-vehicle.ts';
import { pageOf } from '../shared/page-of.ts';
import { pagingQuery } from '../shared/paging.ts';
import type { B2cApp } from './app.ts';

const extension = Type.Optional(Type.Array(oneOf(vehicleExtensions), { minItems: 1, maxItems: 3 }));

const listSchema = {
  operationId: 'getVehiclesByDevice',
  tags: ['Vehicles'],
  summary: 'The vehicles of the user',
  querystring: Type.Object({
    ...pagingQuery(60),
    locale: Locale,
    extension,
    vinPrefix: Type.Optional(Type.String({ maxLength: 17 })),
    country: Country,
  }),
  response: responses(collection('vehicles', Vehicle)),
};

const vehicleSchema = {
  operationId: 'getVehicleByid',
  tags: ['Vehicles'],
  summary: 'One vehicle',
  params: VehicleParams,
  querystring: Type.Object({ locale: Locale, extension, country: Country }),
  response: responses(Vehicle),
};

/** The vehicles that the token opens. */
export function vehicleOperations(app: B2cApp, context: ApiContext): void {
  app.get('/connectedcar/v4/user/vehicles', { schema: listSchema }, async (request, reply) => {
    const { vinPrefix = '', extension: asked = [] } = request.query;
    const all = await listUserVehicles(context.database, request.access.userId);
    // Clients expect 404 of an account without vehicles, and an empty list of a filter that matches none.
    if (all.length === 0) throw new ApiError('notFound', 'the account has no vehicles');
    const found = all.filter(({ vin }) => vin.startsWith(vinPrefix.toUpperCase()));
    const page = pageOf(found, { request, pageSizeMax: 60, self: context.links().vehicles });
    const vehicles = page.items.map((row) => presentVehicle(row, new Set(asked), context.links()));
    const body = { ...page.envelope, _embedded: { vehicles } };
    return reply.type(mediaType(request.headers.accept)).send(body as never);
  });

  app.get('/connectedcar/v4/user/vehicles/:id', { schema: vehicleSchema }, async (request, reply) => {
    const { publicId } = await getOwnedVehicle(context, request);
    const all = await listUserVehicles(context.database, request.access.userId);
    const row = all.find((vehicle) => vehicle.publicId === publicId);
    if (!row) throw new ApiError('noVehicle');
    const body = presentVehicle(row, new Set(request.query.extension), context.links());
    return reply.type(mediaType(request.headers.accept)).send(body as never);
  });
}
