import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import { inOrder, type Slice, sliced } from '../slice.ts';
import { type Audience, serviceScopesOf } from './services.ts';

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

/** What a state has to show: any of some groups, uploaded by the services for all of some audiences. */
export type Showing = {
  audiences: readonly Audience[];
  /** Whether the privacy modes of the vehicle hold. */
  isPrivate: boolean;
  /** Bits of the groups that each scope of a service opens; one that opens all of them is among them. */
  kindsByScope: ReadonlyMap<string, number>;
};

export type FleetVehicleFilter = {
  fleetId: number;
  /** Beginning of the VINs; everything where it is empty. */
  vinPrefix: string;
  /** Only vehicles whose state shows something. */
  showing?: Showing;
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
  const { showing, ...others } = filter;
  const found = sql`${vins} ${showing ? joined(showing, filter.fleetId) : sql``} where ${matches(others)}`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from fleet_vehicles m ${found}`.execute(query);
  return rows[0]?.count ?? 0;
}

function matches({ fleetId, vinPrefix, showing, vehicleIds }: FleetVehicleFilter) {
  // No VIN has a character beyond letters and digits: such a prefix matches none.
  const prefix = vinPrefix.toUpperCase().replaceAll(/[^A-Z0-9]/g, '?');
  return sql`m.fleet_id = ${fleetId}
    ${prefix === '' ? sql`` : sql`and starts_with(v.vin, ${prefix})`}
    ${vehicleIds ? sql`and m.vehicle_id = any(${[...vehicleIds]}::bigint[])` : sql``}
    ${showing ? sql`and ${shows(showing)}` : sql``}`;
}

/** Vehicle by vehicle: for a page, which ends when it is full. */
function shows({ audiences, isPrivate, kindsByScope }: Showing): RawBuilder<unknown> {
  const uploaded = audiences.map(
    (audience) => sql`& (select bit_or(${kindsOf(kindsByScope)}) from vehicle_services p
      where p.vehicle_id = m.vehicle_id and p.audience = ${sql.lit(audience)})`,
  );
  return sql`(select ${told(isPrivate)} from vehicle_states s where s.vehicle_id = m.vehicle_id)
    ${sql.join(uploaded, sql` `)} <> 0`;
}

/** All vehicles of a fleet at once: to count them. */
function joined({ audiences, isPrivate, kindsByScope }: Showing, fleetId: number): RawBuilder<unknown> {
  const columns = audiences.map(
    (audience) =>
      sql`bit_or(p.kinds) filter (where p.audience = ${sql.lit(audience)}) as ${sql.ref(audience)}`,
  );
  const uploaded = audiences.map((audience) => sql`& u.${sql.ref(audience)}`);
  return sql`join (
      select p.vehicle_id, ${sql.join(columns)} from (
        select p.vehicle_id, p.audience, ${kindsOf(kindsByScope)} as kinds from vehicle_services p
          join fleet_vehicles o on o.vehicle_id = p.vehicle_id and o.fleet_id = ${fleetId}) p
        group by p.vehicle_id) u on u.vehicle_id = m.vehicle_id
    join vehicle_states s on s.vehicle_id = m.vehicle_id
      and ${told(isPrivate)} ${sql.join(uploaded, sql` `)} <> 0`;
}

const told = (isPrivate: boolean) => (isPrivate ? sql`s.open_kinds` : sql`s.kinds`);

/** Bits of the groups that a service uploads. Most upload everything. */
function kindsOf(kindsByScope: Showing['kindsByScope']): RawBuilder<unknown> {
  const masks = [...kindsByScope.values()];
  const all = Math.max(...masks);
  const whole = [...kindsByScope].flatMap(([scope, mask]) => (mask === all ? [scope] : []));
  return sql`case when p.scopes && ${whole}::text[] then ${all}::bigint
    else (select bit_or(k.kinds) from unnest(${[...kindsByScope.keys()]}::text[], ${masks}::bigint[])
      k (scope, kinds) where k.scope = any(p.scopes)) end`;
}
