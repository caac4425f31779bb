import type { VehicleState } from '../model/vehicle-state.ts';
import { int8Array } from './binary.ts';
import type { Database } from './database.ts';
import { stateFromText } from './state-text.ts';
import type { Transaction } from './writer.ts';

type Source = { query<Row extends object>(text: string, values: unknown[]): Promise<Row[]> };

/** The committed states of some vehicles; those without one are left out. */
export async function readStates(source: Source, vehicleIds: number[]): Promise<Map<number, VehicleState>> {
  const rows = await source.query<{ vehicle_id: number; state: string }>(
    'select vehicle_id, state from vehicle_states where vehicle_id = any($1::bigint[])',
    [int8Array(vehicleIds)],
  );
  return new Map(rows.map(({ vehicle_id, state }) => [vehicle_id, stateFromText(state)]));
}

/** The committed state of one vehicle. */
export async function findState({ pool }: Database, vehicleId: number): Promise<VehicleState | undefined> {
  const { rows } = await pool.query<{ state: string }>({
    name: 'find-state',
    text: 'select state from vehicle_states where vehicle_id = $1',
    values: [vehicleId],
  });
  return rows[0] ? stateFromText(rows[0].state) : undefined;
}

/** Bits of the groups that a vehicle's state tells: all, and those that its privacy modes leave open. */
export type KindsRow = { vehicleId: number; kinds: number; openKinds: number };

/** Notes what the states of some vehicles tell; their rows are there. */
export async function saveStateKinds(transaction: Transaction, rows: readonly KindsRow[]): Promise<void> {
  await transaction.query(
    `update vehicle_states v set kinds = k.kinds, open_kinds = k.open_kinds
       from unnest($1::bigint[], $2::bigint[], $3::bigint[]) k (vehicle_id, kinds, open_kinds)
      where v.vehicle_id = k.vehicle_id`,
    [
      int8Array(rows.map(({ vehicleId }) => vehicleId)),
      int8Array(rows.map(({ kinds }) => kinds)),
      int8Array(rows.map(({ openKinds }) => openKinds)),
    ],
  );
}
