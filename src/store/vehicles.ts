import type { Database } from './database.ts';
import { EnrolmentError } from './enrolment.ts';
import { stateFromText } from './state-text.ts';

/** The vehicles by VIN, each with whether it is on the line. */
export function listVehicles({ query }: Database) {
  return query
    .selectFrom('vehicles as v')
    .leftJoin('vehicle_presence as p', 'p.vehicle_id', 'v.id')
    .select(['v.vin', 'v.motorization', 'p.reason as presence', 'p.changed_at as changedAt'])
    .orderBy('v.vin')
    .execute();
}

export async function findVehicleId({ query }: Database, vin: string): Promise<number | undefined> {
  const row = await query.selectFrom('vehicles').select('id').where('vin', '=', vin).executeTakeFirst();
  return row?.id;
}

/** The number of a vehicle; throws where there is none. */
export async function getVehicleId(database: Database, vin: string): Promise<number> {
  const id = await findVehicleId(database, vin.toUpperCase());
  if (id === undefined) throw new EnrolmentError(`vin: there is no vehicle ${vin}`);
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
    .select(['vin', 'motorization', 'brand', 'label', 'pictures', 'capabilities'])
    .select(['created_at as createdAt', 'updated_at as updatedAt'])
    .where('vin', '=', vin)
    .executeTakeFirst();
}

/** A vehicle with its presence and its status: every group with when it was measured, when it came in, and from where. */
export async function describeVehicle({ query }: Database, vin: string) {
  const row = await query
    .selectFrom('vehicles as v')
    .leftJoin('vehicle_presence as p', 'p.vehicle_id', 'v.id')
    .leftJoin('vehicle_states as s', 's.vehicle_id', 'v.id')
    .select(['v.vin', 'v.motorization', 'v.brand', 'v.label', 'p.reason', 'p.changed_at', 's.state'])
    .where('v.vin', '=', vin)
    .executeTakeFirst();
  if (!row) return undefined;
  const status = row.state === null ? {} : (stateFromText(row.state).projections.status ?? {});
  const groups = Object.entries(status).map(([name, { value, at, receivedAt, source }]) => {
    const times = { measuredAt: new Date(at).toISOString(), receivedAt: new Date(receivedAt).toISOString() };
    return [name, { value, ...times, source }];
  });
  const presence = row.reason ? { presence: row.reason, presenceSince: row.changed_at?.toISOString() } : {};
  const { vin: found, motorization, brand, label } = row;
  return { vin: found, motorization, brand, label, ...presence, status: Object.fromEntries(groups) };
}
