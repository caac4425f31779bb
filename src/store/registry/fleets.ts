import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { EnrolmentError } from '../vehicles/enrolment.ts';
import { beginsWith, is, type Listing, listing } from './listing.ts';

/** A fleet as the operator sees it. */
export type RegisteredFleet = {
  fleetId: number;
  /** In the API. */
  id: string;
  name: string;
  description: string | null;
  partner: string;
  vehicles: number;
  createdAt: Date;
};

export type FleetFilter = Partial<Record<'namePrefix' | 'partner' | 'id', string>>;

export function listRegisteredFleets(database: Database, filter: FleetFilter): Listing<RegisteredFleet> {
  return listing<RegisteredFleet>(database, {
    columns: sql`f.id as "fleetId", f.public_id as id, f.name, f.description, p.login as partner,
      (select count(*) from fleet_vehicles m where m.fleet_id = f.id) as vehicles, f.created_at as "createdAt"`,
    from: sql`fleets f join partners p on p.id = f.partner_id`,
    where: [
      beginsWith(sql`f.name`, filter.namePrefix),
      is(sql`p.login`, filter.partner),
      is(sql`f.public_id`, filter.id),
    ],
    key: sql`f.id`,
    keyOf: ({ fleetId }) => fleetId,
  });
}

const one = { index: 0, limit: 1, anchor: { at: 'index' } } as const;

export async function findRegisteredFleet(database: Database, id: string) {
  const [found] = await listRegisteredFleets(database, { id }).read(one);
  return found;
}

const missing = (id: string) => new EnrolmentError(`fleet: there is no fleet ${id}`, 'missing');

/** Throws `EnrolmentError`. */
export async function getFleet(database: Database, id: string): Promise<RegisteredFleet> {
  const found = await findRegisteredFleet(database, id);
  if (!found) throw missing(id);
  return found;
}

/** An empty description takes it away. Throws `EnrolmentError`. */
export async function changeFleet(
  { query }: Database,
  id: string,
  { name, description }: { name?: string | undefined; description?: string | undefined },
): Promise<void> {
  const { numUpdatedRows } = await query
    .updateTable('fleets')
    .set({
      public_id: id,
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description: description || null }),
    })
    .where('public_id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw missing(id);
}

/** Removes a fleet; its vehicles stay. Throws `EnrolmentError`. */
export async function removeFleet({ query }: Database, id: string): Promise<void> {
  const { numDeletedRows } = await query.deleteFrom('fleets').where('public_id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw missing(id);
}

/** A vehicle in a fleet, with its id there. */
export type FleetMember = { id: string; vin: string; createdAt: Date };

export function listMembers(database: Database, fleetId: number, filter: { vinPrefix?: string | undefined }) {
  return listing<FleetMember>(database, {
    columns: sql`m.public_id as id, v.vin, m.created_at as "createdAt"`,
    from: sql`fleet_vehicles m join vehicles v on v.id = m.vehicle_id`,
    where: [sql`m.fleet_id = ${fleetId}`, beginsWith(sql`v.vin`, filter.vinPrefix)],
    key: sql`v.vin`,
    keyOf: ({ vin }) => vin,
  });
}

/** A vehicle in a fleet, by the fleet's id in the API and the VIN. */
export function findMember({ query }: Database, fleet: string, vin: string) {
  return query
    .selectFrom('fleet_vehicles as m')
    .innerJoin('fleets as f', 'f.id', 'm.fleet_id')
    .innerJoin('vehicles as v', 'v.id', 'm.vehicle_id')
    .select(['m.public_id as id', 'v.vin', 'm.created_at as createdAt'])
    .where('f.public_id', '=', fleet)
    .where('v.vin', '=', vin.toUpperCase())
    .executeTakeFirst();
}

/** Takes a vehicle out of a fleet. Throws `EnrolmentError`. */
export async function removeFromFleet(database: Database, fleet: string, vin: string): Promise<void> {
  const member = await findMember(database, fleet, vin);
  if (!member) throw new EnrolmentError(`vin: there is no vehicle ${vin} in the fleet`, 'missing');
  await database.query.deleteFrom('fleet_vehicles').where('public_id', '=', member.id).execute();
}

/** Which of some ids are of fleets. */
export async function findFleetIds({ query }: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await query
    .selectFrom('fleets')
    .select('public_id as id')
    .where(sql<boolean>`public_id = any(${[...ids]}::text[])`)
    .execute();
  return rows.map(({ id }) => id);
}
