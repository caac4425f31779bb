import { sql } from 'kysely';
import type { Database } from './database.ts';
import { type Audience, serviceScopesOf } from './services.ts';
import { inOrder, type Slice, sliced } from './slice.ts';

const fleetColumns = [
  'id as fleetId',
  'public_id as publicId',
  'partner_id as partnerId',
  'name',
  'description',
  'created_at as createdAt',
] as const;

/** A fleet by its id in the API. */
export async function findFleet({ query }: Database, publicId: string) {
  return query
    .selectFrom('fleets')
    .select([...fleetColumns])
    .where('public_id', '=', publicId)
    .executeTakeFirst();
}

/** The fleets of a partner, in the order in which they were entered. */
export async function listFleets({ query }: Database, partnerId: number) {
  return query
    .selectFrom('fleets')
    .select([...fleetColumns])
    .where('partner_id', '=', partnerId)
    .orderBy('id')
    .execute();
}

/** A vehicle of some fleet by its id in the API. */
export async function findFleetVehicle({ query }: Database, publicId: string) {
  return query
    .selectFrom('fleet_vehicles as m')
    .innerJoin('fleets as f', 'f.id', 'm.fleet_id')
    .innerJoin('vehicles as v', 'v.id', 'm.vehicle_id')
    .select(['m.fleet_id as fleetId', 'f.partner_id as partnerId', 'm.public_id as publicId'])
    .select(['v.id as vehicleId', 'v.vin'])
    .select(serviceScopesOf('v.id').as('services'))
    .where('m.public_id', '=', publicId)
    .executeTakeFirst();
}

export type FleetVehicleRow = {
  vehicleId: number;
  publicId: string;
  vin: string;
  motorization: string;
  brand: string | null;
  label: string | null;
  pictures: string[] | null;
  capabilities: string | null;
  createdAt: Date;
  updatedAt: Date;
  services: Record<Audience, string[]>;
};

export type FleetVehicleFilter = {
  fleetId: number;
  /** Beginning of the VINs; everything where it is empty. */
  vinPrefix: string;
  /** Only vehicles that have ever reported. */
  haveReported?: boolean;
  /** Only these. */
  vehicleIds?: readonly number[];
};

/** One page of the vehicles of a fleet, by the number under which each was entered. Keys: `[0, number]`. */
export async function listFleetVehicles(
  { query }: Database,
  filter: FleetVehicleFilter,
  slice: Slice,
): Promise<FleetVehicleRow[]> {
  const { beyond, rest } = sliced(slice, {
    columns: [sql`m.vehicle_id`],
    values: ([, id]) => [sql`${id}::bigint`],
  });
  const { rows } = await sql<FleetVehicleRow>`
    select m.vehicle_id as "vehicleId", m.public_id as "publicId", v.vin, v.motorization, v.brand, v.label,
      v.pictures, v.capabilities, v.created_at as "createdAt", v.updated_at as "updatedAt",
      ${serviceScopesOf('m.vehicle_id')} as services
    from fleet_vehicles m join vehicles v on v.id = m.vehicle_id
    where ${matches(filter)} ${beyond} ${rest}`.execute(query);
  return inOrder(slice, rows);
}

export async function countFleetVehicles({ query }: Database, filter: FleetVehicleFilter): Promise<number> {
  const vins = filter.vinPrefix === '' ? sql`` : sql`join vehicles v on v.id = m.vehicle_id`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from fleet_vehicles m ${vins} where ${matches(filter)}`.execute(query);
  return rows[0]?.count ?? 0;
}

function matches({ fleetId, vinPrefix, haveReported = false, vehicleIds }: FleetVehicleFilter) {
  // No VIN has a character beyond letters and digits: such a prefix matches none.
  const prefix = vinPrefix.toUpperCase().replaceAll(/[^A-Z0-9]/g, '?');
  return sql`m.fleet_id = ${fleetId}
    ${prefix === '' ? sql`` : sql`and starts_with(v.vin, ${prefix})`}
    ${vehicleIds ? sql`and m.vehicle_id = any(${[...vehicleIds]}::bigint[])` : sql``}
    ${haveReported ? sql`and exists (select from vehicle_states s where s.vehicle_id = m.vehicle_id)` : sql``}`;
}
