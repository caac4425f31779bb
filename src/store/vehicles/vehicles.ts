import type { Database } from '../database.ts';
import { EnrolmentError } from './enrolment.ts';

export async function findVehicleId({ query }: Database, vin: string): Promise<number | undefined> {
  const row = await query.selectFrom('vehicles').select('id').where('vin', '=', vin).executeTakeFirst();
  return row?.id;
}

/** The number of a vehicle; throws where there is none. */
export async function getVehicleId(database: Database, vin: string): Promise<number> {
  const id = await findVehicleId(database, vin.toUpperCase());
  if (id === undefined) throw new EnrolmentError(`vin: there is no vehicle ${vin}`, 'missing');
  return id;
}

/** Notes what a vehicle can do beside what its motorization says; nothing where `own` is empty. */
export async function setCapabilities({ query }: Database, vehicleId: number, own: object): Promise<void> {
  const capabilities = Object.keys(own).length > 0 ? JSON.stringify(own) : null;
  await query.updateTable('vehicles').set({ capabilities }).where('id', '=', vehicleId).execute();
}

/** A vehicle as it was entered. */
export async function findVehicle({ query }: Database, vin: string) {
  return query
    .selectFrom('vehicles')
    .select(['vin', 'motorization', 'generation', 'brand', 'label', 'pictures', 'capabilities'])
    .select(['created_at as createdAt', 'updated_at as updatedAt'])
    .where('vin', '=', vin)
    .executeTakeFirst();
}

/** A vehicle with its presence, as people are told of it. */
export async function findVehiclePresence({ query }: Database, vin: string) {
  const row = await query
    .selectFrom('vehicles as v')
    .leftJoin('vehicle_presence as p', 'p.vehicle_id', 'v.id')
    .select(['v.id', 'v.vin', 'v.motorization', 'v.brand', 'v.label', 'p.reason', 'p.changed_at'])
    .where('v.vin', '=', vin)
    .executeTakeFirst();
  if (!row) return undefined;
  const presence = row.reason ? { presence: row.reason, presenceSince: row.changed_at?.toISOString() } : {};
  const { id: vehicleId, vin: found, motorization, brand, label } = row;
  return { vehicleId, vin: found, motorization, brand, label, ...presence };
}
