import type { WakeUpChannelName } from '../../model/vehicle-line.ts';
import type { Database } from '../database.ts';

/** The one way to wake a vehicle; undefined: every way there is, and for a vehicle that is not there. */
export async function findWakeUpChannel(
  { query }: Database,
  vin: string,
): Promise<WakeUpChannelName | undefined> {
  const row = await query
    .selectFrom('vehicles')
    .select('wake_up_channel as channel')
    .where('vin', '=', vin)
    .executeTakeFirst();
  return row?.channel ?? undefined;
}

/** Without a channel the vehicle is woken by every way there is. */
export async function setWakeUpChannel(
  { query }: Database,
  vehicleId: number,
  channel: WakeUpChannelName | undefined,
): Promise<void> {
  await query
    .updateTable('vehicles')
    .set({ wake_up_channel: channel ?? null })
    .where('id', '=', vehicleId)
    .execute();
}
