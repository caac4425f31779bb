import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';

/** Who a service of a vehicle is for: the end user and their applications, or the fleet owner. */
export const audiences = ['endUser', 'fleet'] as const;
export type Audience = (typeof audiences)[number];

/** A service that is active on a vehicle: what its data scopes cover is uploaded for its audience. */
export type VehicleService = { name: string; audience: Audience; scopes: string[] };

/** Services by their names at the manufacturer, with who they are for and what they upload. */
export const knownServices: readonly VehicleService[] = [
  { name: 'ConnectivityForPartners', audience: 'endUser', scopes: ['data'] },
  { name: 'Connected Fleet', audience: 'fleet', scopes: ['data'] },
  // Tele-maintenance: everything but where the vehicle is and was.
  { name: 'TMTS', audience: 'fleet', scopes: ['data:telemetry', 'data:alert'] },
];

/** Active on a vehicle that is new: everything, for both. */
export const firstServices = knownServices.filter(({ scopes }) => scopes.includes('data'));

/** Column of the data scopes of a vehicle's services, for each audience. */
export function serviceScopesOf(vehicleId: string): RawBuilder<Record<Audience, string[]>> {
  const of = (audience: Audience) => sql`(select array_agg(distinct scope)
    from vehicle_services s, unnest(s.scopes) scope
    where s.vehicle_id = ${sql.ref(vehicleId)} and s.audience = ${sql.lit(audience)})`;
  return sql`json_build_object(
    'endUser', coalesce(${of('endUser')}, '{}'), 'fleet', coalesce(${of('fleet')}, '{}'))`;
}

export async function listServices({ query }: Database, vehicleId: number): Promise<VehicleService[]> {
  const rows = await query
    .selectFrom('vehicle_services')
    .select(['name', 'audience', 'scopes'])
    .where('vehicle_id', '=', vehicleId)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ ...row, audience: row.audience as Audience }));
}

/** Activates a service on a vehicle, or changes what the one of this name uploads. */
export async function setService(
  { query }: Database,
  vehicleId: number,
  { name, audience, scopes }: VehicleService,
): Promise<void> {
  await query
    .insertInto('vehicle_services')
    .values({ vehicle_id: vehicleId, name, audience, scopes })
    .onConflict((conflict) => conflict.columns(['vehicle_id', 'name']).doUpdateSet({ audience, scopes }))
    .execute();
}

/** Whether there was one. */
export async function removeService({ query }: Database, vehicleId: number, name: string): Promise<boolean> {
  const { numDeletedRows } = await query
    .deleteFrom('vehicle_services')
    .where('vehicle_id', '=', vehicleId)
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
