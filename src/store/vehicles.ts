import type { Database } from './database.ts';
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
